"""Making an instance fit to start: its tables; at first also a chart and an account."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from pindos.config.tables import gap
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Refused

PREPARER_LOCK = 7_002  # any number, as long as nothing else in the database locks it
CHART = Path(__file__).parents[1] / "organisation" / "charts" / "epirus-western-macedonia.yaml"

Say = Callable[[str], object]


def prepare(say: Say) -> None:
    """Bring the instance to this version; what is done already is passed by.

    Refuses a database that a newer version has written: going back needs a backup.
    """
    with _one_at_a_time():
        _migrate(say)
        _furnish(say)


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
        say("Preparing the database …")
        call_command("migrate", verbosity=0, interactive=False)


def _furnish(say: Say) -> None:
    """The default chart and the first account, when there are none yet."""
    load = _command("organisation", "load_chart")
    if load and not _are_there("organisation.Administration"):
        say("Loading the organisation chart …")
        load(viewer=HOUSE, path=CHART)
    create = _command("identity", "create_first_administrator")
    if create and not _are_there("identity.Account"):
        say(f"Sign in as admin with the password {create()}")
        say("It is shown this once; change it after signing in.")


def _are_there(model: str) -> bool:
    return bool(apps.get_model(model)._default_manager.exists())


def _command(context: str, name: str) -> Any:
    if find_spec(f"pindos.{context}.commands") is None:
        return None
    return getattr(import_module(f"pindos.{context}.commands"), name, None)
