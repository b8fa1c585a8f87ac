"""A real IMAP server is read: once, completely, and without ever losing a message."""

import re
import select
import ssl
import subprocess
import sys
import threading
from base64 import b64encode
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from tests.mail import dovecot
from tests.mail.letters import DESK, address, letter
from tests.mail.spells import spell_until
from tests.run.house import PATIENCE
from tests.run.warm import run

from pindos.identity.queries import viewer_for
from pindos.kernel.deliveries import drain
from pindos.mail.commands import add_mailbox, change_mailbox, fetch_all, fetching, try_mailbox
from pindos.mail.commands.permits import open_box
from pindos.mail.handing import LARGEST
from pindos.mail.imap import AT_ONCE, Box, _together
from pindos.mail.models import Arrival, Mailbox
from pindos.mail.terms import Fate
from pindos.servicedesk.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
# By which a process sees every two seconds whether what it keeps has moved (``kernel.held``)
MARKS = re.compile(
    'FROM "(kernel_option|organisation_(?!person|position)|clocks_|servicedesk_level)'
)


@pytest.fixture(scope="module")
def port():
    with dovecot.server() as found:
        yield found


@pytest.fixture
def box(port, admin, request):
    """A mailbox of its own for each test, read by the department of Florina."""
    user = f"u{abs(hash(request.node.name)) % 10**9}"
    made = dovecot.Mailbox(port, user)
    made.put(letter("palio@outside.example", "Παλιό μήνυμα", subject="Παλιό"))
    made.row = add_mailbox(
        viewer=viewer_for(admin),
        password=dovecot.PASSWORD,
        **{
            **{"address": DESK, "unit": "TP-FLO", "host": made.host, "port": port},
            **{"security": "none", "username": user, "folder": "INBOX", "after": "seen"},
        },
    )
    assert fetch_all() == 0  # what lay there before it was added was dealt with before
    return made


def changed(box, admin, **words):
    return change_mailbox(viewer=viewer_for(admin), mailbox_id=box.row.pk, **words)


def test_what_comes_becomes_a_ticket_and_is_marked_as_read(box, anthi):
    box.put(letter(address(anthi)))
    assert fetch_all() == 1
    while drain():
        pass
    assert Ticket.objects.get().requester_id == anthi.person_id
    assert "\\Seen" in box.folder()[1] and "\\Seen" not in box.folder()[0]
    assert fetch_all() == 0
    row = Mailbox.objects.get()
    assert (row.taken, row.trouble) == (1, "") and row.looked_at and row.last_uid == 2


def test_what_was_taken_is_moved_where_the_administrator_wants_it(box, anthi, admin):
    changed(box, admin, after="move", moved_to="Pindos")
    box.put(letter(address(anthi)))
    assert fetch_all() == 1
    assert len(box.folder()) == 1 and len(box.folder("Pindos")) == 1


def test_what_was_taken_is_deleted_where_the_administrator_wants_it(box, anthi, admin):
    changed(box, admin, after="delete")
    box.put(letter(address(anthi)), letter(address(anthi), "Δεύτερο."))
    assert fetch_all() == 2
    assert len(box.folder()) == 1


def test_a_server_that_numbered_anew_is_read_again_and_nothing_is_doubled(box, anthi):
    box.put(letter(address(anthi)))
    fetch_all()
    Mailbox.objects.update(uid_validity=1)
    box.put(letter(address(anthi), "Νέο μήνυμα μετά."))
    assert fetch_all() == 2  # the new one, and the old one that was never taken in
    assert Arrival.objects.count() == 3


def test_a_message_is_kept_whole_when_its_mark_in_the_mailbox_fails(box, anthi, admin):
    changed(box, admin, after="move", moved_to="kako//name")
    box.put(letter(address(anthi)))
    fetch_all()
    assert Arrival.objects.count() == 1 and Mailbox.objects.get().trouble
    changed(box, admin, after="seen")
    fetch_all()
    assert Arrival.objects.count() == 1 and not Mailbox.objects.get().trouble


def test_what_comes_together_is_put_away_together_and_one_that_fails_keeps_back_only_the_rest(
    box, anthi, monkeypatch
):
    box.put(*(letter(address(anthi), f"Βλάβη {n}", subject=f"Βλάβη {n}") for n in range(4)))
    take_in, marked = fetching.take_in, []

    def failing(raw, **more):
        if "Βλάβη 2".encode() in raw or b64encode("Βλάβη 2".encode()) in raw:
            raise OSError("the disk is full")
        return take_in(raw, **more)

    put_away = Box.put_away
    monkeypatch.setattr(fetching, "take_in", failing)
    monkeypatch.setattr(
        Box, "put_away", lambda self, uids: (marked.append(len(uids)), put_away(self, uids))
    )
    fetch_all()
    assert Arrival.objects.count() == 2 and marked == [2]
    assert ["Seen" in flags for flags in box.folder()[1:]] == [True, True, False, False]
    assert "disk is full" in Mailbox.objects.get().trouble
    monkeypatch.setattr(fetching, "take_in", take_in)
    assert fetch_all() == 2 and marked == [2, 2]
    assert all("Seen" in flags for flags in box.folder()[1:])


def test_without_protection_no_certificates_are_read(box, monkeypatch):
    read = []
    made = ssl.create_default_context
    monkeypatch.setattr(
        ssl, "create_default_context", lambda *a, **k: (read.append(1), made(*a, **k))[1]
    )
    Box(Mailbox.objects.get()).close()
    assert not read


def test_a_message_becomes_a_ticket_with_few_statements(box, anthi, dafni):
    """What is asked twice of one message shows here; BEGIN and COMMIT are among them."""
    most = 51 if connection.vendor == "postgresql" else 66
    for number in range(2):  # at first the house reads what it keeps: hours, options, the chart
        box.put(letter(address(anthi), subject=f"Βλάβη {number}"))
        with CaptureQueriesContext(connection) as asked:
            assert fetch_all() == 1
            while drain():
                pass
    assert Ticket.objects.count() == 2
    texts = [each["sql"][:120] for each in asked.captured_queries]
    assert len([text for text in texts if not MARKS.search(text)]) <= most, "\n".join(texts)


def test_a_mailbox_that_cannot_be_opened_says_why_and_holds_up_no_other(box, anthi, admin, port):
    add_mailbox(
        viewer=viewer_for(admin),
        password="λάθος",
        **{
            **{"address": "b@apdhp.example", "unit": "TP-KOZ", "host": box.host, "port": port},
            **{"security": "none", "username": "b", "folder": "INBOX"},
        },
    )
    box.put(letter(address(anthi)))
    assert fetch_all() == 1
    broken = Mailbox.objects.get(address="b@apdhp.example")
    assert broken.trouble and broken.trouble_since
    is_open, words = try_mailbox(viewer=viewer_for(admin), mailbox_id=broken.pk)
    assert not is_open and words
    is_open, words = try_mailbox(viewer=viewer_for(admin), mailbox_id=box.row.pk)
    assert is_open and "2" in words


def test_a_message_that_comes_while_it_rests_is_taken_at_once(box, anthi, monkeypatch):
    sender, resting = address(anthi), threading.Event()

    def rest(*told):
        resting.set()
        spoken = select.select(*told)
        assert spoken[0], "the mailbox said nothing"
        return spoken

    def later():
        assert resting.wait(PATIENCE)
        box.put(letter(sender))

    monkeypatch.setattr(fetching, "TURN", 2 * PATIENCE)  # it looks by itself too late
    monkeypatch.setattr(fetching, "select", SimpleNamespace(select=rest))
    monkeypatch.setattr(fetching, "time", spell_until(Arrival.objects.exists))
    thread = threading.Thread(target=later)
    thread.start()
    assert fetch_all(2 * PATIENCE) == 1
    thread.join()
    assert Arrival.objects.get().fate == Fate.WAITING


def test_a_message_above_the_limit_is_kept_by_its_head_and_shown_to_a_person(
    box, anthi, monkeypatch
):
    monkeypatch.setattr("pindos.mail.imap.LARGEST", 20_000)
    monkeypatch.setattr("pindos.mail.commands.taking.LARGEST", 20_000)
    box.put(letter(address(anthi), "α" * 30_000))
    assert fetch_all() == 1
    arrival = Arrival.objects.get()
    assert arrival.fate == Fate.TOO_LARGE and arrival.size > 20_000 and arrival.subject


@pytest.mark.once  # the home is one on SQLite, whatever the tests stand on
def test_by_the_pipe_a_message_is_taken_and_what_must_wait_exits_75(tmp_path):
    def received(raw):
        return run(tmp_path, "mail", "receive", given=raw)

    raw = letter("anthi@apdhp.example")
    assert received(raw).returncode == 75  # there are no tables yet: the server keeps it
    assert run(tmp_path, "prepare").returncode == 0
    piped = subprocess.run(  # as a mail server gives it, once
        [sys.executable, "-m", "pindos", "mail", "receive"],
        input=raw,
        env={"PINDOS_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert (piped.returncode, piped.stdout.split()[-1]) == (0, b"new")
    second, empty = received(raw), received(b"")
    assert (second.returncode, second.stdout.split()[-1]) == (0, "known")
    assert empty.returncode == 65


def test_small_messages_come_several_at_a_time_and_large_ones_alone():
    sizes = {uid: 2_000 for uid in range(1, 24)} | {24: AT_ONCE, 25: 10, 26: LARGEST + 1, 27: 10}
    asked = list(_together(sorted(sizes), sizes))
    assert [len(each) for each in asked] == [10, 10, 3, 1, 1, 1, 1]
    assert [uid for each in asked for uid in each] == sorted(sizes)


def test_one_that_is_taken_away_meanwhile_holds_up_none_of_those_asked_for_with_it(box, anthi):
    box.put(*(letter(address(anthi), f"Βλάβη {n}", subject=f"Βλάβη {n}") for n in range(3)))
    row = Mailbox.objects.get()
    opened = Box(row)
    try:
        first, second, third = opened.since(timezone.localdate())[-3:]
        asked = [first, second + 1000, third]
        found = opened._few(asked, dict.fromkeys(asked, 900))
        assert [each.uid for each in found] == [first, third]
    finally:
        opened.close()


def test_what_the_server_turns_away_is_said_in_words_that_a_person_can_act_on(box, admin):
    def said(**words):
        changed(box, admin, **words)
        return try_mailbox(viewer=viewer_for(admin), mailbox_id=box.row.pk)[1]

    assert said() == "1 μήνυμα στον φάκελο INBOX."
    assert "δεν έχει τέτοιον φάκελο" in said(folder="Εισερχόμενα/Νέα")
    assert "όνομα χρήστη ή τον κωδικό. ([AUTHENTICATIONFAILED]" in said(password="λάθος")
    assert "Τίποτα δεν απαντά σε αυτή τη θύρα" in said(port=9)
    assert "δεν δέχεται TLS σε αυτή τη θύρα" in said(port=box.port, security="tls")
    assert "δεν δέχεται TLS σε αυτή τη θύρα" in said(security="starttls")
    assert "Κανένας διακομιστής δεν έχει αυτό το όνομα" in said(host="imap.den-yparxei.invalid")
    fetch_all()
    row = Mailbox.objects.get()
    assert row.trouble_said == said() and row.trouble != row.trouble_said
    with override("en"):
        assert row.trouble_said.startswith("No server has this name")


def test_what_an_administrator_changes_holds_while_mailboxes_are_held_open(
    box, admin, anthi, monkeypatch
):
    """A wrong password is not repeated every turn; put right, it is tried at once; off is off."""
    changed(box, admin, password="λάθος")
    sender = address(anthi)
    tried, acts = [], []

    def opening(row):
        tried.append(row.version)
        return open_box(row)

    def rest(*told):
        acts.pop(0)() if acts else None
        return [], [], []

    def put_right():
        changed(box, admin, password=dovecot.PASSWORD)
        box.put(letter(sender))

    def switch_off():
        changed(box, admin, is_on=False)
        box.put(letter(sender, "Κι άλλο.", subject="Κι άλλο"))

    acts += [lambda: None, lambda: None, put_right, switch_off]
    monkeypatch.setattr(fetching, "open_box", opening)
    monkeypatch.setattr(fetching, "select", SimpleNamespace(select=rest))
    assert fetch_all(2 * PATIENCE) == 1 and not acts
    assert len(tried) == len(set(tried)) == 2
