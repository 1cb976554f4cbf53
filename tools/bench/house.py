"""The program by itself, and the house without any owner in it."""

import os, re, resource, socket, statistics, subprocess, threading, time

from ground import CONNECTIONS, ROUNDS, fetch, load, middle, pgbench, start, start_nginx
from statements import script


def program(program, folder):
    for what in ("slots", "templates"):
        print(f"calento bench {what}")
        for line in program.run(folder, "bench", what).splitlines():
            print(f"  {line}", flush=True)


def measure(program, folder):
    program.settle(folder)
    server = program.serve(folder)
    page = server.fetch("/")
    static = re.search(r'href="(/assets/[^"]+\.png)"', page.body).group(1)
    nginx = start_nginx(program, folder, {"/": page, static: server.fetch(static)})
    print("\nrequests a second and p99; ours, nginx's, ours over nginx's")
    for name, path in (("plain page", "/"), ("static file", static)):
        for connections in CONNECTIONS:
            compare(name, connections, server.address(path), f"http://127.0.0.1:{nginx}{path}")
    print("\nthree SELECTs a request, each awaited; pgbench the same three in one pipeline, 16 clients")
    selects(program, server)
    print("\nstanding still")
    start_to_answer(program, server)
    idle(server)
    print("\np99 of others, quiet and while 2,000 connections send a byte now and then; the attack's over the quiet one")
    attack("slow heads", server, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    attack("slow bodies", server, b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n")


def compare(name, connections, ours, theirs):
    rounds = [(load(ours, connections), load(theirs, connections)) for _ in range(ROUNDS)]
    our, their = (middle(side) for side in zip(*rounds))
    print(f"  {name:12} {connections:4} connections: {our.rate:9,.0f} ({our.p99:6.2f} ms)"
          f" {their.rate:9,.0f} ({their.p99:6.2f} ms)  {our.rate / their.rate:.2f}", flush=True)


def selects(program, server):
    three = script(server.folder / "selects.sql", (f"SELECT {number}::int8 + 1;\n" for number in (1, 2, 3)))
    rounds = [(load(server.address("/bench/selects"), 64), pgbench(server, program, three)[0]) for _ in range(ROUNDS)]
    our, their = middle(pair[0] for pair in rounds), statistics.median(pair[1] for pair in rounds)
    print(f"  {our.rate:9,.0f} requests a second ({our.p99:.2f} ms), pgbench {their:9,.0f}  {our.rate / their:.2f}")


def start_to_answer(program, server):
    """From the start of the process to the end of its first answer, the database being up."""
    port, times = 20000 + os.getpid() % 2000, []
    environment = dict(program.environment, DATABASE_URL=program.run(server.folder, "db", "--address").strip())
    for _ in range(5):
        begin = time.monotonic()
        process = start(
            [program.path, "serve", "--port", str(port)], cwd=server.folder, env=environment, stdout=subprocess.DEVNULL)
        while True:
            try:
                fetch(f"http://127.0.0.1:{port}/")
                break
            except OSError:
                time.sleep(0.0005)
        times.append((time.monotonic() - begin) * 1000)
        process.terminate()
        process.wait()
    print(f"  start to first answer: {statistics.median(times):.0f} ms")


def connect(server):
    connection = socket.create_connection(("127.0.0.1", server.port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def idle(server):
    resource.setrlimit(resource.RLIMIT_NOFILE, (20_000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    before, connections = server.memory(), []
    for _ in range(10_000):
        connection = connect(server)
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        while connection.recv(65536)[-8:].find(b"</html>") < 0:
            pass
        connections.append(connection)
    print(f"  memory: {before:.0f} MB before, {server.memory():.0f} MB with 10,000 idle keep-alive connections")
    for connection in connections:
        connection.close()


def attack(name, server, opening):
    quiet = statistics.median(load(server.address("/"), 32).p99 for _ in range(ROUNDS))
    over = threading.Event()
    attackers = [connect(server) for _ in range(2_000)]
    for attacker in attackers:
        attacker.sendall(opening)

    def dribble():
        while not over.is_set():
            for index, attacker in enumerate(attackers):
                try:
                    attacker.send(b"x")
                except OSError:  # turned away for being slow: comes back
                    attacker.close()
                    attackers[index] = connect(server)
                    attackers[index].sendall(opening)
                if index % 200 == 0 and over.wait(0.1):
                    return

    thread = threading.Thread(target=dribble)
    thread.start()
    under = statistics.median(load(server.address("/"), 32).p99 for _ in range(ROUNDS))
    over.set()
    thread.join()
    for attacker in attackers:
        attacker.close()
    print(f"  {name:12} {quiet:6.2f} ms {under:6.2f} ms  {under / quiet:.2f}", flush=True)
