"""What a ticket says of a message whose point is not in its text: it may not stand there empty."""

import subprocess
from email.message import EmailMessage

import pytest
from django.urls import reverse
from tests.mail.letters import DESK, address, came, mailbox_of_florina

from pindos.mail.models import Arrival
from pindos.mail.terms import Fate
from pindos.records.models import Attachment
from pindos.records.queries import timeline
from pindos.records.terms import Sight
from pindos.servicedesk.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
PGP = """From: {sender}
To: support.florina@apdhp.example
Subject: =?utf-8?b?zprPgc+Fz4bPjA==?=
Message-ID: <pgp@mail.example>
MIME-Version: 1.0
Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="X"

--X
Content-Type: application/pgp-encrypted

Version: 1

--X
Content-Type: application/octet-stream; name="encrypted.asc"

-----BEGIN PGP MESSAGE-----

hQEMA0
-----END PGP MESSAGE-----

--X--
"""
INVITED = """BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
SUMMARY:Σύσκεψη για το δίκτυο
DTSTART;TZID=Europe/Athens:20261202T100000
LOCATION:Αίθουσα 3
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def sender(anthi):
    mailbox_of_florina(is_on=False)
    return address(anthi)


def said():
    """What was reported, and the names of its files."""
    entries = timeline(Ticket.objects.get().record_id, Sight.ALL)
    return entries[0].text, list(Attachment.objects.order_by("id").values_list("name", flat=True))


def encrypted(folder, text):
    """As Outlook encrypts it, by a certificate of its own."""
    key, cert = folder / "key", folder / "cert"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x"]
    subprocess.run([*made, "-keyout", key, "-out", cert], check=True, capture_output=True)
    lock = ["openssl", "smime", "-encrypt", "-aes256", "-outform", "DER", cert]
    return subprocess.run(lock, input=text.encode(), check=True, capture_output=True).stdout


def test_of_an_encrypted_message_the_ticket_says_so_and_keeps_it_whole(sender, tmp_path):
    sealed = encrypted(tmp_path, "Ο κωδικός μου έληξε.")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, DESK, "Εμπιστευτικό"
    message["Message-ID"] = "<smime@mail.example>"
    message.set_content(sealed, "application", "pkcs7-mime", filename="smime.p7m")
    assert came(message.as_bytes()).fate == Fate.OPENED
    text, files = said()
    assert "Το μήνυμα είναι κρυπτογραφημένο" in text and "(S/MIME)" in text
    assert files == ["smime.p7m"] and "Δεν αναγνωρίζεται" not in text
    assert Attachment.objects.get().blob.size == len(sealed)


def test_of_one_by_pgp_as_well_and_its_parts_have_names_of_their_own(sender, admin, client):
    came(PGP.format(sender=sender).encode())
    text, files = said()
    assert "(PGP)" in text and files == ["pgp-version.txt", "encrypted.asc.txt"]
    client.force_login(admin)
    page = client.get(reverse("mail:arrival-show", args=[Arrival.objects.get().pk]))
    assert "δεν μπορεί να διαβαστεί εδώ" in page.content.decode()


def test_what_an_invitation_says_stands_on_the_ticket(sender):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, DESK, "Πρόσκληση σε σύσκεψη"
    message["Message-ID"] = "<invited@mail.example>"
    message.set_content("Σας προσκαλώ.")
    message.add_alternative(INVITED, subtype="calendar", params={"method": "REQUEST"})
    came(message.as_bytes())
    text, files = said()
    assert text == (
        "Σας προσκαλώ.\n\n-------- Πρόσκληση --------\nΘέμα: Σύσκεψη για το δίκτυο\n"
        "Αρχή: 02/12/2026 10:00\nΤόπος: Αίθουσα 3"
    )
    assert files == ["invite.ics"]


def test_a_message_that_is_signed_and_readable_says_nothing_of_it(sender):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, DESK, "Υπογεγραμμένο"
    message["Message-ID"] = "<signed@mail.example>"
    message.set_content("Δεν τυπώνει.")
    message.add_attachment(b"-----BEGIN PGP SIGNATURE-----", "application", "pgp-signature")
    came(message.as_bytes())
    assert said()[0] == "Δεν τυπώνει."
