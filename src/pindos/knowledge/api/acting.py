"""Writing instructions over HTTP.

A request that comes twice with one Idempotency-Key is carried out once and answered the same.
"""

from collections.abc import Callable
from typing import Annotated

from ninja import File, Header, Status
from ninja.files import UploadedFile

from pindos.kernel.once import once
from pindos.kernel.web import Request
from pindos.knowledge import commands
from pindos.knowledge.api.asked import (
    AnswerIn,
    InstructionEditIn,
    InstructionIn,
    LoadIn,
    OfferIn,
    PublishInstructionIn,
    ReviewIn,
    SeenIn,
)
from pindos.knowledge.api.router import router
from pindos.knowledge.api.told import (
    InstructionOut,
    Plain,
    WholeInstructionOut,
    instruction_out,
    plain_out,
    whole_out,
)
from pindos.knowledge.models import Instruction
from pindos.knowledge.queries import instruction_by
from pindos.records.commands import make_ready

Key = Annotated[
    str, Header(alias="Idempotency-Key", description="your name for this request, kept a week")
]
ONE = "/instructions/{int:instruction}"


@router.post("/instructions", response={201: WholeInstructionOut})
def instruction_draft(request: Request, body: InstructionIn, key: Key = "") -> Status[Plain]:
    """Begin an instruction; only its unit and those above read it until it is published."""
    asked = body.model_dump()

    def act() -> Plain:
        row = commands.draft_instruction(viewer=request.viewer, **asked)
        return plain_out(request, row.pk)

    return Status(201, once(viewer=request.viewer, key=key, asked=["draft", asked], act=act))


@router.post("/instructions/load", response={201: list[InstructionOut]})
def instruction_load(request: Request, body: LoadIn | None = None) -> Status[list[Plain]]:
    """Take in what ships with the product and is not here yet, as drafts."""
    said = (body or LoadIn()).model_dump()
    found = commands.load_instructions(viewer=request.viewer, **said)
    return Status(201, [instruction_out(row) for row in found])


@router.post(f"{ONE}/edit", response=WholeInstructionOut)
def instruction_edit(
    request: Request, instruction: int, body: InstructionEditIn, key: Key = ""
) -> Plain:
    """Change what is given, leave the rest; readers get title and text when it is published."""
    given = body.model_dump(exclude_unset=True)
    said = {name: value for name, value in given.items() if value is not None}
    return _act(request, instruction, key, commands.edit_instruction, said)


@router.post(f"{ONE}/attach", response=WholeInstructionOut)
def instruction_attach(
    request: Request,
    instruction: int,
    files: Annotated[list[UploadedFile] | None, File()] = None,
) -> Plain:
    """Attach pictures and files, as a form (multipart)."""
    row = instruction_by(request.viewer, instruction)
    make_ready(files or [])
    commands.attach_to_instruction(viewer=request.viewer, instruction_id=row.pk, files=files or [])
    return whole_out(request, instruction)


@router.post(f"{ONE}/files/{{int:file}}/detach", response=WholeInstructionOut)
def instruction_detach(request: Request, instruction: int, file: int, key: Key = "") -> Plain:
    """Let a file belong to what is written no more."""
    return _act(request, instruction, key, commands.detach_from_instruction, {"file": file})


@router.post(f"{ONE}/publish", response=WholeInstructionOut)
def instruction_publish(
    request: Request, instruction: int, body: PublishInstructionIn | None = None, key: Key = ""
) -> Plain:
    """Give what is written to its readers, as a version that never changes."""
    said = (body or PublishInstructionIn()).model_dump()
    return _act(request, instruction, key, commands.publish_instruction, said)


@router.post(f"{ONE}/review", response=WholeInstructionOut)
def instruction_review(
    request: Request, instruction: int, body: ReviewIn | None = None, key: Key = ""
) -> Plain:
    """It was looked at and is still right."""
    said = (body or ReviewIn()).model_dump()
    return _act(request, instruction, key, commands.review_instruction, said)


@router.post(f"{ONE}/answer", response=WholeInstructionOut)
def instruction_answer(request: Request, instruction: int, body: AnswerIn, key: Key = "") -> Plain:
    """Say whether it helped you; who says so again takes their word back."""
    said = body.model_dump()
    return _act(request, instruction, key, commands.answer_instruction, said)


@router.post(f"{ONE}/retire", response=WholeInstructionOut)
def instruction_retire(
    request: Request, instruction: int, body: SeenIn | None = None, key: Key = ""
) -> Plain:
    """Take it from its readers."""
    said = (body or SeenIn()).model_dump()
    return _act(request, instruction, key, commands.retire_instruction, said)


@router.post(f"{ONE}/revive", response=WholeInstructionOut)
def instruction_revive(
    request: Request, instruction: int, body: SeenIn | None = None, key: Key = ""
) -> Plain:
    """Take it back into use."""
    said = (body or SeenIn()).model_dump()
    return _act(request, instruction, key, commands.revive_instruction, said)


@router.post(f"{ONE}/versions/{{int:number}}/bring-back", response=WholeInstructionOut)
def instruction_bring_back(
    request: Request, instruction: int, number: int, body: SeenIn | None = None, key: Key = ""
) -> Plain:
    """Let what is written be again what this version says."""
    said = {"number": number, **(body or SeenIn()).model_dump()}
    return _act(request, instruction, key, commands.bring_back_instruction, said)


@router.post(f"{ONE}/offer", response=WholeInstructionOut)
def instruction_offer(request: Request, instruction: int, body: OfferIn, key: Key = "") -> Plain:
    """Offer it to another unit; who heads both hands it over at once."""
    return _act(request, instruction, key, commands.offer_instruction, body.model_dump())


@router.post(f"{ONE}/accept", response=WholeInstructionOut)
def instruction_accept(
    request: Request, instruction: int, body: SeenIn | None = None, key: Key = ""
) -> Plain:
    """Take over what is offered to your unit."""
    said = (body or SeenIn()).model_dump()
    return _act(request, instruction, key, commands.accept_instruction, said)


@router.post(f"{ONE}/decline", response=InstructionOut)
def instruction_decline(
    request: Request, instruction: int, body: SeenIn | None = None, key: Key = ""
) -> Plain:
    """Say no to an offer, or take it back."""
    row = instruction_by(request.viewer, instruction)
    said = (body or SeenIn()).model_dump()

    def act() -> Plain:
        commands.decline_instruction(viewer=request.viewer, instruction_id=row.pk, **said)
        return InstructionOut(**instruction_out(row)).model_dump(mode="json")

    return once(viewer=request.viewer, key=key, asked=["decline", row.pk, said], act=act)


@router.post(f"{ONE}/history/{{int:change}}/undo", response=WholeInstructionOut)
def instruction_undo(
    request: Request, instruction: int, change: int, body: SeenIn | None = None, key: Key = ""
) -> Plain:
    """Put back who reads it and its day of review to what they were before a change."""
    said = {"change": change, **(body or SeenIn()).model_dump()}
    return _act(request, instruction, key, commands.undo_instruction_change, said)


def _act(
    request: Request, instruction: int, key: str, command: Callable[..., Instruction], words: Plain
) -> Plain:
    """Carry it out once for a key, and tell of the instruction as it is then."""
    viewer = request.viewer
    row = instruction_by(viewer, instruction)

    def act() -> Plain:
        command(viewer=viewer, instruction_id=row.pk, **words)
        return plain_out(request, row.pk)

    asked = [command.__name__, row.pk, words]
    return once(viewer=viewer, key=key, asked=asked, act=act)
