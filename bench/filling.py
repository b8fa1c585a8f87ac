"""A database of the size asked for: some tickets by the real commands, the rest by SQL.

python -m bench.filling TICKETS PEOPLE OUT [OPEN] — in the home and database that the environment
names. A tenth of the tickets is open; with OPEN so many of each prefecture, however many there are
in all, as in an office: what comes in is solved, and only the archive grows.
Events are written for the real ones only: the trail of a million would add nothing to what is
measured. What the clients need (tokens, sessions, numbers) goes to OUT as JSON.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindos.config.settings")

import django  # noqa: E402  before anything that has models

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core import serializers  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.db.models import Max  # noqa: E402
from django.test import Client  # noqa: E402
from tests import cast  # noqa: E402

from bench.words import ANSWER, WORDS  # noqa: E402
from pindos.identity.commands import begin_sitting, create_token  # noqa: E402
from pindos.identity.models import Account  # noqa: E402
from pindos.identity.queries import viewer_for  # noqa: E402
from pindos.kernel.access import HOUSE  # noqa: E402
from pindos.kernel.models import Delivery  # noqa: E402
from pindos.organisation.commands import add_site  # noqa: E402
from pindos.organisation.models import Person, Position  # noqa: E402
from pindos.records.models import Entry, Participant, Record  # noqa: E402
from pindos.servicedesk.commands import (  # noqa: E402
    note_ticket,
    open_ticket,
    reply_to_ticket,
    resolve_ticket,
    take_ticket,
)
from pindos.servicedesk.models import Ticket  # noqa: E402

PREFECTURES = ("ART", "GRE", "THE", "IOA", "KAS", "KOZ", "PRE", "FLO")
TEMPLATES = 20  # tickets for each prefecture made by the commands
OPEN = 2  # of them stay open
ENTRIES = 100  # of the long ticket
STRIDE = 5_000  # how far the ids of copies lie apart from those of the templates
LONG_AGO = 10_000  # hours before the templates: when the first copies were made
ROUND = 20_000  # rows a statement


def main() -> None:
    """Fill it."""
    tickets, people, out = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    backlog = int(sys.argv[4]) if len(sys.argv) > 4 else None
    found = staff()
    templates = [each for key in PREFECTURES for each in reported(key, found)]
    long_one = a_long_one(found)
    rows = left_behind(found)
    add_people(people)
    multiply(templates, tickets, backlog)
    Delivery.objects.update(state=Delivery.State.DONE)  # told long ago: nobody works it off now
    if connection.vendor == "postgresql":  # as it does by itself; SQLite is never analysed
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    out.write_text(json.dumps(told(found, long_one, rows, out), ensure_ascii=False))


def staff() -> dict[str, Account]:
    """A technician and a civil servant in each prefecture, and an administrator."""
    found = {}
    for key in PREFECTURES:
        add_site(viewer=HOUSE, key=f"{key}-B", name=f"Διοικητήριο {key}", prefecture=key, phone="")
        unit = f"TP-{key}" if key != "IOA" else "DPE-A"
        role = "technician" if key != "IOA" else "directorate_staff"
        for who, held, where in (("tech", role, unit), ("civil", "employee", "EPWM")):
            name = f"{who}-{key.lower()}"
            found[name] = cast.engaged(
                name, "Ελένη", f"Παπαδοπούλου {key}", role=held, unit=where, site=f"{key}-B"
            )
    return found


def reported(key: str, found: dict[str, Account]) -> list[int]:
    """Tickets of a prefecture, most of them solved; their ids."""
    civil, tech = (
        viewer_for(found[f"civil-{key.lower()}"]),
        viewer_for(found[f"tech-{key.lower()}"]),
    )
    made = []
    for number in range(TEMPLATES):
        title, story = WORDS[number % len(WORDS)]
        ticket = open_ticket(viewer=civil, title=title, description=story)
        made.append(ticket.pk)
        if number < OPEN:
            continue
        take_ticket(viewer=tech, ticket_id=ticket.pk)
        resolve_ticket(viewer=tech, ticket_id=ticket.pk, answer=ANSWER)
    return made


def a_long_one(found: dict[str, Account]) -> str:
    """A ticket with a hundred entries; its number."""
    civil, tech = viewer_for(found["civil-flo"]), viewer_for(found["tech-flo"])
    ticket = open_ticket(viewer=civil, title=WORDS[1][0], description=WORDS[1][1])
    take_ticket(viewer=tech, ticket_id=ticket.pk)
    for number in range((ENTRIES - Entry.objects.filter(record_id=ticket.pk).count()) // 2):
        reply_to_ticket(viewer=civil, ticket_id=ticket.pk, text=f"Και σήμερα {number} διακοπές.")
        note_ticket(viewer=tech, ticket_id=ticket.pk, text=f"Μέτρηση {number}: απώλεια 7 %.")
    return str(ticket.number)


def left_behind(found: dict[str, Account]) -> list[models.Model]:
    """All rows that one more ticket leaves, in the order in which they point at each other."""
    kinds = [kind for kind in apps.get_models() if kind._meta.managed and has_numbers(kind)]
    before = {kind: last_of(kind) for kind in kinds}
    tech = viewer_for(found["tech-flo"])
    open_ticket(viewer=tech, title=WORDS[0][0], description=WORDS[0][1], prefecture="FLO")
    new = [row for kind in kinds for row in kind._default_manager.filter(pk__gt=before[kind])]
    return sorted(new, key=depth)


def has_numbers(kind: type[models.Model]) -> bool:
    """Whether its rows are numbered, so that the new ones are known."""
    return isinstance(kind._meta.pk, models.AutoField)


def last_of(kind: type[models.Model]) -> int:
    return kind._default_manager.aggregate(last=Max("pk"))["last"] or 0


def depth(row: models.Model) -> int:
    """How far a kind of row stands below those it points at; the file's own before the ticket."""
    if row._meta.app_label == "records":
        return int(type(row) is not Record)
    return 2 if type(row) is Ticket else 3 + (row._meta.model_name != "event")


def add_people(many: int) -> None:
    """Civil servants all over, each with a position."""
    from_person = Position.objects.filter(role="employee").select_related("person").first()
    assert from_person is not None
    unit, site = from_person.unit_id, from_person.person.site_id
    Person.objects.bulk_create(
        Person(
            key=f"bench-{number}",
            given_name="Γεώργιος",
            family_name=f"Οικονόμου {number}",
            email=f"g{number}@example.gr",
            phone=f"26510 {number:05}",
            site_id=site,
            search_text=f"γεωργιος οικονομου {number}",
        )
        for number in range(many)
    )
    Position.objects.bulk_create(
        Position(person_id=pk, unit_id=unit, role="employee", starts_on=cast.SINCE)
        for pk in Person.objects.filter(key__startswith="bench-").values_list("pk", flat=True)
    )


def multiply(templates: list[int], wanted: int, backlog: int | None) -> None:
    """Copies of the templates by SQL, each an hour younger than the one before; in an office what
    is open came last."""
    if backlog is None:
        add_copies(templates, 1, wanted // len(templates))
    else:
        unsolved = [pk for at, pk in enumerate(templates) if at % TEMPLATES < OPEN]
        solved = [pk for at, pk in enumerate(templates) if at % TEMPLATES >= OPEN]
        many = max((wanted - backlog * len(PREFECTURES)) // len(solved), 1)
        add_copies(solved, 1, many)
        add_copies(unsolved, many, many + backlog // OPEN - 1)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for kind in (Record, Ticket, Participant, Entry):
                table = kind._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"
                    f" (SELECT max(id) FROM {table}))"
                )


def add_copies(templates: list[int], first: int, beyond: int) -> None:
    """One of each for every number in a range."""
    step = max(ROUND // len(templates), 1)
    for begin in range(first, beyond, step):
        end = min(begin + step, beyond)
        with transaction.atomic():
            copy(Record, "id", templates, begin, end)
            copy(Ticket, "record_id", templates, begin, end)
            copy(Participant, "record_id", templates, begin, end)
            copy(Entry, "record_id", templates, begin, end)


def copy(kind: type[models.Model], by: str, templates: list[int], begin: int, end: int) -> None:
    """INSERT … SELECT, over a series of numbers."""
    fields = kind._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    values = ", ".join(value_of(kind, field) for field in fields)
    ids = ", ".join(map(str, templates))
    table = kind._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE series(n) AS (SELECT {begin} UNION ALL SELECT n + 1 FROM series "
            f"WHERE n + 1 < {end}) INSERT INTO {table} ({columns}) "
            f"SELECT {values} FROM {table} AS t CROSS JOIN series WHERE t.{by} IN ({ids})"
        )


def value_of(kind: type[models.Model], field: models.Field) -> str:
    """What a copy holds in a column."""
    name = f"t.{connection.ops.quote_name(field.column)}"
    if field.column in {"id", "record_id"}:
        return f"{name} + n * {STRIDE}"
    if field.column == "number":  # of a year long gone, so that no new one meets it
        place = f"(1000000 + n * 1000 + CAST(substr({name}, 10) AS integer))"
        return f"substr({name}, 1, 4) || '19' || (10 + n % 90) || '-' || {place}"
    if isinstance(field, models.DateTimeField):
        if connection.vendor == "postgresql":
            return f"{name} - ({LONG_AGO} - n) * interval '1 hour'"
        return f"strftime('%Y-%m-%d %H:%M:%f', {name}, '-' || ({LONG_AGO} - n) || ' hours')"
    return name


def told(
    found: dict[str, Account], number: str, rows: list[models.Model], out: Path
) -> dict[str, Any]:
    """What the clients must know."""
    behind = out.with_suffix(".rows.json")
    behind.write_text(serializers.serialize("json", rows, ensure_ascii=False))
    tech = found["tech-flo"]
    token = create_token(viewer=HOUSE, username=tech.username, name="bench", scope="write")
    reporter = create_token(viewer=HOUSE, username="civil-flo", name="bench", scope="write")
    return {
        "token": token,
        "reporter": reporter,
        "number": number,
        "rows": str(behind),
        "tickets": Ticket.objects.count(),
        "people": Person.objects.count(),
        "open": Ticket.objects.filter(unit__key="TP-FLO", state="new").count(),
        "sessions": sessions(found),
        "cookie": settings.SESSION_COOKIE_NAME,
    }


def sessions(found: dict[str, Account], many: int = 200) -> list[str]:
    """The keys of people who are signed in: eight technicians, the rest civil servants."""
    accounts = [found[name] for name in found if name.startswith("tech")]
    people = Person.objects.filter(key__startswith="bench-").order_by("pk")
    accounts += [
        Account.objects.create_user(person.key, person_id=person.pk)
        for person in people[: many - len(accounts)]
    ]
    return [session_of(account) for account in accounts]


def session_of(account: Account) -> str:
    """What a sign-in with a second factor leaves; the key of the session."""
    client = Client()
    client.force_login(account)
    session = client.session
    session["confirmed_at"] = time.time()
    session["factor"] = "totp"
    session.save()
    begin_sitting(account=account, key=session.session_key, browser="", address="")
    return str(session.session_key)


if __name__ == "__main__":
    main()
