"""Asking for backups, when they are due, who is told, and where they may lie."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import viewer_of

from pindos.kernel.deliveries import drain
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.models import Event
from pindos.kernel.safekeeping import keeper
from pindos.notices.models import Notice
from pindos.operations.backing import dumping
from pindos.operations.backing.due import is_backup_due, is_drill_due, is_late
from pindos.operations.backing.restic import ResticFailed, _failure, _microseconds
from pindos.operations.backing.tally import differences
from pindos.operations.commands import (
    ask_backup,
    make_due_backups,
    set_options,
    tell_of_late_backups,
)
from pindos.operations.models import Backup
from pindos.operations.queries import state_of_backups
from pindos.operations.repository import Repository, filled

ATHENS = ZoneInfo("Europe/Athens")
NOWHERE = "/dev/null/backups"  # where restic refuses at once
NOW = datetime(2026, 11, 27, 1, 30, tzinfo=UTC)  # 03:30 in Athens


@pytest.fixture
def repository(admin):
    set_options(viewer=viewer_of(admin), values={"operations.backup_repository": NOWHERE})


def done(kind="backup", ago=timedelta(hours=1), **more):
    at = timezone.now() - ago
    row = {"kind": kind, "state": "done", "repository": NOWHERE, "snapshot": "0f1e2d3c4b5a"}
    return Backup.objects.create(
        **{**row, "asked_at": at, "started_at": at, "ended_at": at + timedelta(seconds=9), **more}
    )


@pytest.mark.parametrize(
    "address",
    [
        "/mnt/backup/pindos",
        "sftp:pindos@nas.example.gr:/srv/pindos",
        "sftp://pindos@nas.example.gr:2222//srv/pindos",
        "s3:https://s3.example.gr/pindos",
        "rest:https://backup.example.gr:8000/pindos/",
        "rest:https://pindos:${REST_PASSWORD}@backup.example.gr/",
        "",
    ],
)
def test_what_restic_takes_is_taken(address):
    assert Repository().parse(f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "sftp:-oProxyCommand=sh:/x",
        "sftp:a@-oProxyCommand=sh:/x",
        "rclone:anything",
        "backup/here",
        "rest:https://pindos:secret@backup.example.gr/",
        "s3:-x/y",
        "/mnt/a\n/b",
        7,
        "b2:bucket",
    ],
)
def test_what_could_be_an_order_to_a_program_or_gives_a_secret_away_is_refused(address):
    with pytest.raises(Refused):
        Repository().parse(address)


def test_the_repository_may_not_lie_in_the_data_themselves(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    for address in (settings.HOME, settings.HOME / "files" / "b", tmp_path):
        with pytest.raises(Refused):
            Repository().parse(str(address))
    assert Repository().parse(str(tmp_path / "other"))


def test_names_in_the_address_are_filled_from_the_file():
    assert filled("rest:https://a:${WORD}@b/", {"WORD": "x"}) == "rest:https://a:x@b/"
    with pytest.raises(Refused, match="WORD"):
        filled("rest:https://a:${WORD}@b/", {})


def test_the_backup_of_the_day_is_due_from_its_hour_until_one_succeeds():
    def due(last_ok=None, last_try=None, hour=2):
        return is_backup_due(NOW, hour, last_ok, last_try, ATHENS)

    assert due() and not due(last_ok=NOW - timedelta(hours=1))
    assert due(last_ok=NOW - timedelta(hours=2)), "before today's hour"
    assert not due(last_ok=NOW - timedelta(hours=2), hour=4), "yesterday's is there"
    assert due(last_ok=NOW - timedelta(hours=24), hour=4)
    assert not due(last_try=NOW - timedelta(minutes=59)) and due(last_try=NOW - timedelta(hours=1))


@given(st.integers(0, 23), st.integers(0, 60 * 24 * 365))
def test_one_that_has_just_begun_is_enough_and_one_of_two_days_ago_never_is(hour, minutes):
    now = NOW + timedelta(minutes=minutes)
    assert not is_backup_due(now, hour, now, None, ATHENS)
    assert is_backup_due(now, hour, now - timedelta(hours=25), None, ATHENS)


def test_drills_are_due_by_days_and_never_with_none():
    assert is_drill_due(NOW, 7, None, None) and not is_drill_due(NOW, 0, None, None)
    assert is_drill_due(NOW, 7, NOW - timedelta(days=7), None)
    assert not is_drill_due(NOW, 7, NOW - timedelta(days=6), None)


def test_late_is_what_is_older_than_its_hours_or_was_asked_for_so_long_ago():
    assert not is_late(NOW, 30, None, None)
    assert is_late(NOW, 30, None, NOW - timedelta(hours=31))
    assert is_late(NOW, 30, NOW - timedelta(hours=31), NOW)
    assert not is_late(NOW, 30, NOW - timedelta(hours=29), NOW - timedelta(days=9))


def test_a_tally_says_which_table_and_column_differ():
    before = {"a": {"rows": 2, "sum:x": 5}, "b": {"rows": 1}}
    assert differences(before, before) == []
    found = {"a": {"rows": 2, "sum:x": 4}}
    assert differences(before, found) == ["a.sum:x: 5 / 4", "b.rows: 1 / None"]


def test_times_of_restic_are_read_to_the_microsecond():
    assert _microseconds("2026-11-27T13:16:19.268921017Z") == "2026-11-27T13:16:19.268921+00:00"
    assert _microseconds("2026-11-27T13:16:19+02:00") == "2026-11-27T13:16:19+02:00"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Fatal: wrong password or no key found", "δεν ανοίγει"),
        ("repo already locked: unable to create lock in backend: repository is already locked by "
         "PID 7 on other by root", "Άλλο μηχάνημα"),
        ("dial tcp 127.0.0.1:9: connect: connection refused\nIs there a repository at the "
         "following location?", "δεν απαντά"),
        ("dial tcp: lookup nas: no such host", "Κανένας διακομιστής"),
        ("blob 12 not found in index", "χάλασε|χαλάσει"),
        ("something new", "απέτυχε: something new"),
    ],
)  # fmt: skip
def test_what_restic_says_is_said_in_words(said, words):
    failed = _failure(said, 1)
    assert isinstance(failed, ResticFailed)
    assert any(each in str(failed) for each in words.split("|"))


def test_without_a_repository_none_is_made_and_the_page_says_where_to_begin(client, admin):
    assert make_due_backups() == 0 and not Backup.objects.exists() and keeper() is None
    with pytest.raises(Refused, match="αποθετήριο"):
        ask_backup(viewer=viewer_of(admin))
    client.force_login(admin)
    page = client.get("/backups/").content.decode()
    assert "Δεν γίνονται αντίγραφα" in page and "/settings/backup/" in page
    assert "Αντίγραφο τώρα" not in page


def test_one_is_asked_for_on_the_page_once_and_a_failure_is_told_once_a_day(
    client, admin, dafni, repository
):
    client.force_login(admin)
    for _ in range(2):
        assert client.post("/backups/now/").status_code == 302
    assert Backup.objects.get().state == "asked"
    assert make_due_backups() == 0
    row = Backup.objects.get()
    assert row.state == "failed" and row.error
    assert make_due_backups() == 0 and Backup.objects.count() == 1, "again only after an hour"
    while drain():
        pass
    [notice] = Notice.objects.filter(kind="backup-alarm")
    assert notice.person_id == admin.person_id and "απέτυχε" in notice.title
    page = client.get("/backups/").content.decode()
    assert "Απέτυχε" in page and row.error[:20] in page
    assert Event.objects.filter(name="operations.BackupFailed").count() == 1
    with pytest.raises(NotFound):
        ask_backup(viewer=viewer_of(dafni))


def test_a_drill_needs_a_backup_first(admin, repository):
    with pytest.raises(Refused, match="δεν υπάρχει ακόμη"):
        ask_backup(viewer=viewer_of(admin), kind="drill")
    done()
    assert ask_backup(viewer=viewer_of(admin), kind="drill").state == "asked"


def test_what_was_killed_is_noted_as_interrupted(admin, repository):
    row = done(state="running", ended_at=None)
    make_due_backups()
    row.refresh_from_db()
    assert row.state == "failed" and "Διακόπηκε" in row.error


def test_the_last_good_ones_stand_on_the_page_with_their_counts(client, admin, repository):
    done(size=3_400_000, added=1_200_000, tickets=1234, events=56, files=78, asked_by=admin)
    done("drill", rows=9876, events=55, files=77, tickets=1234)
    assert keeper() is not None
    client.force_login(admin)
    page = client.get("/backups/").content.decode()
    assert "3,4 MB" in page and "1.234" in page and "9.876" in page and "9 δευτ." in page
    assert "keys/backup-password" in page, "until somebody says that it is kept elsewhere"
    set_options(viewer=viewer_of(admin), values={"operations.backup_password_kept": True})
    assert "keys/backup-password" not in client.get("/backups/").content.decode()
    items = client.get("/api/v1/backups").json()["items"]
    assert [(each["kind"], each["files"]) for each in items] == [("drill", 77), ("backup", 78)]
    state = client.get("/api/v1/backups/state").json()
    assert state["is_on"] and not state["is_late"] and state["last"]["tickets"] == 1234


def test_late_backups_and_drills_are_told_once_a_day(admin, repository):
    done(ago=timedelta(hours=29))
    assert not state_of_backups().is_late and tell_of_late_backups() == 0
    Backup.objects.update(started_at=timezone.now() - timedelta(hours=31))
    assert state_of_backups().is_late
    assert tell_of_late_backups() == 1 and tell_of_late_backups() == 0
    done(ago=timedelta(hours=2))
    Backup.objects.update(asked_at=timezone.now() - timedelta(days=20))
    assert state_of_backups().is_drill_late and tell_of_late_backups() == 1


def test_what_fails_stands_on_the_page_until_the_same_kind_succeeds(client, admin, repository):
    done("drill", state="failed", error="λείπει κάτι")
    done()
    client.force_login(admin)
    assert "λείπει κάτι" in client.get("/backups/").content.decode().partition("<table")[0]
    assert client.get("/api/v1/backups/state").json()["failing"][0]["error"] == "λείπει κάτι"
    done("drill")
    assert "λείπει κάτι" not in client.get("/backups/").content.decode().partition("<table")[0]


def test_settings_that_cannot_be_are_refused_at_their_key(admin):
    with pytest.raises(Invalid) as refused:
        set_options(
            viewer=viewer_of(admin),
            values={"operations.backup_repository": "rclone:x", "operations.backup_hour": 24},
        )
    assert set(refused.value.fields) == {"operations.backup_repository", "operations.backup_hour"}


def test_each_table_has_the_columns_that_django_finds_table_by_table(db):
    with connection.cursor() as cursor:
        named = connection.introspection.get_table_description
        tables = connection.introspection.table_names(cursor)
        found = {table: {each.name for each in named(cursor, table)} for table in tables}
    assert len(found) > 100 and dumping._there() == found
