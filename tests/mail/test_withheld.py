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
from pindos.records.commands import release_file, scan_files
from pindos.records.queries import unclean_files

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


def held(text, content, name):
    row = came(with_file(letter("xenos@outside.example", text), content, name))
    assert row.fate == "quarantined"
    return row


def test_a_message_that_nobody_has_decided_on_is_scanned_before_it_is_given(admin, client):
    viewer = viewer_for(admin)
    bad, good = held("Ένα.", VIRUS, "τιμολόγιο.txt"), held("Δύο.", b"clean", "a.txt")
    large = held("Τρία.", b"x" * 1_500_000, "large.txt")
    bare = came(letter("xenos@outside.example", "Τέσσερα, " + VIRUS.decode()))
    taken = Event.objects.filter(name="mail.MailDownloaded")
    with clamd() as scanner:
        set_options(viewer=HOUSE, values={"records.scanner": scanner.tcp})
        for each in (bad, bare):
            with pytest.raises(Refused, match=r"περιέχει ιό \(Pindos.Virus"):
                raw_of(viewer=viewer, arrival_id=each.pk)
        with pytest.raises(Refused, match="δεν μπόρεσε να ελεγχθεί για ιούς"):
            raw_of(viewer=viewer, arrival_id=large.pk)
        assert not taken.exists()
        assert raw_of(viewer=viewer, arrival_id=good.pk)[1] and taken.count() == 1
    with pytest.raises(Refused, match="Ο ελεγκτής ιών δεν απαντά"):
        raw_of(viewer=viewer, arrival_id=good.pk)
    client.force_login(admin)
    answer = client.get(reverse("mail:arrival-raw", args=[good.pk]))
    assert answer.status_code == 409 and "Ο ελεγκτής ιών δεν απαντά" in answer.content.decode()
    set_options(viewer=HOUSE, values={"records.scanner": ""})
    assert raw_of(viewer=viewer, arrival_id=good.pk)[1]  # where none is set, nothing is held back


def test_a_message_whose_file_was_released_is_given_whole(anthi, admin):
    viewer = viewer_for(admin)
    row = came(with_file(letter(address(anthi)), VIRUS, "τιμολόγιο.txt"))
    with clamd() as scanner:
        set_options(viewer=HOUSE, values={"records.scanner": scanner.tcp})
        scan_files()
        with pytest.raises(Refused, match="περιέχει ιό"):
            raw_of(viewer=viewer, arrival_id=row.pk)
        blob = unclean_files(viewer).get()
        release_file(viewer=viewer, blob_id=blob.pk, reason="Ψευδής συναγερμός.")
        assert raw_of(viewer=viewer, arrival_id=row.pk)[1]
