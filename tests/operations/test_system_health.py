"""The page, the API and the commands that say how the house is."""

import json
import re
import socket
import ssl
import struct
import threading
import time
from collections import namedtuple
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import viewer_of
from tests.kernel.saying import SomethingHappened, say

from pindos.identity.commands import create_token
from pindos.kernel import disk, jobs, safekeeping
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.kernel.events import on
from pindos.kernel.health import Asked, Level
from pindos.kernel.jobs import every, run_due
from pindos.kernel.models import Delivery, Heartbeat, Schedule
from pindos.kernel.pulse import Pulse
from pindos.kernel.safekeeping import Keeper, keeps_backups
from pindos.mail.models import Mailbox
from pindos.notices.commands import set_mail_server
from pindos.operations.cli import instance
from pindos.operations.commands import set_options, sound
from pindos.operations.models import Sounding
from pindos.operations.queries import health_for
from pindos.organisation.queries import unit_named

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


def found(key, *asked):
    """The finding of this key."""
    return {each.key: each for each in health_for(HOUSE, *asked).findings}[key]


def level(key, *asked):
    return found(key, *asked).level


def beat(kind, **values):
    now = timezone.now()
    given = {
        "host": "other",
        "pid": 10 + len(kind),
        "version": "0.1.0",
        "began_at": now,
        "seen_at": now,
        "worked_at": now,
        "rss": 120_000_000,
        "pss": 80_000_000,
    }
    return Heartbeat.objects.create(kind=kind, **{**given, **values})


def test_a_kind_of_process_that_does_not_live_is_down():
    beat("web")
    beat("timer", seen_at=timezone.now() - timedelta(minutes=2))
    assert level("processes.web") is Level.OK
    assert level("processes.work") is Level.DOWN and level("processes.timer") is Level.DOWN
    assert level("process.timer.other.15") is Level.DOWN


def test_a_process_tells_its_version_memory_and_work():
    beat("work", done=1234)
    line = found("process.work.other.14")
    assert line.level is Level.OK and line.count == 1234 and line.at
    assert "80,0 MB" in line.words and "120,0 MB" in line.words and "1.234" in line.words
    assert line.facts["pss"] == 80_000_000 and line.facts["version"] == "0.1.0"


def test_a_process_of_another_version_or_one_that_is_stuck_needs_a_look():
    beat("web", version="0.0.9")
    beat("work", worked_at=timezone.now() - timedelta(minutes=6))
    beat("timer", worked_at=timezone.now() - timedelta(minutes=6))
    assert level("process.web.other.13") is Level.WARN
    assert level("process.work.other.14") is Level.WARN
    assert level("process.timer.other.15") is Level.OK  # a job may take its time


def test_what_waits_too_long_is_told_with_its_age():
    on(SomethingHappened, name="tell-the-desk")(lambda event: None)
    assert level("queue.waiting") is Level.OK
    say(1, 2)
    Delivery.objects.update(next_try_at=timezone.now() - timedelta(minutes=6))
    waiting = found("queue.waiting")
    assert (waiting.level, waiting.count) == (Level.WARN, 2)
    Delivery.objects.update(next_try_at=timezone.now() - timedelta(minutes=31))
    assert level("queue.waiting") is Level.DOWN
    drain()
    after = found("queue.waiting")
    assert after.level is Level.OK and after.facts["last_hour"] == 2


def test_what_was_given_up_leads_to_its_page():
    on(SomethingHappened, name="tell-the-desk")(lambda event: None)
    say(1)
    Delivery.objects.update(state=Delivery.State.PARKED)
    parked = found("queue.parked")
    assert (parked.level, parked.count) == (Level.WARN, 1)
    assert parked.page == "operations:delivery-list"


def test_each_job_tells_its_last_success_failure_and_work(monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})
    assert level("timetable.jobs") is Level.DOWN  # the timer has never run
    every(timedelta(minutes=5), name="look")(lambda: 3)
    every(timedelta(minutes=5), name="bad")(lambda: 1 // 0)
    run_due()
    assert (level("timetable.look"), found("timetable.look").count) == (Level.OK, 3)
    bad = found("timetable.bad")
    assert bad.level is Level.DOWN and "ZeroDivisionError" in bad.words
    assert bad.facts["last_failed_at"] and not bad.facts["last_ok_at"]
    Schedule.objects.filter(name="look").update(next_run_at=timezone.now() - timedelta(minutes=11))
    assert level("timetable.look") is Level.WARN
    assert found("timetable.look").facts["is_overdue"] is True


@pytest.mark.parametrize(
    ("free", "expected"),
    [(50 * 10**9, Level.OK), (9 * 10**9, Level.WARN), (400 * 10**6, Level.DOWN)],
)
def test_room_on_the_disk_is_judged_by_its_part_and_at_last_by_its_size(
    monkeypatch, free, expected
):
    usage = Usage(100 * 10**9, 0, free)
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda path: usage)
    assert level("disk.data") is expected and level("disk.data", Asked.RISK) is expected


def test_the_part_that_must_be_free_is_a_setting(admin, monkeypatch):
    usage = Usage(100 * 10**9, 0, 15 * 10**9)
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda path: usage)
    assert level("disk.data") is Level.OK
    set_options(viewer=viewer_of(admin), values={"operations.disk_least": 20})
    assert level("disk.data") is Level.WARN


def test_the_kind_of_a_file_system_is_that_of_the_nearest_mount(monkeypatch, tmp_path):
    lines = [
        "1 0 8:1 / / rw - ext4 /dev/sda1 rw",
        f"2 1 0:9 / {tmp_path}/net rw shared:1 - nfs4 server:/x rw",
        f"3 1 0:9 / {tmp_path}/net-not rw - xfs /dev/sdb rw",
    ]
    monkeypatch.setattr(disk, "_mounts", lambda: lines)
    (tmp_path / "net" / "below").mkdir(parents=True)
    assert disk.kind_at(tmp_path / "net" / "below" / "none.sqlite3") == "nfs4"
    assert disk.kind_at(tmp_path) == "ext4"


def test_the_database_says_its_kind_and_size():
    line = found("database.size")
    assert line.facts["bytes"] == line.count > 0
    assert line.facts["kind"] == connection.vendor
    # a database that thousands of tests wrote to and took back may well want its VACUUM
    is_loose = line.facts.get("dead", 0) > 100_000
    assert line.level is (Level.WARN if is_loose else Level.OK)
    assert ("VACUUM" in line.todo) == is_loose


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file")
def test_sqlite_on_a_file_system_of_the_network_is_refused_in_words(monkeypatch):
    assert level("database.place", Asked.RISK) is Level.OK
    monkeypatch.setattr("pindos.operations.checks.database.kind_at", lambda path: "cifs")
    place = found("database.place", Asked.RISK)
    assert place.level is Level.DOWN and "PostgreSQL" in place.todo


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a server")
def test_a_server_tells_its_connections_and_must_not_be_old(monkeypatch):
    assert level("database.connections") is Level.OK
    assert level("database.server", Asked.RISK) is Level.OK
    assert level("database.rights", Asked.RISK) is Level.OK
    monkeypatch.setattr("pindos.kernel.postgresql.standing.OLDEST", 990000)
    assert level("database.server", Asked.RISK) is Level.DOWN


def test_mail_that_has_no_server_is_a_risk(admin):
    assert level("mail.server", Asked.RISK) is Level.WARN
    set_mail_server(
        viewer=viewer_of(admin),
        host="127.0.0.1",
        port=25,
        security="none",
        sender="a@example.gr",
        is_on=True,
    )
    assert level("mail.server", Asked.RISK) is Level.OK
    assert level("mail.letters") is Level.IDLE


def test_a_backup_that_is_not_set_up_missing_or_late_is_told(monkeypatch):
    monkeypatch.setattr(safekeeping, "_keepers", [])
    assert level("backup.newest") is Level.WARN
    made = []
    newest = lambda: made[-1] if made else None  # noqa: E731
    keeps_backups(Keeper(lambda: True, newest, lambda say: None))
    assert level("backup.newest") is Level.DOWN
    made.append(timezone.now() - timedelta(hours=29))
    assert level("backup.newest") is Level.OK
    made.append(timezone.now() - timedelta(hours=31))
    assert level("backup.newest") is Level.DOWN


def test_passwords_on_an_open_line_are_an_error(settings):
    protection = lambda: level("door.protection", Asked.RISK)  # noqa: E731
    settings.URL, settings.IS_SECURE, settings.LISTEN = "http://localhost:8000", False, "127.0.0.1"
    assert protection() is Level.OK
    settings.LISTEN = "0.0.0.0"  # noqa: S104
    assert protection() is Level.DOWN
    settings.URL, settings.IS_SECURE = "https://pindos.example.gr", True
    assert protection() is Level.WARN  # and who ends TLS?
    settings.TRUSTED_PROXIES = 1
    assert protection() is Level.OK
    settings.TRUSTED_PROXIES, settings.TLS_CERT = 0, "/etc/pindos/chain.pem"
    assert protection() is Level.OK


def test_settings_that_let_somebody_in_are_errors(settings, tmp_path):
    settings.DEBUG, settings.SECRET_KEY, settings.ALLOWED_HOSTS = True, "secret", ["*"]
    for key in ("secrets.debug", "secrets.key", "door.names"):
        assert level(key, Asked.RISK) is Level.DOWN
    settings.HOME, settings.KEYS = tmp_path, tmp_path / "keys"
    tmp_path.chmod(0o700)
    settings.KEYS.mkdir(mode=0o700)
    (settings.KEYS / "secret-key").write_text("x")
    (settings.KEYS / "secret-key").chmod(0o600)
    assert level("secrets.permissions", Asked.RISK) is Level.OK
    tmp_path.chmod(0o755)
    assert level("secrets.permissions", Asked.RISK) is Level.WARN
    (settings.KEYS / "secret-key").chmod(0o644)
    assert level("secrets.permissions", Asked.RISK) is Level.DOWN


def test_an_administrator_without_a_second_factor_is_a_risk(admin):
    line = found("secrets.factor", Asked.RISK)
    assert line.level is Level.WARN and line.count == 0
    admin.factors.create(kind="totp", name="κινητό", secret="x")
    assert level("secrets.factor", Asked.RISK) is Level.OK


@pytest.fixture
def tls(tmp_path):
    """A server that shows a certificate of ten days."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=10, hours=1))
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "both.pem"
    kind = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption())
    pem.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_shake_hands, args=(listening, context), daemon=True).start()
        yield f"127.0.0.1:{listening.getsockname()[1]}"


def _shake_hands(listening, context):
    line, _ = listening.accept()
    with line, context.wrap_socket(line, server_side=True):
        pass


def test_a_certificate_that_runs_out_is_told_in_days(admin, tls, settings, tmp_path):
    settings.TLS_CERT = str(tmp_path / "both.pem")
    assert found("door.certificate", Asked.RISK).count == 10, "before anything was measured"
    set_options(viewer=viewer_of(admin), values={"operations.certificate_of": tls})
    assert sound() == 1
    line = found("door.certificate")
    assert (line.level, line.count) == (Level.WARN, 10) and tls in str(line.label)
    ended = {"place": tls, "until": "2025-02-01T00:00:00+00:00"}
    Sounding.objects.filter(key="certificate").update(value=ended)
    assert str(found("door.certificate").words).startswith("Έληξε στις 01/02/2025 02:00:")


@pytest.fixture
def ntp():
    """A time server whose clock is a minute late."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as here:
        here.bind(("127.0.0.1", 0))
        threading.Thread(target=_tell_the_time, args=(here,), daemon=True).start()
        yield f"127.0.0.1:{here.getsockname()[1]}"


def _tell_the_time(here):
    _, caller = here.recvfrom(512)
    now = time.time() - 60 + 2_208_988_800
    stamp = (int(now), int(now % 1 * 2**32))
    here.sendto(struct.pack("!B31x4I", 0x24, *stamp, *stamp), caller)


def test_a_clock_that_is_off_is_told_in_seconds(admin, ntp):
    assert level("clock.source") is Level.IDLE
    set_options(viewer=viewer_of(admin), values={"operations.time_source": ntp})
    assert sound() == 1
    line = found("clock.source", Asked.RISK)
    assert line.level is Level.DOWN and line.facts["ahead"] == pytest.approx(60, abs=5)
    Sounding.objects.filter(key="time").update(value={"place": ntp, "ahead": -45.04})
    assert str(found("clock.source").words) == "45,0 δ. πίσω"


def test_a_source_that_does_not_answer_is_said_and_forgotten_when_it_is_taken_away(admin):
    values = {"operations.time_source": "http://127.0.0.1:1/"}
    set_options(viewer=viewer_of(admin), values=values)
    sound()
    line = found("clock.source")
    assert line.level is Level.WARN and "ConnectionRefusedError" in line.words
    set_options(viewer=viewer_of(admin), values={"operations.time_source": None})
    assert sound() == 0 and not Sounding.objects.exists()


def test_the_page_shows_what_is_wrong_first_in_words_and_in_greek(client, admin):
    Pulse("web").beat()
    client.force_login(admin)
    page = client.get("/health/").content.decode()
    assert "Υγεία του συστήματος" in page and "πράγματα</strong> έχουν πρόβλημα" in page
    assert "Κανένας" not in page and "Ξεκινήστε «pindos up»" in page
    assert len(page) < 50_000


def test_the_api_gives_the_same_and_only_to_whoever_runs_the_house(client, admin, dafni):
    client.force_login(admin)
    told = client.get("/api/v1/instance/health").json()
    assert told["level"] == "down" and told["version"] == "0.1.0"
    keys = {each["key"] for area in told["areas"] for each in area["findings"]}
    assert {"processes.web", "queue.waiting", "disk.data", "secrets.key"} <= keys
    client.force_login(dafni)
    assert client.get("/api/v1/instance/health").status_code == 404
    token = create_token(viewer=viewer_of(admin), username="admin", name="x", scope="read")
    asked = Client().get("/api/v1/instance/health", headers={"Authorization": f"Bearer {token}"})
    assert asked.status_code == 403


def test_the_commands_say_it_in_words_and_by_their_exit_code(admin, settings):
    run = CliRunner().invoke
    told = run(instance, ["health", "--json"])
    assert told.exit_code == 2 and json.loads(told.output)["level"] == "down"
    settings.DEBUG = False
    checked = run(instance, ["check"])
    assert "Λειτουργία ανάπτυξης" in checked.output and "→" in checked.output
    assert "Διεργασίες" not in checked.output
    settings.DEBUG, settings.REQUESTS_PER_MINUTE = True, 1200
    quiet = run(instance, ["check", "--quiet"])
    assert quiet.exit_code == 2 and "Αφαιρέστε το PINDOS_DEBUG" in quiet.output
    assert "Όριο αιτήσεων" not in quiet.output
    assert run(instance, ["check", "--as", "nobody"]).exit_code


def test_the_site_is_not_ready_on_a_full_disk(client, monkeypatch):
    assert client.get("/readyz").status_code == 200
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda path: Usage(10**9, 10**9, 10**6))
    answer = client.get("/readyz")
    assert answer.status_code == 503 and answer.json()["reason"] == "the disk is full"
    assert client.get("/healthz").status_code == 200


def test_of_many_mailboxes_the_page_shows_a_few_with_the_worst_first_and_counts_the_rest(
    chart, client, admin
):
    unit = unit_named("TP-FLO").id
    rows = [
        Mailbox(
            address=f"m{n:02}@apdhp.example",
            **{"unit_id": unit, "host": "imap.apdhp.example", "username": "m"},
            **{"looked_at": timezone.now(), "trouble": "LOGIN failed" if n == 35 else ""},
        )
        for n in range(40)
    ]
    Mailbox.objects.bulk_create(rows)
    client.force_login(admin)
    answer = client.get(reverse("operations:health-show"))
    page = answer.content.decode()
    assert len(answer.content) < 50_000
    named = re.findall(r"m\d\d@apdhp\.example", page)
    assert len(named) == 9 and named[0] == "m35@apdhp.example"  # the rest is folded
    assert f'<a href="{reverse("mail:mailbox-list")}">και 31 ακόμη</a>' in page
    assert (
        level("mail.mailbox." + str(Mailbox.objects.get(address__startswith="m35").pk)) == "down"
    )
