"""Letters about one thing stand together at the other side, and an answer finds its way back."""

import email

import pytest
from tests.mail.letters import DESK, address, came, letter

from pindos.mail.models import Mailbox
from pindos.mail.reading import read
from pindos.mail.terms import OWN_MARK
from pindos.notices.channel import Letter
from pindos.notices.letters import mail_of, message_id_of, thread_id_of
from pindos.notices.queries import is_ours, things_of_letters
from pindos.organisation.queries import unit_named
from pindos.servicedesk.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def box(chart):
    unit_id = unit_named("TP-FLO").id
    return Mailbox.objects.create(address=DESK, unit_id=unit_id, host="h", username="s")


def sent(about, sending_id=7):
    written = Letter(
        sending_id, "anthi@apdhp.example", "Ανθή", "el", "Τίτλος", "Κείμενο", "/", about
    )
    return email.message_from_bytes(mail_of(written, sender="pindos@apdhp.example"))


def test_a_letter_continues_the_message_that_opened_its_ticket(anthi, box):
    came(letter(address(anthi), message_id="<first@mail.example>"), mailbox=box)
    about = f"servicedesk.ticket:{Ticket.objects.get().pk}"
    mail = sent(about)
    assert mail["In-Reply-To"] == "<first@mail.example>"
    assert mail["References"].split() == [thread_id_of(about), "<first@mail.example>"]
    assert mail["Reply-To"] == DESK


def test_a_letter_of_a_ticket_that_came_by_no_mail_begins_a_thread_of_its_own(box):
    mail = sent("servicedesk.ticket:12")
    assert mail["In-Reply-To"] == mail["References"] == thread_id_of("servicedesk.ticket:12")
    assert mail["Reply-To"] == DESK
    assert sent("")["References"] is None


def test_machines_are_told_not_to_answer_and_we_know_our_own_letter(box):
    mail = sent("servicedesk.ticket:12")
    assert mail["Auto-Submitted"] == "auto-generated" and mail[OWN_MARK]
    assert read(mail.as_bytes()).machine
    assert is_ours(mail["Message-ID"]) and is_ours(thread_id_of("servicedesk.ticket:12"))


def test_an_answer_to_either_is_known_and_nothing_that_only_looks_like_it(box):
    about = "servicedesk.ticket:12"
    root, other = thread_id_of(about), thread_id_of("servicedesk.ticket:13")
    forged = root.replace("ticket.12", "ticket.13")
    assert things_of_letters([root, other, forged]) == {root: about, other: about[:-1] + "3"}
    assert not is_ours(forged) and not is_ours(message_id_of(7).replace(".7.", ".8."))
