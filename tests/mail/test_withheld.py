"""A message that brought a virus is not given whole either: its file is given to nobody."""

from email import message_from_bytes
from email.policy import default

import pytest
from django.urls import reverse
from tests.mail.letters import address, came, letter, mailbox_of_florina
from tests.records.clamd import VIRUS, clamd

from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Refused
from pindos.kernel.models import Event
from pindos.mail.commands import raw_of
from pindos.operations.commands import set_options
from pindos.records.commands import scan_files

pytestmark = pytest.mark.django_db(transaction=True)


def with_file(raw, content, name):
    message = message_from_bytes(raw, policy=default)
    message.add_attachment(content, maintype="text", subtype="plain", filename=name)
    return message.as_bytes()


def test_the_message_as_it_came_is_withheld_once_a_virus_is_found_in_its_file(
    anthi, dafni, client
):
    box = mailbox_of_florina(is_on=False)
    sender = address(anthi)
    bad = came(with_file(letter(sender), VIRUS, "τιμολόγιο.txt"), mailbox=box, uid=1)
    good = came(
        with_file(letter(sender, "Άλλο."), "Καθαρό".encode(), "λίστα.txt"), mailbox=box, uid=2
    )
    viewer = viewer_for(dafni)
    assert raw_of(viewer=viewer, arrival_id=bad.pk)[1]  # nothing is known of it yet
    with clamd() as scanner:
        set_options(viewer=HOUSE, values={"records.scanner": scanner.tcp})
        scan_files()
    taken = Event.objects.filter(name="mail.MailDownloaded").count()
    with pytest.raises(Refused, match="περιέχει ιό"):
        raw_of(viewer=viewer, arrival_id=bad.pk)
    assert Event.objects.filter(name="mail.MailDownloaded").count() == taken
    client.force_login(dafni)
    raw = reverse("mail:arrival-raw", args=[bad.pk])
    assert client.get(raw).status_code == 409
    page = client.get(reverse("mail:arrival-show", args=[bad.pk])).content.decode()
    assert "περιέχει ιό (Pindos.Virus" in page and raw not in page
    assert raw_of(viewer=viewer, arrival_id=good.pk)[1]
    page = client.get(reverse("mail:arrival-show", args=[good.pk])).content.decode()
    assert "ιό" not in page.partition("<main")[2] and "Το μήνυμα όπως ήρθε" in page
