"""What is written back reaches the desk, or the letter does not ask for it."""

from email import message_from_bytes
from email.policy import default

import pytest
from tests.mail.letters import DESK, address, came, letter, mailbox_of_florina

from pindos.mail.queries import answer_address
from pindos.mail.terms import Source
from pindos.notices.commands.worded import letter_of, outside_letter_of
from pindos.notices.letters import mail_of
from pindos.notices.models import MailServer, Sending
from pindos.servicedesk.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
ASKS, IS_READ = "απαντήστε σε αυτό το μήνυμα", "Η απάντησή σας διαβάζεται"
STRANGER = "maria.papa@ote.example"


@pytest.fixture(autouse=True)
def server(chart):
    MailServer.objects.create(host="127.0.0.1", port=9, sender="pindos@apdhp.example", is_on=True)


def heard():
    """The last letter that waits, as it would go over the wire: its Reply-To and its words."""
    row = Sending.objects.select_related("notice__person", "outside__arrival__mailbox").last()
    row.address = row.to_address
    said = letter_of([row], "el") if row.notice else outside_letter_of(row)
    mail = message_from_bytes(mail_of(said, sender="pindos@apdhp.example"), policy=default)
    return str(mail["Reply-To"] or ""), mail.get_body(["plain"]).get_content()


@pytest.mark.parametrize("who", ["anthi", "stranger"])
def test_to_a_mailbox_that_the_mail_server_hands_in_answers_go_as_to_one_that_is_read(anthi, who):
    mailbox_of_florina(is_on=False)
    came(letter(address(anthi) if who == "anthi" else STRANGER))
    reply_to, words = heard()
    assert reply_to == DESK and ASKS in words and "δεν διαβάζονται" not in words


@pytest.mark.parametrize("who", ["anthi", "stranger"])
def test_where_no_mailbox_is_known_nobody_is_asked_to_answer(anthi, who):
    came(letter(address(anthi) if who == "anthi" else STRANGER))
    reply_to, words = heard()
    assert reply_to == "" and ASKS not in words and "δεν διαβάζονται" in words


def test_a_mailbox_that_was_read_once_and_is_off_gets_no_answers(anthi):
    came(
        letter(address(anthi)), mailbox=mailbox_of_florina(is_on=False), source=Source.IMAP, uid=1
    )
    reply_to, words = heard()
    assert reply_to == "" and ASKS not in words


def test_of_what_came_by_no_mail_answers_go_to_the_one_that_is_handed_in(anthi):
    assert answer_address("servicedesk.ticket:0") == ""
    mailbox_of_florina(is_on=False)
    came(letter(address(anthi)))
    assert answer_address("servicedesk.ticket:0") == DESK
    assert answer_address(f"servicedesk.ticket:{Ticket.objects.get().pk}") == DESK
