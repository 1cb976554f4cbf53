"""What every measurement stands on: programs that are started and ended, load, and what it cost."""

import os, pathlib, re, secrets, statistics, subprocess, sys, time, typing
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SECONDS = int(os.environ.get("BENCH_SECONDS", "5"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
CONNECTIONS = (32, 256)
# What Calento tells its own sessions, as far as it bears on how statements are planned.
SESSION = "-c enable_seqscan=off -c jit=off"


def start(command, **settings):
    """In a session of its own, as a service has it. A kernel shares the processors out between sessions, and one that
    holds a server and what loads it can keep the database from them for seconds."""
    return subprocess.Popen(command, start_new_session=True, **settings)


class Program:
    """The program to be measured, and all that was started for it."""

    def __init__(self, path):
        self.path, self.started = path, []
        self.environment = dict(
            os.environ, CALENTO_ENV="production", BASE_URL="http://localhost", ACCESS_LOG="off", RATE_LIMITS="off",
            ENCRYPTION_KEY=secrets.token_hex(32), JWT_SECRET=secrets.token_hex(32))
        self.environment.pop("DATABASE_URL", None)

    def settle(self, folder):
        """Lays out a folder to run in."""
        folder.mkdir(exist_ok=True)
        for part in ("Templates", "Public", "migrations"):
            (folder / part).symlink_to(ROOT / part)

    def run(self, folder, *arguments):
        return subprocess.run(
            [self.path, *arguments], cwd=folder, env=self.environment, capture_output=True, text=True, check=True).stdout

    def serve(self, folder, *arguments):
        command = [self.path, "bench", "http", "--port", "0", *arguments]
        process = start(command, cwd=folder, env=self.environment, stdout=subprocess.PIPE, text=True)
        self.started.append(process)
        for line in process.stdout:
            if line.startswith("Calento is at"):
                return Server(process.pid, int(line.rsplit(":", 1)[1]), folder)
        sys.exit("Calento did not start")

    def end(self):
        while self.started:
            process = self.started.pop()
            process.terminate()
            process.wait()


class Server:
    def __init__(self, pid, port, folder):
        self.pid, self.port, self.folder = pid, port, folder

    def address(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def fetch(self, path, **headers):
        return fetch(self.address(path), **headers)

    def memory(self):
        """Resident, in MB."""
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def cpu(self):
        """Seconds of processor so far, the server's and the database's."""
        postmaster = int((self.folder / "var/postgres/data/postmaster.pid").read_text().split()[0])
        processes = pathlib.Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        # What backends used that have ended stands with the postmaster.
        database = sum(seconds(pid) for pid in processes) + seconds(postmaster, with_children=True)
        return seconds(self.pid), database


def seconds(pid, with_children=False):
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(field) for field in fields[11:15 if with_children else 13]) / os.sysconf("SC_CLK_TCK")


class Page:
    def __init__(self, body, headers):
        self.body, self.headers = body, headers


def fetch(address, **headers):
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        return Page(answer.read().decode("latin-1"), answer.headers.items())


def start_nginx(program, folder, pages):
    """The same bytes under the same addresses, headers included. Returns the port."""
    kept = ("cache-control", "content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy",
            "cross-origin-opener-policy", "permissions-policy", "vary", "content-language", "etag")
    locations = []
    for path, page in pages.items():
        path = path.split("?")[0]
        file = folder / "www" / (path.strip("/") or "index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.body.encode("latin-1"))
        headers = dict((name, value) for name, value in page.headers if name.lower() in kept)
        kind = dict(page.headers)["Content-Type"]
        lines = "".join(f"add_header {name} '{value.replace(chr(39), chr(92) + chr(39))}';" for name, value in headers.items())
        locations.append(f"location = {path} {{ types {{ }} default_type '{kind}'; {lines} try_files /{file.relative_to(folder / 'www')} =404; }}")
    port = 18000 + os.getpid() % 2000
    (folder / "nginx.conf").write_text(f"""
        worker_processes {os.cpu_count()}; pid {folder}/nginx.pid; error_log {folder}/nginx.log; daemon off; user root;
        events {{ worker_connections 4096; multi_accept on; }}
        http {{
          access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; etag off; keepalive_requests 100000000;
          open_file_cache max=100 inactive=600s; open_file_cache_valid 600s;
          client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
          uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
          server {{ listen 127.0.0.1:{port} reuseport; root {folder}/www; {' '.join(locations)} }}
        }}""")
    program.started.append(start(["nginx", "-c", folder / "nginx.conf", "-p", folder], stderr=subprocess.DEVNULL))
    for _ in range(100):
        try:
            fetch(f"http://127.0.0.1:{port}{next(iter(pages))}")
            return port
        except OSError:
            time.sleep(0.05)
    sys.exit((folder / "nginx.log").read_text())


class Load(typing.NamedTuple):
    """Requests a second, milliseconds, and how many requests it were in all."""
    rate: float
    p50: float
    p99: float
    count: int


def load(address, connections, *options, arguments=()):
    output = subprocess.run(
        ["wrk", "-t2", f"-c{connections}", f"-d{SECONDS}s", "--latency", *options, address, *arguments],
        capture_output=True, text=True, start_new_session=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        sys.exit(f"not every request was answered well:\n{output}")
    return Load(
        float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1)), quantile(output, 50), quantile(output, 99),
        int(re.search(r"(\d+) requests in", output).group(1)))


def quantile(output, percent):
    number, unit = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", output).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def middle(loads):
    return Load(*(statistics.median(values) for values in zip(*loads)))


def pgbench(server, program, script, clients=16, round=0):
    """Transactions a second, and the database's microseconds of processor for each. The script knows the `round`."""
    address = program.run(server.folder, "db", "--address").strip()
    before = server.cpu()[1]
    output = subprocess.run(
        ["pgbench", "-n", "-M", "prepared", "-f", script, "-c", str(clients), "-j", "2", "-D", "n=0", "-D", f"round={round}",
         "-T", str(SECONDS), address],
        env=dict(os.environ, PGOPTIONS=SESSION), capture_output=True, text=True, start_new_session=True)
    rate = re.search(r"tps = ([\d.]+)", output.stdout)
    count = re.search(r"actually processed: (\d+)", output.stdout)
    if not rate or output.returncode != 0:
        sys.exit(f"pgbench: {output.stderr[-2000:]}")
    return float(rate.group(1)), (server.cpu()[1] - before) / int(count.group(1)) * 1e6
