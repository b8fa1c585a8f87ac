"""Instructions of Florina: its department writes them, those above and the auditor read drafts.

The published one here is for the department alone; one for everybody or for all desks is tried in
tests/knowledge/.
"""

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import viewer_of
from tests.house.access.table import (
    DESKS,
    EVERYONE,
    READERS,
    UNIT,
    WORKERS,
    api,
    command,
    form,
    page,
)

from pindos.kernel.models import Event
from pindos.knowledge.commands import (
    attach_to_instruction,
    draft_instruction,
    offer_instruction,
    publish_instruction,
    retire_instruction,
    review_instruction,
)

TAKERS = frozenset({"ioanna", "thaleia", "admin"})  # at the seat
NEW = {"title": "Αλλαγή κωδικού", "text": "1. Πατήστε Ctrl, Alt και Del."}
SAID = {**NEW, "kind": "instruction", "audience": "everybody"}


def world(w):
    dafni = viewer_of(w.people["dafni"])
    words = {
        "title": w.SECRET,
        "text": f"{w.INSIDE} {w.SECRET}",
        "audience": "unit",
        "audience_unit": "TP-FLO",
    }
    w.instruction = draft_instruction(viewer=dafni, **words).pk
    file = SimpleUploadedFile("οδηγία.txt", w.INSIDE.encode(), "text/plain")
    row = attach_to_instruction(viewer=dafni, instruction_id=w.instruction, files=[file])
    w.instruction_file = row.enclosures.get().pk
    w.read_instruction = draft_instruction(viewer=dafni, **words).pk
    publish_instruction(viewer=dafni, instruction_id=w.read_instruction)
    w.instruction_version = 1
    review_instruction(viewer=dafni, instruction_id=w.read_instruction, review_on="2031-05-04")
    w.instruction_change = Event.objects.filter(name="knowledge.InstructionReviewed").get().pk
    w.offered_instruction = draft_instruction(viewer=dafni, **NEW).pk
    offer_instruction(viewer=dafni, instruction_id=w.offered_instruction, unit="DPE-A")
    w.old_instruction = draft_instruction(viewer=dafni, **words).pk
    retire_instruction(viewer=dafni, instruction_id=w.old_instruction)


def _it(**words):
    return lambda w: {"instruction_id": w.instruction, **words}


def _offered(w):
    return {"instruction_id": w.offered_instruction}


VERSION = ("read_instruction", "instruction_version")
ROWS = [
    page("knowledge:instruction-list", EVERYONE),
    form("knowledge:instruction-draft", UNIT, **SAID, unit="TP-FLO"),
    form("knowledge:instruction-load", DESKS),
    page("knowledge:instruction-show", READERS, "instruction"),
    page("knowledge:instruction-print", READERS, "read_instruction"),
    form("knowledge:instruction-edit", UNIT, "instruction", **SAID),
    form("knowledge:instruction-attach", UNIT, "instruction", files="@asset_table"),
    form("knowledge:instruction-detach", UNIT, "instruction", file="@instruction_file"),
    form("knowledge:instruction-publish", UNIT, "instruction"),
    form("knowledge:instruction-review", UNIT, "read_instruction"),
    form("knowledge:instruction-retire", UNIT, "instruction"),
    form("knowledge:instruction-revive", UNIT, "old_instruction"),
    form("knowledge:instruction-offer", UNIT, "instruction", unit="TP-KOZ"),
    form("knowledge:instruction-accept", TAKERS, "offered_instruction"),
    form("knowledge:instruction-decline", TAKERS | UNIT, "offered_instruction"),
    form("knowledge:instruction-undo", UNIT, "read_instruction", change="@instruction_change"),
    form("knowledge:instruction-answer", READERS, "read_instruction", helped="yes"),
    page("knowledge:instruction-ailing", WORKERS),
    form("knowledge:instruction-presence", READERS, "instruction"),
    page("knowledge:instruction-version", READERS, *VERSION),
    form("knowledge:instruction-bring-back", UNIT, *VERSION),
    api("GET /instructions", EVERYONE),
    api("POST /instructions", DESKS, **NEW),
    api("POST /instructions/load", DESKS),
    api("GET /instructions/{instruction}", READERS, "instruction"),
    api("GET /instructions/{instruction}/versions/{number}", READERS, *VERSION),
    api("POST /instructions/{instruction}/edit", UNIT, "instruction", title="Άλλος"),
    api("POST /instructions/{instruction}/attach", UNIT, "instruction", files=["@asset_table"]),
    api(
        "POST /instructions/{instruction}/files/{file}/detach",
        UNIT,
        "instruction",
        "instruction_file",
    ),
    api("POST /instructions/{instruction}/publish", UNIT, "instruction"),
    api("POST /instructions/{instruction}/review", UNIT, "read_instruction"),
    api("POST /instructions/{instruction}/retire", UNIT, "instruction"),
    api("POST /instructions/{instruction}/revive", UNIT, "old_instruction"),
    api("POST /instructions/{instruction}/versions/{number}/bring-back", UNIT, *VERSION),
    api("GET /instructions/suggest", EVERYONE, words="κωδικός"),
    api("GET /instructions/ailing", WORKERS),
    api("POST /instructions/{instruction}/answer", READERS, "read_instruction", has_helped=True),
    command(
        "knowledge.answer_instruction",
        READERS,
        lambda w: {"instruction_id": w.read_instruction, "has_helped": True},
    ),
    command("knowledge.note_reading", READERS, lambda w: {"instruction_id": w.read_instruction}),
    command("knowledge.load_instructions", DESKS),
    command("knowledge.draft_instruction", DESKS, lambda w: NEW),
    command("knowledge.edit_instruction", UNIT, _it(title="Άλλος")),
    command(
        "knowledge.attach_to_instruction",
        UNIT,
        _it(files=[SimpleUploadedFile("νέο.txt", b"x", "text/plain")]),
    ),
    command(
        "knowledge.detach_from_instruction",
        UNIT,
        lambda w: {"instruction_id": w.instruction, "file": w.instruction_file},
    ),
    api("GET /instructions/{instruction}/history", READERS, "read_instruction"),
    api(
        "POST /instructions/{instruction}/history/{change}/undo",
        UNIT,
        "read_instruction",
        "instruction_change",
    ),
    api("POST /instructions/{instruction}/offer", UNIT, "instruction", unit="TP-KOZ"),
    api("POST /instructions/{instruction}/accept", TAKERS, "offered_instruction"),
    api("POST /instructions/{instruction}/decline", TAKERS | UNIT, "offered_instruction"),
    command("knowledge.offer_instruction", UNIT, _it(unit="TP-KOZ")),
    command("knowledge.accept_instruction", TAKERS, _offered),
    command("knowledge.decline_instruction", TAKERS | UNIT, _offered),
    command(
        "knowledge.undo_instruction_change",
        UNIT,
        lambda w: {"instruction_id": w.read_instruction, "change": w.instruction_change},
    ),
    command("knowledge.publish_instruction", UNIT, _it()),
    command(
        "knowledge.review_instruction", UNIT, lambda w: {"instruction_id": w.read_instruction}
    ),
    command("knowledge.retire_instruction", UNIT, _it()),
    command("knowledge.revive_instruction", UNIT, lambda w: {"instruction_id": w.old_instruction}),
    command(
        "knowledge.bring_back_instruction",
        UNIT,
        lambda w: {"instruction_id": w.read_instruction, "number": 1},
    ),
]
