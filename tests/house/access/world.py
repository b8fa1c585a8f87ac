"""Florina, where things have happened, and people of Kozani to whom they are nothing."""

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import engaged, viewer_of
from tests.house.access import rooms
from tests.servicedesk.desk import ANSWER, act, opened, referred

from pindos.identity.commands import create_token
from pindos.identity.models import Token
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.kernel.jobs import run_due
from pindos.kernel.sealing import seal
from pindos.knowledge.commands import draft_instruction, publish_instruction
from pindos.knowledge.models import Instruction
from pindos.records.models import Attachment, Entry
from pindos.records.terms import EntryKind
from pindos.servicedesk.commands import load_catalogue

SECRET = "μυστικό-της-φλώρινας"  # stands in all that only Florina and those above may read
INSIDE = "εσωτερικό-της-φλώρινας"  # stands in what the requester may not read either


class World(SimpleNamespace):
    """What the rows of the table name; what one room has put there is no other's to replace."""

    def __setattr__(self, name, value):
        assert name not in vars(self), f"two rooms put {name} there"
        super().__setattr__(name, value)


def strangers():
    """Kozani: a head and a civil servant beside the technician of the cast, and their ticket."""
    load_catalogue(viewer=HOUSE)  # it is everybody's, whatever happens in Florina
    words = {"title": "Αλλαγή κωδικού", "text": "1. Πατήστε Ctrl.", "unit": "TP-KOZ"}
    row = draft_instruction(viewer=HOUSE, **words)  # so is what is published for everybody
    publish_instruction(viewer=HOUSE, instruction_id=row.pk)
    seal()
    kyriaki = engaged("kyriaki", "Κυριακή", "Ντίνα", role="head", unit="TP-KOZ", site="KOZ-DIOIK")
    petros = engaged("petros", "Πέτρος", "Ζιάκας", role="employee", unit="EPWM", site="KOZ-DIOIK")
    return {"kyriaki": kyriaki, "petros": petros}


def florina(people):
    """What stands in Florina; the rooms add their own things to it."""
    anthi, dafni, iason = people["anthi"], people["dafni"], people["iason"]
    files = [SimpleUploadedFile("φλώρινα.txt", SECRET.encode(), "text/plain")]
    title = f"Χάλασε ο εκτυπωτής {SECRET}"
    ticket = opened(anthi, title=title, description=SECRET, files=files)
    inside = [SimpleUploadedFile("εσωτερικά.txt", INSIDE.encode(), "text/plain")]
    act("note_ticket", dafni, ticket, text=f"{INSIDE} {SECRET}", files=inside)
    act("reply_to_ticket", dafni, ticket, text=f"Το κοιτάμε. {SECRET}")
    sent_up = opened(anthi, title=f"Η γραμμή έπεσε {SECRET}")
    referred(dafni, sent_up, tried=f"{INSIDE} {SECRET}")
    act("accept_ticket", iason, sent_up)
    solved = opened(anthi, title=f"Κωδικός {SECRET}")
    act("resolve_ticket", dafni, solved, answer=f"{ANSWER} {SECRET}")
    create_token(viewer=viewer_of(anthi), username="anthi", name=SECRET, scope="read")
    notes = Entry.objects.filter(record=ticket.record_id, kind=EntryKind.NOTE)
    found = Attachment.objects
    ticket.refresh_from_db()
    world = World(
        people=people,
        ticket=ticket,
        number=ticket.number,
        sent_up=sent_up,
        sent_up_number=sent_up.number,
        solved=solved,
        solved_number=solved.number,
        note=notes.get(),
        file=found.get(name="φλώρινα.txt").pk,
        inside_file=found.get(name="εσωτερικά.txt").pk,
        token=Token.objects.get(name=SECRET).pk,
        account=anthi.pk,
        person=anthi.person_id,
        public_instruction=Instruction.objects.order_by("pk")[0].pk,
        SECRET=SECRET,
        INSIDE=INSIDE,
    )
    _let_it_be_told()
    for room in rooms():
        make = getattr(room, "world", None)
        if make:
            make(world)
    _let_it_be_told()
    return world


def _let_it_be_told():
    run_due()
    while drain() or seal():
        pass
