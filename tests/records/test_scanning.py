"""Files and the virus scanner: the real one of Debian, and what only claims to be one."""

import io
import socket
import threading
from contextlib import contextmanager, suppress
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from tests.cast import viewer_of
from tests.records import samples as s
from tests.records.clamd import VIRUS, WORM, clamd
from tests.run.house import PATIENCE

from pindos.kernel import options
from pindos.kernel import sight as sights
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.health import Level
from pindos.kernel.models import Change, Event
from pindos.operations.commands import set_options
from pindos.records import scanning
from pindos.records.checks import scanned_files
from pindos.records.commands import (
    NotScanned,
    add_entry,
    open_record,
    refuse_withheld,
    release_file,
    remove_file,
    rescan_file,
    scan_again,
    scan_files,
    try_scanner,
    withhold_file,
)
from pindos.records.models import Attachment, Blob, Entry
from pindos.records.queries import files_sent_by, mark_of, stored_files
from pindos.records.scanning import Away, BrokenOff, verdict_on
from pindos.records.storage import path_of
from pindos.records.terms import INFECTED, NO_ONE, EntryKind, Scan

CLEAN = "Βεβαίωση αποδοχών, Φλώρινα".encode()
BAD = b"Invoice " + VIRUS


@pytest.fixture(scope="module")
def scanner():
    with clamd() as one:
        yield one


@pytest.fixture
def running(scanner):
    scanner.start()
    return scanner


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture
def keeper(admin):
    return viewer_of(admin)


@pytest.fixture
def set_to(keeper):
    """The address of the scanner, as an administrator sets it; what else they set."""

    def put(address, **others):
        values = {"records.scanner": address, **others}
        set_options(viewer=keeper, values=values)

    return put


@pytest.fixture
def record(db, monkeypatch):
    monkeypatch.setitem(sights._answers, "tests.matter", lambda viewer, pk: "all")
    return open_record(about="tests.matter").pk


@pytest.fixture
def sent(record):
    """Send a file with a note; its attachment, as it stands now."""

    def send(data=CLEAN, name="βεβαίωση.txt", **how):
        files = [s.upload(data, name)]
        add_entry(record_id=record, kind=EntryKind.NOTE, author=NO_ONE, files=files, **how)
        return Attachment.objects.latest("id")

    return send


def fresh(attachment):
    return Attachment.objects.select_related("blob", "entry__record").get(pk=attachment.pk)


def scan_of(attachment):
    return fresh(attachment).blob.scan


def told(record):
    rows = Entry.objects.filter(record=record, step=INFECTED).order_by("id")
    return [(each.facts["name"], each.facts["finding"], each.is_internal) for each in rows]


@contextmanager
def somebody(answer):
    """Who listens on a port and is no clamd: each caller gets these bytes, then is hung up on.

    What a caller still sends is heard to its end: hung up on with something unheard, a caller may
    lose what it was told (RFC 9293, 3.10.4).
    """
    door = socket.create_server(("127.0.0.1", 0))
    calls = SimpleNamespace(n=0, is_over=threading.Event())

    def serve():
        while True:
            try:
                wire, _who = door.accept()
            except OSError:
                return
            calls.n += 1
            with wire, suppress(ConnectionError):
                wire.recv(100)
                if answer is None:
                    calls.is_over.wait(PATIENCE)
                else:
                    wire.sendall(answer)
                    wire.shutdown(socket.SHUT_WR)
                    while wire.recv(4_096):
                        pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{door.getsockname()[1]}", calls
    finally:
        calls.is_over.set()
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join(PATIENCE)


def test_clean_infected_and_too_large_by_socket_and_by_tcp(running):
    for address in (running.socket, running.tcp):
        assert verdict_on(address, io.BytesIO(CLEAN)) == (Scan.CLEAN, "")
        late = io.BytesIO(b"x" * 900_000 + VIRUS)
        assert verdict_on(address, late) == (Scan.INFECTED, "Pindos.Virus.UNOFFICIAL")
        found = verdict_on(address, io.BytesIO(b"x" * 9_000_000))
        assert found.scan == Scan.ERROR and found.is_final
        assert found.words.startswith(scanning.TOO_LARGE)
        assert scanning.finds_sample(address)
        assert scanning.version_of(address).startswith("ClamAV ")


def test_a_scanner_that_dies_in_the_middle_of_a_file_has_said_nothing(running):
    class Deadly(io.BytesIO):
        def read(self, size=-1):
            if self.tell() > 200_000:
                running.kill()
            return super().read(size)

    with pytest.raises(BrokenOff):
        verdict_on(running.tcp, Deadly(b"x" * 800_000))
    with pytest.raises(Away):
        verdict_on(running.tcp, io.BytesIO(CLEAN))
    with pytest.raises(Away):
        verdict_on(running.socket, io.BytesIO(CLEAN))


def test_who_is_no_clamd_is_nobody_and_who_is_silent_has_broken_off(monkeypatch):
    others = (b"HTTP/1.1 400 Bad Request\r\n\r\n", b"220 mail.example ESMTP\r\n", b"\xff OK\0")
    for garbage in others:
        with somebody(garbage) as (address, _calls):
            with pytest.raises(Away):
                verdict_on(address, io.BytesIO(CLEAN))
            with pytest.raises(Away):
                scanning.version_of(address)
    monkeypatch.setattr(scanning, "PATIENCE", 0.2)
    with somebody(None) as (address, _calls), pytest.raises(BrokenOff):
        verdict_on(address, io.BytesIO(CLEAN))


def test_without_a_scanner_nothing_is_held_back_and_pages_say_nothing(sent, keeper):
    file = fresh(sent())
    assert scan_files() == 0 and scan_of(file) == Scan.PENDING
    refuse_withheld(file, by=keeper)
    assert mark_of(file.blob) is None
    [finding] = scanned_files()
    assert finding.level == Level.IDLE
    with pytest.raises(Refused):
        try_scanner(viewer=keeper)


def test_a_file_waits_for_a_scanner_that_is_down_and_is_scanned_when_it_is_back(
    running, set_to, sent, record, keeper
):
    set_to(running.tcp)
    running.kill()
    clean, bad, large = sent(), sent(BAD, "τιμολόγιο.txt"), sent(b"x" * 3_000_000, "μητρώο.txt")
    assert scan_files() == 0
    assert {scan_of(clean), scan_of(bad), scan_of(large)} == {Scan.PENDING}
    with pytest.raises(NotScanned):
        refuse_withheld(fresh(clean), by=keeper)
    refuse_withheld(fresh(clean), by=keeper, is_confirmed=True)
    Blob.objects.update(created_at=timezone.now() - timedelta(hours=1))
    [finding] = scanned_files()
    assert finding.level == Level.DOWN and finding.facts["pending"] == 3
    running.start()
    assert scan_files() == 3 and scan_files() == 0
    assert [scan_of(each) for each in (clean, bad, large)] == [
        Scan.CLEAN,
        Scan.INFECTED,
        Scan.ERROR,
    ]
    refuse_withheld(fresh(clean), by=keeper)
    with pytest.raises(NotScanned):
        refuse_withheld(fresh(large), by=keeper)
    refuse_withheld(fresh(large), by=keeper, is_confirmed=True)
    for is_confirmed in (False, True):
        with pytest.raises(Forbidden, match="Pindos.Virus"):
            refuse_withheld(fresh(bad), by=keeper, is_confirmed=is_confirmed)
    assert Event.objects.filter(name="records.FileWithheld").count() == 2
    assert told(record) == [("τιμολόγιο.txt", "Pindos.Virus.UNOFFICIAL", False)]
    [finding] = scanned_files()
    assert finding.level == Level.WARN and finding.count == 2
    assert try_scanner(viewer=keeper).startswith("ClamAV")


def test_what_is_not_scanned_is_held_back_from_all_when_so_set(running, set_to, sent, keeper):
    set_to(running.socket, **{"records.unscanned": "held-back"})
    file = fresh(sent())
    with pytest.raises(Refused) as reason:
        refuse_withheld(file, by=keeper, is_confirmed=True)
    assert not isinstance(reason.value, NotScanned)
    assert scan_files() == 1
    refuse_withheld(fresh(file), by=keeper)


def test_a_file_at_which_the_scanner_dies_holds_up_no_other_and_is_left_to_a_person(
    set_to, sent, monkeypatch
):
    with somebody(b"") as (address, calls):
        set_to(address)
        first, second = sent(), sent(b"another")
        assert scan_files() == 0 and calls.n == 2
        assert scan_of(first) == scan_of(second) == Scan.PENDING
        assert scan_files() == 0 and calls.n == 2  # each only after a while
        for _time in range(4):
            Blob.objects.update(scan_due_at=timezone.now())
            scan_files()
        assert calls.n == 10 and scan_of(first) == Scan.ERROR
        assert not Blob.objects.exclude(scan_due_at=None).exists()


def test_garbage_blames_no_file(set_to, sent):
    with somebody(b"HTTP/1.1 400 Bad Request\r\n\r\n") as (address, _calls):
        set_to(address)
        file = sent()
        assert scan_files() == 0
        assert scan_of(file) == Scan.PENDING and fresh(file).blob.scan_tries == 0


def test_an_infected_file_is_said_wherever_it_hangs_and_goes_nowhere(
    running, set_to, sent, record, keeper
):
    set_to(running.tcp)
    bad = sent(BAD, "α.txt", is_internal=True)
    scan_files()
    again = sent(BAD, "β.txt")
    assert scan_of(again) == Scan.INFECTED
    scan_files()
    scan_files()
    name = "Pindos.Virus.UNOFFICIAL"
    assert told(record) == [("α.txt", name, True), ("β.txt", name, False)]
    assert Event.objects.filter(name="records.FileFoundInfected").count() == 1
    Entry.objects.filter(pk=bad.entry_id).update(author_id=keeper.person_id)
    assert list(files_sent_by(keeper.person_id)) == []
    assert path_of(bad.blob.sha256).exists() and len(list(stored_files())) == 1
    set_to("")
    with pytest.raises(Forbidden):
        refuse_withheld(fresh(bad), by=keeper)


def test_release_file_with_a_reason_holds_for_this_finding_and_is_taken_back(
    running, set_to, sent, keeper
):
    set_to(running.tcp)
    bad = sent(BAD + WORM)
    scan_files()
    which = {"viewer": keeper, "blob_id": bad.blob_id}
    with pytest.raises(Invalid):
        release_file(**which, reason="  ")
    release_file(**which, reason="Το γράψαμε εμείς, το είδε το ΤΠ.")
    refuse_withheld(fresh(bad), by=keeper)
    said = Change.objects.filter(event__name="records.FileReleased", field="released_why")
    assert said.get().after == "Το γράψαμε εμείς, το είδε το ΤΠ."
    rescan_file(**which)
    assert scan_files() == 1 and scan_of(bad) == Scan.CLEAN
    withhold_file(**which)
    assert scan_of(bad) == Scan.INFECTED
    release_file(**which, reason="Και πάλι.")
    running.kill()
    running.knows(Worm=WORM)
    running.start()
    rescan_file(**which)
    scan_files()
    assert fresh(bad).blob.scan_words == "Pindos.Worm.UNOFFICIAL"
    assert scan_of(bad) == Scan.INFECTED and not fresh(bad).blob.released_why
    running.kill()
    running.knows(Virus=VIRUS, Eicar=scanning.SAMPLE)
    running.start()


def test_remove_file_takes_the_bytes_and_leaves_what_it_was(running, set_to, sent, keeper):
    set_to(running.tcp)
    bad, clean = sent(BAD), sent()
    scan_files()
    with pytest.raises(NotFound):
        remove_file(viewer=keeper, blob_id=clean.blob_id)
    remove_file(viewer=keeper, blob_id=bad.blob_id)
    assert not path_of(bad.blob.sha256).exists()
    assert [sha256 for sha256, _path in stored_files()] == [clean.blob.sha256]
    with pytest.raises(Forbidden):
        refuse_withheld(fresh(bad), by=keeper)
    with pytest.raises(Refused):
        release_file(viewer=keeper, blob_id=bad.blob_id, reason="Όχι.")
    sent(BAD)
    assert path_of(bad.blob.sha256).exists() and scan_of(bad) == Scan.INFECTED


def test_scan_again_takes_old_files_in_portions_and_what_was_clean_stays_so_meanwhile(
    running, set_to, sent, keeper, dafni
):
    set_to(running.tcp)
    files = [sent(f"αρχείο {n}".encode()) for n in range(3)]
    scan_files()
    now = timezone.now()
    assert scan_again(viewer=keeper, before=now - timedelta(days=30), most=9) == 0
    assert scan_again(viewer=keeper, before=now, most=2) == 2
    assert scan_again(viewer=keeper, before=now, most=2) == 1
    assert scan_again(viewer=keeper, before=now, most=2) == 0
    running.kill()
    assert scan_files() == 0 and {scan_of(each) for each in files} == {Scan.CLEAN}
    running.start()
    new = sent(BAD)
    assert scan_files() == 4 and scan_of(new) == Scan.INFECTED
    with pytest.raises(NotFound):
        scan_again(viewer=viewer_of(dafni), before=now, most=2)


def test_an_address_is_a_socket_or_a_host_with_a_port(set_to):
    for wrong in ("clamd", "host:", "host:0", "host:99999", ":3310"):
        with pytest.raises(Refused):
            set_to(wrong)
    set_to("[::1]:3310")
    assert options.snapshot().values["records.scanner"] == "[::1]:3310"
