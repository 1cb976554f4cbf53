"""Bookings written through HTTP, each a whole one: event, booking, attendee, reminder, letters, audit row."""

import datetime, re, statistics, urllib.parse, urllib.request, uuid, zoneinfo

from ground import ROUNDS, load, middle, pgbench
from statements import captured, quoted, script, written

OWNERS = 1_000
# As `calento seed load` deals them out, by the owner's number.
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Ho_Chi_Minh", "Europe/London")
# pgbench's, each of which books for an owner of its own.
CLIENTS = 16
KEY = "captured"
# What a round may use of all free half hours, some 600 an owner.
ROUND = OWNERS * 600 // ROUNDS


def measure(program, folder):
    program.settle(folder)
    program.run(folder, "seed", "load", "--users", str(OWNERS), "--events", "0", "--bookings", "0")
    server = program.serve(folder)
    forms = folder / "book.lua"
    forms.write_text(LUA % ", ".join("{" + ", ".join(f'"{start}"' for start in starts(zone)) + "}" for zone in ZONES))
    print("\nbookings a second, p50, p99; microseconds of processor a booking, the server's and the database's")
    booking = transaction(program, server)
    idle, ours, costs, theirs = server.memory(), [], [], []
    for number in range(ROUNDS):
        before = server.cpu()
        ours.append(load(server.address("/"), 32, "-s", forms, arguments=("--", str(number * ROUND))))
        costs.append([(after - begun) / ours[-1].count * 1e6 for after, begun in zip(server.cpu(), before)])
        theirs.append(pgbench(server, program, booking, CLIENTS, round=number))
    our, (rate, cost) = middle(ours), (statistics.median(values) for values in zip(*theirs))
    server_cost, database_cost = (statistics.median(values) for values in zip(*costs))
    print(f"  through HTTP, 32 connections: {our.rate:9,.0f} ({our.p50:.2f}, {our.p99:.2f} ms)"
          f"  {server_cost:.1f} + {database_cost:.1f} µs")
    print(f"  pgbench, the same statements in one pipeline, {CLIENTS} clients: {rate:9,.0f}  (database {cost:.0f} µs)"
          f"  {our.rate / rate:.2f}")
    print(f"  memory: {idle:.0f} MB before, {server.memory():.0f} MB after", flush=True)


def starts(zone):
    """The free half hours of the coming eight weeks, of which nobody has taken one yet."""
    zone = zoneinfo.ZoneInfo(zone)
    today = datetime.datetime.now(zone).date()
    for days in range(3, 57):
        date = today + datetime.timedelta(days=days)
        if date.weekday() < 5:
            for half in range(18, 34):
                local = datetime.datetime.combine(date, datetime.time(half // 2, half % 2 * 30), zone)
                yield local.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def transaction(program, server):
    """What a booking says to the database, with every id, time and key made anew each time. Each of pgbench's clients
    books for an owner of its own, whose ids it is given once, so that all of them prepare and plan it once too."""
    earliest = uuid.UUID(program.run(server.folder, "db", FRESH).split("fresh ")[1].split()[0])

    def book():
        for number in range(1, CLIENTS + 1):
            start = list(starts(ZONES[number % len(ZONES)]))[-1]
            post(server.address(f"/load-{number}/intro/book"), {
                "start": start, "duration": "30", "tz": "UTC", "key": KEY, "name": "Ada Martin", "email": "ada@example.com"})

    told = iter(captured(server, program, book))
    bookings = [[first, *until(told, "INSERT INTO audit_logs")] for first in told if first[0].startswith("UPDATE owners")]
    writer = Writer(earliest, bookings)
    # Others book beside it: which version it was decided at is left out.
    lines = [written(sql.replace("WHEN version = $1", "WHEN version = version"), values, writer.write)
             for sql, values in bookings[0]]
    count = "\\set n case when :n = 0 then (:round * 100 + :client_id + 1) * 100000 else :n + 1 end\n"
    return script(server.folder / "book.sql", lines, f"\\if :n = 0\n{writer.owners()}\\endif\n{count}")


def until(told, last):
    for sql, values in told:
        yield sql, values
        if sql.startswith(last): return


class Writer:
    """Puts something new in the place of what a transaction can't use twice."""

    def __init__(self, earliest, bookings):
        self.earliest, self.places, self.theirs = earliest, {}, {}
        for statements in zip(*bookings):
            for literals in zip(*(values.values() for _, values in statements)):
                texts = [literal.strip("'") for literal in literals]
                if is_id(texts[0]) and not self.is_fresh(texts[0]): self.theirs[texts[0]] = texts

    def write(self, literal):
        text = literal.strip("'")
        if text in self.theirs: return f":id{list(self.theirs).index(text)}"
        if self.is_fresh(text):
            return f"lpad(to_hex(:n * 32 + {self.places.setdefault(text, len(self.places))}), 32, '0')::uuid"
        if text == KEY: return "(:n)::text"
        if re.fullmatch(r"\\x[0-9a-f]{64}", text): return "sha256(int8send(:n))"
        if text.startswith('["'): return f"tstzrange({later(text[2:24])}, {later(text[27:49])})"
        if re.fullmatch(r"20\d\d-\d\d-\d\d \d\d:[03]0:00\+00", text): return later(text)
        return quoted(literal)

    def owners(self):
        """Gives a client the ids of the owner with its number."""
        columns = (f"('{{{','.join(texts)}}}'::uuid[])[:client_id + 1] AS id{number}"
                   for number, texts in enumerate(self.theirs.values()))
        return f"SELECT {', '.join(columns)} \\gset\n"

    def is_fresh(self, text):
        return is_id(text) and uuid.UUID(text) > self.earliest


def is_id(text):
    return re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) is not None


def later(text):
    return f"(timestamptz '{text}' + :n * interval '30 minutes')"


def post(address, form):
    urllib.request.urlopen(address, urllib.parse.urlencode(form).encode()).read()


# The smallest id that could be made from now on.
FRESH = ("SELECT 'fresh ' || (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')"
         " || '00000000000000000000')::uuid")

LUA = """
local starts = { %s }
local threads = 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
function init(arguments) n = tonumber(arguments[1]) + id end
local head = { ["Content-Type"] = "application/x-www-form-urlencoded" }
function request()
  local owner = n %% 1000 + 1
  local free = starts[owner %% 4 + 1]
  local start = free[math.floor(n / 1000) %% #free + 1]
  local body = "duration=30&tz=UTC&name=Ada+Martin&email=ada%%40example.com&key=bench-" .. n .. "&start=" .. start
  n = n + 2
  return wrk.format("POST", "/load-" .. owner .. "/intro/book", head, body)
end
"""
