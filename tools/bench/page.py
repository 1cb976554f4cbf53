"""A guest's page: a month of a busy owner's link, 60 events and 40 bookings before them, among many owners."""

import datetime, os, statistics

from ground import CONNECTIONS, ROUNDS, load, middle, pgbench, start_nginx
from statements import captured, quoted, script, written

OWNERS = int(os.environ.get("BENCH_OWNERS", "1000"))
EVENTS_EACH, BOOKINGS_EACH = 300, 40
USERNAME = "load-1"


def measure(program, folder):
    program.settle(folder)
    program.run(
        folder, "seed", "load", "--users", str(OWNERS), "--events", str(OWNERS * EVENTS_EACH),
        "--bookings", str(OWNERS * BOOKINGS_EACH))
    warm, cold = program.serve(folder), program.serve(folder, "--cold")
    path = f"/{USERNAME}/intro?month={next_month()}"
    page = warm.fetch(path)
    nginx = start_nginx(program, folder, {path: page})
    print(f"\na month of a guest's page, {len(page.body.encode('latin-1')):,} bytes, {OWNERS:,} owners, "
          f"{OWNERS * EVENTS_EACH:,} events\n"
          "  requests a second, p50, p99; microseconds of processor a request, the server's and the database's")
    idle = warm.memory()
    for connections in CONNECTIONS:
        their = middle(load(f"http://127.0.0.1:{nginx}{path}", connections) for _ in range(ROUNDS))
        print(f"  nginx, the same bytes {connections:4} connections: {their.rate:9,.0f} ({their.p50:6.2f}, {their.p99:6.2f} ms)")
        our = line("warm", warm, path, connections)
        print(f"  {'warm over nginx':21} {connections:4} connections: {our.rate / their.rate:9.2f}", flush=True)
        line("cold: nothing is kept", cold, path, connections)
        line("a write before each", warm, path, connections, "-H", f"Measured-Write: {USERNAME}")
    print(f"  memory: {idle:.0f} MB before, {warm.memory():.0f} MB after")
    reads = captured(cold, program, lambda: cold.fetch(path))
    lines = [written(sql, values, quoted) for sql, values in reads]
    rates = [pgbench(cold, program, script(folder / "reads.sql", lines)) for _ in range(ROUNDS)]
    rate, cost = (statistics.median(values) for values in zip(*rates))
    count = sum(line.startswith("SELECT") for line in lines)
    print(f"  pgbench, what the cold page asks, its {count} SELECTs in one pipeline, 16 clients: {rate:9,.0f}"
          f"  (database {cost:.0f} µs)", flush=True)


def line(name, server, path, connections, *options):
    rounds, costs = [], []
    for _ in range(ROUNDS):
        before = server.cpu()
        rounds.append(load(server.address(path), connections, *options))
        costs.append([(after - begun) / rounds[-1].count * 1e6 for after, begun in zip(server.cpu(), before)])
    result = middle(rounds)
    ours, database = (statistics.median(values) for values in zip(*costs))
    print(f"  {name:21} {connections:4} connections: {result.rate:9,.0f} ({result.p50:6.2f}, {result.p99:6.2f} ms)"
          f"  {ours:6.1f} + {database:6.1f} µs", flush=True)
    return result


def next_month():
    return (datetime.date.today().replace(day=1) + datetime.timedelta(days=32)).strftime("%Y-%m")
