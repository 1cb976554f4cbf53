"""Bookings written through HTTP, each a whole one: event, booking, attendee, reminder, letters, audit row."""

import datetime, re, statistics, urllib.parse, urllib.request, uuid, zoneinfo

from ground import ROUNDS, load, middle, pgbench
from statements import captured, quoted, script, written

OWNERS = 1_000
# As `calento seed load` deals them out, by the owner's number.
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Ho_Chi_Minh", "Europe/London")
# Owners whose bookings pgbench writes, one file each.
SCRIPTED = 64
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
    scripts = list(transactions(program, server))
    idle, ours, costs, theirs = server.memory(), [], [], []
    for number in range(ROUNDS):
        before = server.cpu()
        ours.append(load(server.address("/"), 32, "-s", forms, arguments=("--", str(number * ROUND))))
        costs.append([(after - begun) / ours[-1].count * 1e6 for after, begun in zip(server.cpu(), before)])
        theirs.append(pgbench(server, program, scripts, round=number))
    our, (rate, cost) = middle(ours), (statistics.median(values) for values in zip(*theirs))
    server_cost, database_cost = (statistics.median(values) for values in zip(*costs))
    print(f"  through HTTP, 32 connections: {our.rate:9,.0f} ({our.p50:.2f}, {our.p99:.2f} ms)"
          f"  {server_cost:.1f} + {database_cost:.1f} µs")
    print(f"  pgbench, the same statements in one pipeline, 16 clients: {rate:9,.0f}  (database {cost:.0f} µs)"
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


def transactions(program, server):
    """What one booking of each of some owners says to the database, with every id, time and key made anew each time."""
    earliest = uuid.UUID(program.run(server.folder, "db", FRESH).split("fresh ")[1].split()[0])

    def book():
        for number in range(1, SCRIPTED + 1):
            start = list(starts(ZONES[number % len(ZONES)]))[-1]
            post(server.address(f"/load-{number}/intro/book"), {
                "start": start, "duration": "30", "tz": "UTC", "key": KEY, "name": "Ada Martin", "email": "ada@example.com"})

    told = iter(captured(server, program, book))
    for number, _ in enumerate((pair for pair in told if pair == ("BEGIN", {})), 1):
        write = Writer(earliest).write
        lines = ["BEGIN;\n"]
        while lines[-1] != "COMMIT;\n":
            sql, values = next(told)
            # Others book beside it: which version it was decided at is left out.
            lines.append(written(sql.replace("WHEN version = $1", "WHEN version = version"), values, write))
        opening = "\\set n case when :n = 0 then (:round * 100 + :client_id + 1) * 100000 else :n + 1 end\n"
        yield script(server.folder / f"book-{number}.sql", lines, opening)


class Writer:
    """Puts something new in the place of what a transaction can't use twice."""

    def __init__(self, earliest):
        self.earliest, self.places = earliest, {}

    def write(self, literal):
        text = literal.strip("'")
        if self.is_fresh(text):
            return f"lpad(to_hex(:n * 32 + {self.places.setdefault(text, len(self.places))}), 32, '0')::uuid"
        if text == KEY: return "(:n)::text"
        if re.fullmatch(r"\\x[0-9a-f]{64}", text): return "sha256(int8send(:n))"
        if text.startswith('["'): return f"tstzrange({later(text[2:24])}, {later(text[27:49])})"
        if re.fullmatch(r"20\d\d-\d\d-\d\d \d\d:[03]0:00\+00", text): return later(text)
        return quoted(literal)

    def is_fresh(self, text):
        try:
            return uuid.UUID(text) > self.earliest
        except ValueError:
            return False


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
