"""A message that a mail server hands in lies on disk first, and the house takes it in."""

import io
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connections
from django.utils import timezone
from tests.mail.letters import letter
from tests.mail.spells import spell_until
from tests.run.house import PATIENCE, environment, until

from pindos.mail.cli import mail
from pindos.mail.commands import handed, take_in_handed
from pindos.mail.handing import LARGEST, handed_in
from pindos.mail.models import Arrival, Mailbox
from pindos.mail.queries import waiting_since_handed
from pindos.organisation.queries import unit_named

pytestmark = pytest.mark.django_db
SENDER, BOX = "e.zisi@apdhp.example", "support.florina@apdhp.example"


@pytest.fixture
def home(settings, tmp_path):
    """A home in which the long way was gone once, so that the house looks for more."""
    settings.HOME = tmp_path
    assert take_in_handed() == 0 and not (tmp_path / "mail-in").exists()
    done = CliRunner().invoke(mail, ["receive"], input=letter(SENDER, subject="Πρώτο"))
    assert done.exit_code == 0
    take_in_handed()
    return tmp_path


def hand_in(home, raw, *words, before=None, **more):
    """As a mail server does; no database is where the command looks for one."""
    more = {"DATABASE_URL": "postgres://x@127.0.0.1:1/x", **more}
    return subprocess.run(
        [sys.executable, "-m", "pindos", "mail", "receive", *words],
        input=raw,
        capture_output=True,
        env=environment(home, **more),
        preexec_fn=before,
    )


def lying(home):
    found = {each.name for each in (home / "mail-in").iterdir()}
    return found - {"bell", "read"}


def test_it_is_acknowledged_without_the_database_and_taken_in_as_it_came(home, kosmas):
    Mailbox.objects.create(
        address=BOX, unit_id=unit_named("TP-FLO").id, host="127.0.0.1", username="x", is_on=False
    )
    raw = b"\r\n" + letter(SENDER, subject="Χωρίς βάση")
    began = timezone.now() - timedelta(seconds=1)  # a file's time is a little behind the clock
    for done in (
        hand_in(home, raw, "--recipient", BOX),
        hand_in(home, raw, f"--recipient={BOX}"),
        hand_in(home, raw, RECIPIENT=BOX),
    ):
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert len(lying(home)) == 3
    assert began < waiting_since_handed() <= timezone.now()
    assert take_in_handed() == 1 and not lying(home) and waiting_since_handed() is None
    row = Arrival.objects.get(subject="Χωρίς βάση")
    assert (row.copies, row.source, row.mailbox.address) == (3, "pipe", BOX)
    assert row.size == len(raw)


def test_the_long_way_is_gone_where_nobody_looks_and_for_what_is_refused(home, monkeypatch):
    raw = letter(SENDER)

    def left(given, *words):
        """What is there for the long way."""
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        assert handed_in(list(words)) is None and not lying(home)
        return sys.stdin.buffer.read()

    assert left(raw) == raw  # no home is named: it may be another
    monkeypatch.setenv("PINDOS_HOME", str(home))
    assert left(raw, "--help") == left(raw, "--recipient") == left(raw, "--recipent", BOX) == raw
    assert left(b" \n") == b" \n"
    large = b"x" * (LARGEST + 9)
    assert len(left(large)) > LARGEST
    long_ago = time.time() - 300
    os.utime(home / "mail-in" / "read", (long_ago, long_ago))
    assert left(raw) == raw


def test_a_disk_that_takes_no_more_is_said_and_leaves_nothing(home):
    def small():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = hand_in(home, letter(SENDER), before=small)
    assert done.returncode == 75 and b"File too large" in done.stderr
    assert not lying(home)


@pytest.mark.django_db(transaction=True)
def test_who_waits_hears_the_bell_and_what_was_left_half_written_goes(home, monkeypatch):
    half = home / "mail-in" / "1.2.part"
    half.write_bytes(b"x")
    os.utime(half, (0, 0))
    second, found = Arrival.objects.filter(subject="Δεύτερο"), []
    monkeypatch.setattr(handed, "TURN", 2 * PATIENCE)  # it looks by itself too late
    monkeypatch.setattr(handed, "time", spell_until(second.exists))
    waiting = threading.Thread(target=lambda: found.append(_waited()))
    waiting.start()
    until(lambda: not half.exists(), "it to wait")
    assert hand_in(home, letter(SENDER, subject="Δεύτερο")).returncode == 0
    waiting.join(PATIENCE)
    assert found == [1] and second.exists()


def _waited():
    try:
        return take_in_handed(2 * PATIENCE)
    finally:
        connections.close_all()
