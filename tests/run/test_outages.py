"""The database server goes away, the disk fills up: words instead, and all goes on afterwards."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from tests import postgres
from tests.run.house import House, house, run, until

pytestmark = pytest.mark.slow

BODY = {"title": "Δεν τυπώνει", "description": "Ο εκτυπωτής σιωπά.", "prefecture": "FLO"}
SIZE = 160  # megabytes of the disk that fills up
KEYS = count()
AWAY = float(os.environ.get("AWAY", "1"))  # seconds more without a server; `make bench-outage`: 60


class Desk:
    """Opens tickets as a program does, and reads them."""

    def __init__(self, here, home, **database):
        self.here, self.accepted = here, []
        made = run(home, "token", "create", "--as", "admin", "--scope", "all", **database)
        assert made.returncode == 0, made.stderr
        self.signed = {"Authorization": f"Bearer {made.stdout.split()[-1]}"}

    def open(self):
        """The answer; what was accepted is remembered."""
        headers = {**self.signed, "Content-Type": "application/json"}
        headers["Idempotency-Key"] = f"outage-{next(KEYS)}"
        answer = self.here.get("/api/v1/tickets", "POST", json.dumps(BODY), headers)
        if answer.status in {200, 201}:
            self.accepted.append(json.loads(answer.text)["number"])
        return answer

    def listed(self):
        answer = self.here.get("/api/v1/tickets?size=200", headers=self.signed)
        return answer.status, {each["number"] for each in json.loads(answer.text).get("items", [])}

    def is_open(self):
        return self.open().status in {200, 201}


@pytest.mark.skipif(connection.vendor == "sqlite", reason="a file does not go away")
def test_a_server_that_was_away_is_waited_for_and_nothing_is_lost(tmp_path):
    home = tmp_path / "home"
    with postgres.cluster() as (folder, data, port):
        told = {"DATABASE_URL": f"postgresql://pindos@127.0.0.1:{port}/postgres"}
        with postgres.running(folder, data, port):
            here = House(home, **told)
            here.ready()
            desk = Desk(here, home, **told)
            for _ in range(5):
                assert desk.is_open()
        try:
            answers_while_away(here, desk)
            with postgres.running(folder, data, port):
                until(lambda: here.get("/readyz").status == 200, "the house to be ready")
                statuses = [desk.open().status for _ in range(20)]  # on every kept connection
                assert set(statuses) <= {200, 201}
                assert desk.listed() == (200, set(desk.accepted))
                until(lambda: not undone(told["DATABASE_URL"]), "all to be carried out")
                assert not here.said("starting it again"), here.said()
                assert here.stop() == 0
        finally:
            here.kill()


def answers_while_away(here, desk):
    until(lambda: here.get("/readyz").status == 503, "the house to miss its database")
    page = here.get("/tickets/", headers={"Cookie": f"sessionid={'w' * 32}"})
    assert page.status == 503 and int(page.headers["Retry-After"]) > 0
    assert "Η βάση δεδομένων δεν απαντά" in page.text and "Traceback" not in page.text
    answer = desk.open()
    assert answer.status == 503 and "τίποτα" in json.loads(answer.text)["detail"]
    assert here.get("/healthz").status == 200
    until(lambda: here.said("The database did not answer"), "the worker to say that it waits")
    time.sleep(AWAY)


def undone(address):
    with psycopg.connect(address) as database:
        [found] = database.execute(
            "SELECT count(*) FROM kernel_delivery WHERE state <> 'done'"
        ).fetchone()
    return found


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own that is soon full."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root has a disk to fill")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place, *, leaving):
    """One file that takes all room but so many bytes."""
    with (place / "ballast").open("wb") as ballast:
        for _ in range(50):  # the house writes meanwhile
            free = shutil.disk_usage(place).free
            with suppress(OSError):
                os.posix_fallocate(ballast.fileno(), 0, max(free - leaving, 1))
                return
    raise AssertionError(f"the disk could not be filled: {free} bytes are free")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server's disk is its own")
def test_on_a_full_disk_reading_goes_on_and_writing_begins_again_by_itself(small_disk, prepared):
    home = small_disk / "home"
    shutil.copytree(prepared, home)
    with (small_disk / "log").open("w") as log, house(home, stdout=log) as here:
        until(lambda: is_ready(here), "the house to be ready")
        desk = Desk(here, home)
        assert desk.is_open() and upload(here).status == 302
        for leaving in (32 * 1024**2, 0):
            fill(small_disk, leaving=leaving)
            answer = desk.open()
            assert answer.status == 507 and "χώρ" in json.loads(answer.text)["detail"]
            page = upload(here)
            assert page.status == 507 and "Κρατημένο κείμενο της φόρμας" in page.text
            assert desk.listed() == (200, set(desk.accepted))
            assert here.get("/help/").status == 200
            assert here.get("/readyz").status == 503
            time.sleep(2)  # the worker and the timer take a turn
            (small_disk / "ballast").unlink()
        until(desk.is_open, "room to be noticed")
        assert desk.listed() == (200, set(desk.accepted))
        assert upload(here).status == 302
        assert here.stop() == 0
    assert not re.search("starting it again", (small_disk / "log").read_text())


def test_a_log_that_cannot_be_written_does_not_end_the_supervisor():
    code = "from pindos.config.supervisor import say; say('ready'); say('stopped')"
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE)
    assert answer.returncode in {0, 120}  # 120: Python itself cannot write its last line
    assert b"Traceback" not in answer.stderr


def is_ready(here):
    try:
        return here.get("/readyz").status == 200
    except OSError:
        return False


def upload(here):
    """A form with a text and a file of two megabytes."""
    cookie, token = here.form("/help/")
    fields = {'"csrfmiddlewaretoken"': token, '"description"': "Κρατημένο κείμενο της φόρμας"}
    fields['"files"; filename="a.jpg"'] = "x" * 2_000_000
    parts = [
        f"--b\r\nContent-Disposition: form-data; name={name}\r\n\r\n{value}\r\n"
        for name, value in fields.items()
    ]
    body = "".join([*parts, "--b--\r\n"]).encode()
    kind = {"Content-Type": "multipart/form-data; boundary=b", "Cookie": cookie}
    return here.get("/report/", "POST", body, kind)
