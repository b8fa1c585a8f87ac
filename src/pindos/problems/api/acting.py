"""Acting on problems over HTTP.

A request that comes twice with one Idempotency-Key is carried out once and answered the same.
"""

from collections.abc import Callable
from typing import Annotated

from ninja import File, Form, Header, Status
from ninja.files import UploadedFile

from pindos.kernel.once import once
from pindos.kernel.web import Request
from pindos.problems import commands
from pindos.problems.api.asked import (
    CascadeIn,
    OfferIn,
    ProblemEditIn,
    ProblemIn,
    PublishIn,
    ResolveProblemIn,
    TicketsIn,
    VersionIn,
    WhyIn,
)
from pindos.problems.api.router import router
from pindos.problems.api.told import CascadeOut, Plain, WholeProblemOut, plain_out, whole_out
from pindos.problems.models import Problem
from pindos.problems.queries import problem_by
from pindos.records.commands import make_ready
from pindos.servicedesk.queries import items_of, outcomes_of

Key = Annotated[
    str, Header(alias="Idempotency-Key", description="your name for this request, kept a week")
]


@router.post("/problems", response={201: WholeProblemOut})
def problem_open(request: Request, body: ProblemIn, key: Key = "") -> Status[Plain]:
    """Look for the cause of something; the tickets that it explains are linked at once."""
    asked = body.model_dump()

    def act() -> Plain:
        row = commands.open_problem(viewer=request.viewer, **asked)
        return plain_out(request, row.pk)

    return Status(201, once(viewer=request.viewer, key=key, asked=["open", asked], act=act))


@router.post("/problems/{int:problem}/edit", response=WholeProblemOut)
def problem_edit(request: Request, problem: int, body: ProblemEditIn, key: Key = "") -> Plain:
    """Change what is given, leave the rest."""
    given = body.model_dump(exclude_unset=True)
    version = given.pop("version", None)
    said = {name: value for name, value in given.items() if value is not None}
    if "assignee" in given:
        said["assignee"] = given["assignee"]
    return _act(request, problem, key, commands.edit_problem, {**said, "version": version})


@router.post("/problems/{int:problem}/link", response=WholeProblemOut)
def problem_link(request: Request, problem: int, body: TicketsIn, key: Key = "") -> Plain:
    """Say that it explains these tickets."""
    return _act(request, problem, key, commands.link_problem, body.model_dump())


@router.post("/problems/{int:problem}/unlink", response=WholeProblemOut)
def problem_unlink(request: Request, problem: int, body: TicketsIn, key: Key = "") -> Plain:
    """Say that it does not explain these tickets."""
    return _act(request, problem, key, commands.unlink_problem, body.model_dump())


@router.post("/problems/{int:problem}/note", response=WholeProblemOut)
def problem_note(
    request: Request,
    problem: int,
    text: Annotated[str, Form()] = "",
    files: Annotated[list[UploadedFile] | None, File()] = None,
) -> Plain:
    """Write down what was found, with files, as a form (multipart)."""
    row = problem_by(request.viewer, problem)
    make_ready(files or [])
    commands.note_problem(viewer=request.viewer, problem_id=row.pk, text=text, files=files or [])
    return whole_out(request, problem)


@router.post("/problems/{int:problem}/investigate", response=WholeProblemOut)
def problem_investigate(
    request: Request, problem: int, body: VersionIn | None = None, key: Key = ""
) -> Plain:
    """Look for the cause; of a known error: again, and the other units read it no more."""
    said = (body or VersionIn()).model_dump()
    return _act(request, problem, key, commands.investigate_problem, said)


@router.post("/problems/{int:problem}/publish", response=WholeProblemOut)
def problem_publish(
    request: Request, problem: int, body: PublishIn | None = None, key: Key = ""
) -> Plain:
    """Make it a known error: all units of the administration read title, cause and workaround."""
    said = (body or PublishIn()).model_dump()
    return _act(request, problem, key, commands.publish_problem, said)


@router.post("/problems/{int:problem}/resolve", response=WholeProblemOut)
def problem_resolve(
    request: Request, problem: int, body: ResolveProblemIn | None = None, key: Key = ""
) -> Plain:
    """The cause is removed."""
    said = (body or ResolveProblemIn()).model_dump()
    return _act(request, problem, key, commands.resolve_problem, said)


@router.post("/problems/{int:problem}/close", response=WholeProblemOut)
def problem_close(
    request: Request, problem: int, body: VersionIn | None = None, key: Key = ""
) -> Plain:
    """Nothing is left to be done."""
    said = (body or VersionIn()).model_dump()
    return _act(request, problem, key, commands.close_problem, said)


@router.post("/problems/{int:problem}/reopen", response=WholeProblemOut)
def problem_reopen(
    request: Request, problem: int, body: WhyIn | None = None, key: Key = ""
) -> Plain:
    """It is not removed after all."""
    said = (body or WhyIn()).model_dump()
    return _act(request, problem, key, commands.reopen_problem, said)


@router.post("/problems/{int:problem}/cancel", response=WholeProblemOut)
def problem_cancel(request: Request, problem: int, body: WhyIn, key: Key = "") -> Plain:
    """It was none, or nobody will look for it."""
    return _act(request, problem, key, commands.cancel_problem, body.model_dump())


@router.post("/problems/{int:problem}/offer", response=WholeProblemOut)
def problem_offer(request: Request, problem: int, body: OfferIn, key: Key = "") -> Plain:
    """Ask another unit to own it; until it accepts, yours does."""
    return _act(request, problem, key, commands.offer_problem, body.model_dump())


@router.post("/problems/{int:problem}/accept", response=WholeProblemOut)
def problem_accept(
    request: Request, problem: int, body: VersionIn | None = None, key: Key = ""
) -> Plain:
    """Own it from now on, as the unit to which it is offered."""
    said = (body or VersionIn()).model_dump()
    return _act(request, problem, key, commands.accept_problem, said)


@router.post("/problems/{int:problem}/decline", response={204: None})
def problem_decline(request: Request, problem: int, body: WhyIn) -> Status[None]:
    """Leave it where it is, and say why; you may not read it any more."""
    row = problem_by(request.viewer, problem)
    commands.decline_problem(viewer=request.viewer, problem_id=row.pk, **body.model_dump())
    return Status(204, None)


@router.post("/problems/{int:problem}/recall", response=WholeProblemOut)
def problem_recall(
    request: Request, problem: int, body: WhyIn | None = None, key: Key = ""
) -> Plain:
    """Keep it after all, while the other unit has not answered."""
    said = (body or WhyIn()).model_dump()
    return _act(request, problem, key, commands.recall_problem, said)


@router.post("/problems/{int:problem}/cascade", response={201: CascadeOut})
def problem_cascade(request: Request, problem: int, body: CascadeIn) -> Status[Plain]:
    """Look at what one message or answer to all its open tickets would do."""
    viewer = request.viewer
    bulk = commands.preview_cascade(viewer=viewer, problem_id=problem, **body.model_dump())
    items = [
        {"ticket": each.ticket.number, "outcome": each.outcome, "reason": each.reason}
        for each in items_of(viewer, bulk).order_by("id")
    ]
    return Status(201, {"id": bulk.pk, "outcomes": outcomes_of(bulk), "items": items})


def _act(
    request: Request, problem: int, key: str, command: Callable[..., Problem], words: Plain
) -> Plain:
    """Carry it out once for a key, and tell of the problem as it is then."""
    viewer = request.viewer
    row = problem_by(viewer, problem)

    def act() -> Plain:
        command(viewer=viewer, problem_id=row.pk, **words)
        return plain_out(request, row.pk)

    asked = [command.__name__, row.pk, words]
    return once(viewer=viewer, key=key, asked=asked, act=act)
