"""What a server says to its database while it answers one request, to let pgbench say the same."""

import re, time

LITERAL = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")


def captured(server, program, request):
    """The statements behind one request, each with its values put in."""
    log = server.folder / "var/postgres/log"
    tell(server, program, "all")
    begin = log.stat().st_size
    request()
    time.sleep(0.3)
    text = log.read_bytes()[begin:].decode()
    tell(server, program, "none")
    return list(statements(text))


def tell(server, program, level):
    for statement in (f"ALTER SYSTEM SET log_statement = '{level}'", "SELECT pg_reload_conf()"):
        program.run(server.folder, "db", statement)
    time.sleep(0.2)


def statements(text):
    """In pairs, one connection's after the other's: the SQL with $1, $2 …, and the values by number."""
    parts = re.split(r"^\d{4}-\d\d-\d\d [\d:.]+ UTC \[(\d+)\] ", text, flags=re.MULTILINE)
    entries = sorted(zip(parts[1::2], parts[2::2]), key=lambda pair: int(pair[0]))
    sql = None
    for _, entry in entries:
        if executed := re.match(r"LOG:  execute \S+: ", entry):
            if sql: yield sql, {}
            sql = entry[executed.end():].strip()
            # The server's own heartbeat, what a new connection is told, and whether there is the database.
            if sql.startswith("SELECT 1") or "set_config" in sql: sql = None
        elif entry.startswith("DETAIL:  parameters: ") and sql:
            yield sql, {int(number): value for number, value in LITERAL.findall(entry)}
            sql = None
    if sql: yield sql, {}


def written(sql, values, write):
    """SQL for pgbench with the values in it, as `write` has them."""
    text = re.sub(r"\$(\d+)", lambda found: write(values[int(found.group(1))]), sql)
    return " ".join(text.split()) + ";\n"


def quoted(literal):
    """A literal in which pgbench finds no variable of its own."""
    if literal == "NULL" or ":" not in literal: return literal
    return "E" + literal.replace("\\", "\\\\").replace(":", "\\x3a")


def script(path, lines, opening=""):
    path.write_text(opening + "\\startpipeline\n" + "".join(lines) + "\\endpipeline\n")
    return path
