"""bench PROGRAM [PART...]: measures Calento on this machine, in one run, against nginx serving the same bytes (one
worker a core) and PostgreSQL's pgbench running the same statements. Rounds alternate, so that a machine that slows down
slows both; the middle round counts. The load generator (wrk) shares the cores with whatever it loads.

Parts: program, house, page, bookings; all of them unless named."""

import pathlib, shutil, sys, tempfile

import bookings, house, page
from ground import Program

PARTS = {"program": house.program, "house": house.measure, "page": page.measure, "bookings": bookings.measure}


def main():
    program = Program(pathlib.Path(sys.argv[1]).resolve())
    wanted = sys.argv[2:] or list(PARTS)
    for name in wanted:
        if name not in PARTS:
            sys.exit(f"bench: there is no part '{name}', only {', '.join(PARTS)}")
    for name in wanted:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="calento-bench-"))
        folder.chmod(0o755)
        try:
            PARTS[name](program, folder)
        finally:
            program.end()
            shutil.rmtree(folder, ignore_errors=True)


main()
