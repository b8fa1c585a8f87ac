"""Reading instructions over HTTP."""

from dataclasses import asdict
from typing import Annotated

from ninja import Query

from pindos.kernel.errors import NotFound
from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.knowledge.api.router import router
from pindos.knowledge.api.told import (
    AilingOut,
    AlterationOut,
    InstructionPageOut,
    Plain,
    SuggestionOut,
    WholeInstructionOut,
    WholeVersionOut,
    instruction_out,
    version_out,
    whole_out,
)
from pindos.knowledge.queries import (
    INSTRUCTIONS,
    ailing_for,
    history_of,
    instruction_by,
    suggested_instructions,
)
from pindos.organisation.rights import SEEING


@router.get("/instructions", response=InstructionPageOut)
def list_instructions(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> Plain:
    """What you may read, by its titles; ``filter`` asks anything: ``category = printer``."""
    page = INSTRUCTIONS.page_for(request.viewer, filter, sort, after, size)
    return {"items": [instruction_out(row) for row in page.items], "next": page.next}


@router.get("/instructions/suggest", response=list[SuggestionOut])
def instruction_suggest(
    request: Request, words: Annotated[str, Query(max_length=2_000)]
) -> list[Plain]:
    """The three likeliest of those that you may read, for what somebody is typing."""
    found = suggested_instructions(request.viewer, words)
    return [{"id": each.id, "title": each.title, "beginning": each.beginning} for each in found]


@router.get("/instructions/ailing", response=list[AilingOut])
def instruction_ailing(request: Request) -> list[Plain]:
    """Instructions of your units that no longer help, the worst first."""
    if not request.viewer.holds(*SEEING):
        raise NotFound
    plain = (
        *("helped", "not_helped", "readings", "asked_after"),
        *("has_turned", "is_left", "is_overdue"),
    )
    return [
        {**instruction_out(each.row), **{name: getattr(each, name) for name in plain}}
        for each in ailing_for(request.viewer)
    ]


@router.get("/instructions/{int:instruction}", response=WholeInstructionOut)
def instruction_show(request: Request, instruction: int) -> Plain:
    """One instruction, as far as you may read it."""
    return whole_out(request, instruction)


@router.get("/instructions/{int:instruction}/history", response=list[AlterationOut])
def instruction_history(request: Request, instruction: int) -> list[Plain]:
    """Who changed whose it is, who reads it and its review, from what to what; newest first."""
    row = instruction_by(request.viewer, instruction)
    return [asdict(each) for each in history_of(request.viewer, row)]


@router.get("/instructions/{int:instruction}/versions/{int:number}", response=WholeVersionOut)
def instruction_version(request: Request, instruction: int, number: int) -> Plain:
    """One version as its readers had it; for its unit and those above."""
    return version_out(request, instruction, number)
