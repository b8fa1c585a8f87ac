"""What every test stands on: a real database, and a house that forgets what a test put in."""

import gc
import os
import time
from collections.abc import Iterator
from itertools import count

import hypothesis
import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection
from django.db.models.signals import post_save
from django.test import Client
from tests.audited import audited
from tests.cast import *  # noqa: F403  the people of every test, as fixtures
from tests.flushing import nothing_is_made_anew, only_filled
from tests.once import runs_once
from tests.remembered import past_begins
from tests.run.house import PATIENCE
from whitenoise.middleware import WhiteNoiseMiddleware

from pindos.clocks.models import OfficeHours
from pindos.identity.commands import begin_sitting
from pindos.kernel import events, held, jobs, options, slots
from pindos.servicedesk.models import Level

NUMBERS = count()
PATIENCES = (
    "identity.directory.ANSWER",
    "identity.directory.PATIENCE",
    "kernel.redis_place.ANSWERING",
    "kernel.replica.WAIT",
    "mail.oauth.PATIENCE",
    "notices.channels.smtp.PATIENCE",
    "operations.sounding.PATIENCE",
    "records.checks.PATIENCE",
    "records.scanning.DIAL",
)
SERVED_BY = ("DEBUG", "STATIC_ROOT", "STATIC_URL", "WHITENOISE_USE_FINDERS", "WHITENOISE_MAX_AGE")


def pytest_configure() -> None:
    """A busy machine fails no property, and the same tree is asked the same each time: what is
    red tells of the change. ``make fuzz`` asks what was never asked."""
    hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
    hypothesis.settings.register_profile("fuzz", deadline=None, print_blob=True)
    hypothesis.settings.load_profile(os.environ.get("PROPERTIES", "house"))


def pytest_collectstart() -> None:
    """Of what is read now nothing is garbage yet."""
    gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first; what says the same on every database is marked."""
    for item in filter(runs_once, items):
        item.add_marker("once")
    items.sort(key=lambda item: not any(map(item.get_closest_marker, ("slow", "browser"))))


def pytest_collection_finish() -> None:
    """What has been read by now stays to the end: nobody looks through it for garbage again."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, tmp_path_factory
) -> None:
    """SQLite in a file, as in life: in memory there are no other processes and no queue."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "pindos.kernel.sqlite":
        database["TEST"]["NAME"] = tmp_path_factory.mktemp("database") / "pindos.sqlite3"


@pytest.fixture(scope="session", autouse=True)
def flushed_lightly() -> Iterator[None]:
    """There are some hundred and fifty tables, and a test fills ten."""
    with pytest.MonkeyPatch.context() as patch:
        operations = type(connection.ops)
        patch.setattr(operations, "sql_flush", only_filled(operations.sql_flush))
        patch.setattr(flush, "emit_post_migrate_signal", nothing_is_made_anew)
        yield


@pytest.fixture(scope="session", autouse=True)
def files_found_once() -> Iterator[None]:
    """Each client looks anew for hundreds of files that it may be asked for: once is enough."""
    found: dict[tuple[object, ...], dict[str, object]] = {}
    look = WhiteNoiseMiddleware.__init__

    def begin(self, get_response=None, settings=settings):
        told = tuple(getattr(settings, name) for name in SERVED_BY)
        if told not in found:
            look(self, get_response, settings)
            found[told] = vars(self)
        vars(self).update(found[told], get_response=get_response)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "__init__", begin)
        yield


@pytest.fixture(scope="session", autouse=True)
def others_may_take_their_time() -> Iterator[None]:
    """Those whom we ask stand on the same busy machine; a test of impatience sets its own."""
    with pytest.MonkeyPatch.context() as patch:
        for patience in PATIENCES:
            patch.setattr(f"pindos.{patience}", PATIENCE)
        yield


@pytest.fixture(autouse=True)
def no_new_names(monkeypatch) -> None:
    """What a test subscribes or puts on the timetable is forgotten after it."""
    monkeypatch.setattr(events, "_subscriptions", dict(events._subscriptions))
    heard = {event: list(names) for event, names in events._heard_by.items()}
    monkeypatch.setattr(events, "_heard_by", heard)
    monkeypatch.setattr(jobs, "_jobs", dict(jobs._jobs))
    panels = {name: list(found) for name, found in slots._panels.items()}
    monkeypatch.setattr(slots, "_panels", type(slots._panels)(list, panels))


@pytest.fixture(autouse=True)
def settings_at_their_defaults(monkeypatch) -> None:
    """Nothing is set when a test begins; what it sets is seen at once, as after a commit."""
    never = options.Snapshot({}, (0, 0), float("inf"))
    monkeypatch.setattr(options, "_snapshot", never)
    monkeypatch.setattr(options, "_after_commit", lambda act: act())


@pytest.fixture(autouse=True)
def nothing_is_kept(monkeypatch) -> Iterator[None]:
    """Every test begins with a process that has read nothing; what it has read it believes,
    unless the test itself lays hands on a row of the chart."""
    held.forget_everything()
    monkeypatch.setattr(held, "FRESH", float("inf"))

    def changed(sender, **_said):
        if sender._meta.app_label == "organisation" or sender in (Level, OfficeHours):
            held.forget_everything()

    post_save.connect(changed)
    yield
    post_save.disconnect(changed)


@pytest.fixture(autouse=True)
def nothing_has_happened() -> Iterator[None]:
    """What is remembered of a test's beginning is laid down only where nothing else stands."""
    with past_begins():
        yield


@pytest.fixture(autouse=True)
def checkpoints_of_its_own(monkeypatch) -> None:
    """A checkpoint proves one chain, and each test begins a new one."""
    monkeypatch.setattr(settings, "CHECKPOINTS", settings.CHECKPOINTS / str(next(NUMBERS)))


@pytest.fixture(autouse=True)
def signed_in_whole(monkeypatch) -> None:
    """``force_login`` gives a session as every step of a sign-in would: with a second factor.

    ``force_login(account, factor="")`` leaves it out; the sign-in itself is tested step by step.
    """
    original = Client.force_login

    def force_login(self, user, backend=None, factor="totp"):
        original(self, user, backend)
        session = self.session
        session["confirmed_at"] = time.time()
        if factor:
            session["factor"] = factor
        session.save()
        begin_sitting(account=user, key=session.session_key, browser="", address="")

    monkeypatch.setattr(Client, "force_login", force_login)


@pytest.fixture(autouse=True)
def every_change_is_audited(request, monkeypatch) -> Iterator[None]:
    """No test may see a command change an audited row without an event in the same transaction."""
    if "missing" in request.fixturenames:
        yield  # the watch's own tests
        return
    with audited(monkeypatch) as missing:
        yield
    assert not missing, f"changed without an event: {missing}"
