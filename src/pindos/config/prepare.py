"""Making an instance fit to start: its tables; at first also a chart and an account."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from pindos.config.lifeline import is_watched
from pindos.config.upgrading import upgrade
from pindos.identity.commands import create_first_administrator
from pindos.kernel.access import HOUSE
from pindos.kernel.demonstration import is_demonstration, mark
from pindos.kernel.errors import Refused
from pindos.kernel.postgresql import standing
from pindos.kernel.tables import gap
from pindos.organisation.charts import DEFAULT
from pindos.organisation.commands import load_chart
from pindos.organisation.models import Administration
from pindos.servicedesk.commands import load_catalogue, load_starter_replies

PREPARER_LOCK = 7_002  # any number, as long as nothing else in the database locks it

Say = Callable[[str], object]


def prepare(say: Say, *, as_demonstration: bool = False) -> None:
    """Bring the instance to this version; what is done already is passed by.

    Refuses a database that a newer version has written: going back needs a backup. To be a
    demonstration is decided here, once, and refused to a database that holds anything.
    """
    _refuse_unfit()
    with _one_at_a_time():
        _migrate(say)
        if as_demonstration:
            _mark()
        _furnish(say)


def _refuse_unfit() -> None:
    """A server that cannot carry the tables is named before anything is asked of it."""
    if connection.vendor == "postgresql":
        with standing.connected(connection.settings_dict) as asked:
            standing.refuse_unfit(asked)
            if gap().missing:
                standing.refuse_without_rights(asked)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hosts that share a PostgreSQL wait for each other; on SQLite the home is one host's."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARER_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARER_LOCK])


def _migrate(say: Say) -> None:
    found = gap()
    if found.is_newer:
        names = ", ".join(sorted(f"{app} {name}" for app, name in found.unknown))
        raise Refused(
            f"The database belongs to a newer Pindos: this one does not know {names}. "
            "Start that version, or restore a backup of this one."
        )
    if found.missing:
        upgrade(found, say, is_watched=is_watched())


def _mark() -> None:
    if is_demonstration():
        return
    if Administration.objects.exists():
        raise Refused(
            "This database holds an instance that is no demonstration, and never becomes one. "
            "Name another folder with PINDOS_HOME, or another database with DATABASE_URL."
        )
    with transaction.atomic():
        mark({})


def _furnish(say: Say) -> None:
    """The default chart and the first account, when there are none yet; the newest catalogue."""
    if not Administration.objects.exists():
        say("Loading the organisation chart …")
        load_chart(viewer=HOUSE, path=DEFAULT)
    load_starter_replies()
    if touched := load_catalogue(viewer=HOUSE):
        say(f"The catalogue has {len(touched)} new or renewed categories.")
    with transaction.atomic():  # said before it is kept: a password that nobody saw is no use
        if password := create_first_administrator():
            say(f"Sign in as admin with the password {password}")
            say("It is shown this once; change it after signing in.")
