"""Request Tracker's tickets by SQL: copies of one, with all rows that hang on it.

Each copy is an hour older than the one before. What holds a ticket together was read off the
rows that RT itself writes: four roles, who is in them, what happened, and what was said.
"""

import psycopg
from psycopg.sql import SQL, Composable, Identifier, Literal

STRIDE = 5_000  # how far the ids of copies lie apart from those of the templates
ROLES = "SELECT id FROM groups WHERE domain = 'RT::Ticket-Role' AND instance = {ticket}"
ACTS = "SELECT id FROM transactions WHERE objecttype = 'RT::Ticket' AND objectid = {ticket}"
# Each table with rows of a ticket: which, and the columns that point at others of them
TABLES = {
    "tickets": ("id = {ticket}", {"id", "effectiveid"}),
    "principals": (f"id IN ({ROLES})", {"id"}),
    "groups": (f"id IN ({ROLES})", {"id", "instance"}),
    "groupmembers": (f"groupid IN ({ROLES})", {"id", "groupid"}),
    "cachedgroupmembers": (
        f"groupid IN ({ROLES})",
        {"id", "groupid", "memberid", "via", "immediateparentid"},
    ),
    "transactions": (f"id IN ({ACTS})", {"id", "objectid"}),
    "attachments": (f"transactionid IN ({ACTS})", {"id", "transactionid", "parent"}),
}


def multiply(database: psycopg.Connection, ticket: int, times: int) -> None:
    """Copies of a ticket and of all that hangs on it."""
    for table, (which, shifted) in TABLES.items():
        columns = database.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = %s",
            [table],
        ).fetchall()
        names = SQL(", ").join(Identifier(name) for name, _kind in columns)
        values = SQL(", ").join(value_of(name, kind, shifted) for name, kind in columns)
        database.execute(
            SQL("INSERT INTO {table} ({names}) SELECT {values} FROM {table}").format(
                table=Identifier(table), names=names, values=values
            )
            + SQL(" CROSS JOIN generate_series(1, {times}) AS n WHERE ").format(times=times)
            + SQL(which).format(ticket=Literal(ticket))
        )


def value_of(column: str, kind: str, shifted: set[str]) -> Composable:
    """What a copy holds in a column."""
    name = Identifier(column)
    if column == "memberid":  # a role is its own member; the others in it are people
        moved = "{name} + CASE WHEN memberid = groupid THEN n * {stride} ELSE 0 END"
    elif column == "parent":  # none is 0
        moved = "{name} + CASE WHEN {name} > 0 THEN n * {stride} ELSE 0 END"
    elif column in shifted:
        moved = "{name} + n * {stride}"
    elif kind.startswith("timestamp"):
        moved = "{name} - n * interval '1 hour'"
    else:
        moved = "{name}"
    return SQL(moved).format(name=name, stride=STRIDE)


def settle(database: psycopg.Connection) -> None:
    """New rows come after the copies, and the planner knows them."""
    for table in TABLES:
        last = SQL("SELECT setval({sequence}, (SELECT max(id) FROM {table}))")
        database.execute(last.format(sequence=f"{table}_id_seq", table=Identifier(table)))
    database.commit()
    database.autocommit = True
    database.execute("VACUUM ANALYZE")
