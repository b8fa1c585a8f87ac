"""What somebody hears who wrote and is not in the register."""

from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest
import yaml
from tests.mail.letters import DESK, address, came, letter, mailbox_of_florina
from tests.servicedesk.desk import act

from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.mail.commands import block_sender, take_in_head
from pindos.mail.models import Arrival, DeadAddress
from pindos.mail.rules import Sender, silence_towards
from pindos.mail.terms import Answer, Answers, Fate, Why
from pindos.notices.commands.worded import outside_letter_of
from pindos.notices.letters import mail_of, message_id_of
from pindos.notices.models import MailServer, OutsideLetter, Sending
from pindos.operations.commands import set_options
from pindos.records.queries import timeline
from pindos.records.terms import Sight
from pindos.servicedesk.commands import release_mail
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.terms import State

pytestmark = pytest.mark.django_db(transaction=True)
CASES = yaml.safe_load(Path(__file__).with_name("answers").joinpath("cases.yaml").read_text())
MARIA = "maria.papa@ote.example"
MX = "mx.apdhp.example"


@pytest.fixture
def box(chart):
    MailServer.objects.create(host="127.0.0.1", port=9, sender="pindos@apdhp.example", is_on=True)
    set_options(viewer=HOUSE, values={"mail.receiving_server": MX})
    return mailbox_of_florina()


def mail(sending):
    """A letter as it would go over the wire."""
    made = mail_of(outside_letter_of(sending), sender="pindos@apdhp.example")
    return message_from_bytes(made, policy=SMTP)


def words(message):
    return message.get_body(("plain",)).get_content()


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_sender_hears_what_is_written_beside_their_message(case, box):
    head = dict(case.get("head", {}))
    if "found" in case:
        head["Authentication-Results"] = f"{MX}; {case['found']}"
    raw = letter(case["from"], **{"subject": "Ερώτηση", **_subject(case), **head})
    arrival = came(raw, mailbox=box, uid=1)
    heard = list(OutsideLetter.objects.values_list("address", flat=True))
    assert heard == ([arrival.sender] if case["hears"] == "kept" else [])
    assert arrival.answer == case["shown"]


def _subject(case):
    return {"subject": case["subject"]} if "subject" in case else {}


def test_what_is_too_large_is_said_to_whoever_sent_it(box, anthi):
    for sender in (MARIA, address(anthi)):
        raw = letter(sender, subject="Σχέδια")
        head = raw.partition(b"\n\n")[0] + b"\n\n"
        taken = take_in_head(head, 50_000_000, mailbox=box, uid=1)
        while drain():
            pass
        assert Arrival.objects.get(pk=taken.arrival_id).fate == Fate.TOO_LARGE
        said = Sending.objects.get(outside__arrival=taken.arrival_id)
        assert said.address == sender and "40 MB" in words(mail(said))


def test_a_stranger_is_answered_once_a_thread_and_seldom_in_a_day(box):
    came(letter(MARIA, message_id="<first@ote.example>"), mailbox=box, uid=1)
    for number in range(4):
        more = letter(MARIA, f"Και {number}.", References="<first@ote.example>")
        came(more, mailbox=box, uid=2 + number)
    assert OutsideLetter.objects.count() == 2
    for number in range(6):
        came(letter(MARIA, f"Άλλο {number}."), mailbox=box, uid=10 + number)
    assert OutsideLetter.objects.count() == 5
    set_options(viewer=HOUSE, values={"mail.answers": "nobody"})
    came(letter("nikos@ote.example"), mailbox=box, uid=30)
    assert OutsideLetter.objects.count() == 5


def test_the_answer_threads_at_the_other_side_and_no_machine_answers_it(box, dafni):
    arrival = came(letter(MARIA, message_id="<first@ote.example>"), mailbox=box, uid=1)
    assert (arrival.fate, arrival.why) == (Fate.QUARANTINED, Why.STRANGER)
    sent = mail(Sending.objects.get())
    assert sent["To"] == MARIA and sent["Reply-To"] == DESK
    assert sent["In-Reply-To"] == sent["References"] == "<first@ote.example>"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert "Το μήνυμά σας έφτασε" in words(sent) and "http" not in words(sent)


def asked_back(box, dafni):
    """A message in quarantine that became a ticket, on which the sender was asked something."""
    arrival = came(letter(MARIA, message_id="<first@ote.example>"), mailbox=box, uid=1)
    ticket = release_mail(viewer=viewer_for(dafni), arrival_id=arrival.pk)
    act("reply_to_ticket", dafni, ticket, text="Σε ποιον όροφο είστε;", asks=True)
    while drain():
        pass
    arrival.refresh_from_db()
    ticket.refresh_from_db()
    return arrival, ticket, mail(Sending.objects.filter(outside__isnull=False).latest("pk"))


def test_from_quarantine_to_a_talk_by_mail_with_somebody_outside(box, dafni, client):
    arrival, ticket, asked = asked_back(box, dafni)
    assert ticket.requester_id is None
    number = mail(Sending.objects.get(outside__key=f"mail-number:{arrival.pk}:{ticket.pk}"))
    assert ticket.number in number["Subject"] and ticket.number in words(number)
    assert "Σε ποιον όροφο είστε;" in words(asked) and asked["To"] == MARIA
    assert "<first@ote.example>" in asked["References"]
    act("resolve_ticket", dafni, ticket, answer="Άλλαξε το καλώδιο.")
    while drain():
        pass
    done = mail(Sending.objects.filter(outside__address=MARIA).latest("pk"))
    assert "Άλλαξε το καλώδιο." in words(done)
    client.force_login(dafni)
    page = client.get(f"/mail/{arrival.pk}/").content.decode()
    assert "Τι απαντήθηκε στον αποστολέα" in page and ticket.number in page


def test_what_they_answer_puts_the_ticket_back_to_work_and_nobody_else_may(box, dafni):
    arrival, ticket, asked = asked_back(box, dafni)
    assert ticket.state == State.WAITING
    other = came(letter("allos@ote.example", In_Reply_To=asked["Message-ID"]), uid=3, mailbox=box)
    assert (other.fate, other.why) == (Fate.QUARANTINED, Why.STRANGER)
    thanks = letter(MARIA, "Ευχαριστώ πολύ!", In_Reply_To=asked["Message-ID"])
    assert came(thanks, uid=4, mailbox=box).why == Why.THANKS
    ticket.refresh_from_db()
    assert ticket.state == State.WAITING
    reply = letter(MARIA, "Στον δεύτερο.", In_Reply_To=asked["Message-ID"])
    back = came(reply, uid=2, mailbox=box)
    assert back.fate == Fate.ADDED and back.about == arrival.about
    last = list(timeline(ticket.record_id, Sight.ALL))[-1]
    assert last.text == "Στον δεύτερο." and last.author_name == MARIA
    ticket.refresh_from_db()
    assert ticket.state != State.WAITING


def test_an_answer_that_comes_back_is_seen_and_nothing_more_is_written_there(box, admin, client):
    came(letter(MARIA), mailbox=box, uid=1)
    sending = Sending.objects.get()
    Sending.objects.update(state="sent")
    raw = BOUNCE.format(address=MARIA, original=message_id_of(sending.pk))
    assert came(raw.encode()).fate == Fate.FAILURE
    sending.refresh_from_db()
    assert sending.state == "failed" and DeadAddress.objects.get().address == MARIA
    came(letter(MARIA, "Πάλι εγώ."), mailbox=box, uid=2)
    assert Sending.objects.count() == 1
    client.force_login(admin)
    page = client.get("/sendings/?state=failed").content.decode()
    assert MARIA in page and "δεν είναι στο μητρώο" in page


BOUNCE = """\
From: MAILER-DAEMON@mx.ote.example
To: pindos@apdhp.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <b1@mx.ote.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

No such user.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.ote.example

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--x
Content-Type: text/rfc822-headers

Message-ID: {original}

--x--
"""


def test_a_blocked_sender_hears_nothing_and_one_may_ask_for_proof(box, admin):
    block_sender(viewer=viewer_for(admin), address="@ote.example")
    came(letter(MARIA), mailbox=box, uid=1)
    assert not OutsideLetter.objects.exists()
    known = Sender(address=MARIA, authentication={"spf": "pass"})
    assert silence_towards(known, Answers.PASSED) is None
    assert silence_towards(Sender(address=MARIA), Answers.PASSED) is Answer.NOT_PROVEN
    assert silence_towards(known, Answers.NOBODY) is Answer.SWITCHED_OFF
    assert Ticket.objects.count() == 0
