"""Letters as people write them, and the world that they come into."""

from email.message import EmailMessage
from itertools import count

from pindos.identity.models import Account
from pindos.kernel.deliveries import drain
from pindos.mail.commands import take_in
from pindos.mail.models import Arrival, Mailbox
from pindos.organisation.models import Person
from pindos.organisation.queries import unit_named

NUMBERS = count(1)
SUBJECT = "Δεν ανοίγει το πρωτόκολλο"
TEXT = "Καλημέρα, από το πρωί βγάζει «Σφάλμα δικτύου» στο Αμύνταιο."
DESK = "support.florina@apdhp.example"


def address(account, at="apdhp.example"):
    """Give somebody an e-mail address and say it."""
    found = f"{account.username}@{at}"
    Person.objects.filter(pk=account.person_id).update(email=found)
    return found


def mailbox_of_florina(address=DESK, *, is_on=True):
    """The mailbox of the department of Florina; nobody answers at its port."""
    return Mailbox.objects.create(
        address=address,
        unit_id=unit_named("TP-FLO").id,
        host="127.0.0.1",
        port=9,
        security="none",
        username="florina",
        is_on=is_on,
    )


def letter(sender, text=TEXT, *, subject=SUBJECT, charset="utf-8", to=DESK, **headers):
    """One message in bytes, by default as Thunderbird would send it."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = "Fri, 27 Nov 2026 09:13:00 +0200"
    message["Message-ID"] = headers.pop("message_id", f"<m{next(NUMBERS)}@mail.example>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text, charset=charset)
    return message.as_bytes()


def came(raw, **how):
    """Take a message in, let the desk take it up, and give back what became of it."""
    taken = take_in(raw, **how)
    while drain():
        pass
    return Arrival.objects.get(pk=taken.arrival_id)


def viewer_name(account: Account) -> str:
    return account.username
