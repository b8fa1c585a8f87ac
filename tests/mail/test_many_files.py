"""A message with more files than go with one entry: it is taken, and says what did not fit in."""

from email import message_from_bytes
from email.policy import default

import pytest
from tests.mail.letters import address, came, letter, mailbox_of_florina

from pindos.identity.queries import viewer_for
from pindos.records.models import Attachment
from pindos.servicedesk.commands import release_mail
from pindos.servicedesk.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def with_files(raw, count):
    """A message with a logo within its text, and files."""
    message = message_from_bytes(raw, policy=default)
    message.add_attachment("λογότυπο", disposition="inline", cid="<l>", filename="logo.txt")
    for n in range(count):
        message.add_attachment(f"Έγγραφο {n}", filename=f"έγγραφο-{n:02}.txt")
    return message.as_bytes()


def kept():
    return list(Attachment.objects.order_by("pk").values_list("name", flat=True))


def said():
    return Ticket.objects.get().record.entries.order_by("pk").first().text


def test_of_many_files_the_first_are_kept_and_the_others_named(anthi):
    assert came(with_files(letter(address(anthi)), 14)).fate == "opened"
    assert kept() == [f"έγγραφο-{n:02}.txt" for n in range(10)]  # the logo gives way
    assert "5 αρχεία δεν χώρεσαν (το πολύ 10 με κάθε μήνυμα): έγγραφο-10.txt, " in said()
    assert "logo.txt. Στείλτε όσα χρειάζονται με άλλο μήνυμα." in said()


def test_of_files_beyond_number_only_some_are_named(anthi):
    came(with_files(letter(address(anthi)), 42))
    assert "33 αρχεία δεν χώρεσαν" in said() and "έγγραφο-21.txt…" in said()


def test_a_held_message_with_many_files_can_be_made_a_ticket(anthi, dafni):
    address(anthi)
    row = came(
        with_files(letter("xenos@outside.example"), 11), mailbox=mailbox_of_florina(is_on=False)
    )
    release_mail(viewer=viewer_for(dafni), arrival_id=row.pk, requester=address(anthi))
    assert len(kept()) == 10
    assert "2 αρχεία δεν χώρεσαν" in said()
