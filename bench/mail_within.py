"""What the processes of ``make bench-mail`` do inside the house."""

import io
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from email.message import EmailMessage
from itertools import count as count_up
from itertools import islice

from django.db import connections
from django.test import Client
from django.utils import timezone
from PIL import Image
from tests.mail import dovecot

from bench.filling import staff
from bench.mail_at_work import EACH, letter
from pindos.identity.models import Account
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.kernel.models import Delivery
from pindos.kernel.sealing import seal
from pindos.mail.cipher import sealed
from pindos.mail.commands import expect_handed, fetch_all, take_in, take_in_handed
from pindos.mail.models import Arrival, Mailbox
from pindos.operations.commands import set_options
from pindos.organisation.queries import unit_named
from pindos.servicedesk.models import Ticket

LOGOS = 43  # as in the letter that made another desk's page take 27 seconds
PLACES = ["flo", "kas", "gre", "koz", "the", "art", "pre"]
TITLE = "Δεν τυπώνει ο εκτυπωτής στο γραφείο"  # of all letters
LIFE = 0.25  # seconds, at most, of a process that is killed
Said = dict[str, float]
numbers = count_up(1)  # of letters: none is written twice


def senders(number: int) -> str:
    return f"civil-{PLACES[number % len(PLACES)]}@example.gr"


def written(letters: int) -> list[bytes]:
    """So many letters, each of them new."""
    return [letter(senders(number), number) for number in islice(numbers, letters)]


def measured(act: Callable[[], int]) -> Said:
    """Seconds by the wall and of CPU, and how many messages became tickets."""
    before = Ticket.objects.count()
    began, cpu = time.perf_counter(), time.process_time()
    act()
    while drain(200):
        pass
    wall, spent = time.perf_counter() - began, time.process_time() - cpu
    return {"messages": Ticket.objects.count() - before, "wall": wall, "cpu": spent}


def ready() -> None:
    """No cap stops the measurement, and nothing older waits."""
    values = {"mail.most_from_address": 1000, "mail.most_on_thread": 1000}
    set_options(viewer=HOUSE, values=values)
    while drain(200):  # what filling left is no part of it
        pass


def employed(_letters: int, _port: int) -> Said:
    """Who writes, and who is competent for them."""
    return {"messages": len(staff())}


def pipe(letters: int, _port: int) -> Said:
    """All by the command of the pipe, in one process."""
    ready()
    raws = written(letters)
    return measured(lambda: sum(take_in(raw).is_new for raw in raws))


def imap(letters: int, port: int) -> Said:
    """All from a mailbox of Dovecot's."""
    ready()
    mailbox("speed", port).put(*written(letters))
    return measured(fetch_all)


def sealed_after(_letters: int, _port: int) -> Said:
    """What was said meanwhile is given its place in the chain, as the worker does beside."""
    began, cpu, many = time.perf_counter(), time.process_time(), 0
    while some := seal():
        many += some
    return {
        "messages": many,
        "wall": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
    }


def handed(letters: int, _port: int) -> Said:
    """A few as a mail server hands them in, by a process for each, then taken in from disk."""
    ready()
    expect_handed()
    take_in_handed()  # from now on somebody looks
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "pindos", "mail", "receive"]
    for raw in written(letters):
        subprocess.run(command, input=raw, check=True)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    said = measured(take_in_handed)
    said["cpu"] += after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said["wall"] += wall
    return said


def mailbox(user: str, port: int) -> dovecot.Mailbox:
    """A mailbox there, known here; what lies in it when it is first looked at is left alone."""
    found = dovecot.Mailbox(port, user)
    found.put()
    _row, is_new = Mailbox.objects.get_or_create(
        address=f"{user}@apdhp.example",
        defaults={
            "unit_id": unit_named("TP-FLO").id,
            "host": found.host,
            "port": port,
            "security": "none",
            "username": user,
            "secret": sealed(dovecot.PASSWORD),
        },
    )
    if is_new:
        fetch_all()
    return found


def page(_letters: int, _port: int) -> Said:
    """The page of a ticket from a letter with the same logo in 43 places."""
    ready()
    message = EmailMessage()
    message["From"], message["Subject"] = senders(0), "Λογότυπα"
    message["Message-ID"] = "<logos@mail.example>"
    message.set_content("Δείτε το.")
    shown = "<p>Δείτε το.</p>" + "".join(f'<img src="cid:l{n}">' for n in range(LOGOS))
    message.add_alternative(shown, subtype="html")
    for number in range(LOGOS):
        rich = message.get_payload()[1]
        rich.add_related(LOGO, "image", "png", cid=f"<l{number}>", filename="logo.png")
    taken = take_in(message.as_bytes())
    while drain(200):
        pass
    about = Arrival.objects.get(pk=taken.arrival_id).about
    ticket = Ticket.objects.get(pk=about.partition(":")[2])
    client = Client(headers={"host": "localhost"})
    client.force_login(Account.objects.get(username="civil-flo"))
    took = []
    for _ in range(6):
        began = time.process_time()
        assert client.get(f"/tickets/{ticket.number}/").status_code == 200
        took.append(time.process_time() - began)
    return {"messages": 1, "wall": sorted(took)[2], "cpu": sum(took)}


def _logo() -> bytes:
    """A real picture of about four kilobytes."""
    noise = random.Random(1).randbytes(36 * 36 * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (36, 36), noise).save(out, "PNG")
    return out.getvalue()


LOGO = _logo()


def fill_mailbox(letters: int, port: int) -> Said:
    """What the killed processes will find."""
    ready()
    box = mailbox("killed", port)
    box.put(*written(letters))
    return {"messages": letters}


def killed(letters: int, _port: int) -> Said:
    """Processes that fetch and take up, over and over, each killed at a random moment.

    They are children of this one, which has read Django for all of them.
    """
    chance = random.Random(1868)
    times = letters // EACH
    amid = 0
    for _ in range(times):
        connections.close_all()
        child = os.fork()
        if child == 0:
            while True:
                fetch_all()
                drain(3)
        time.sleep(chance.uniform(0.0, LIFE))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        amid += Ticket.objects.filter(title__startswith=TITLE).count() < letters
    return {"times": times, "amid": amid}


def count(letters: int, _port: int) -> Said:
    """Finish what is left, then count what was lost and what is there twice."""
    fetch_all()
    Delivery.objects.filter(state=Delivery.State.LEASED).update(lease_until=timezone.now())
    while drain(200):
        pass
    titles = [ticket.title for ticket in Ticket.objects.filter(title__startswith=TITLE)]
    return {
        "messages": len(titles),
        "lost": letters - len(set(titles)),
        "doubled": len(titles) - len(set(titles)),
    }


WAYS = {
    "staff": employed,
    "pipe": pipe,
    "imap": imap,
    "handed": handed,
    "seal": sealed_after,
    "tickets": lambda _letters, _port: {"messages": Ticket.objects.count()},
    "page": page,
    "fill-mailbox": fill_mailbox,
    "killed": killed,
    "count": count,
}
