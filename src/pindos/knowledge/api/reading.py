"""Reading instructions over HTTP."""

from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.knowledge.api.router import router
from pindos.knowledge.api.told import (
    InstructionPageOut,
    Plain,
    WholeInstructionOut,
    WholeVersionOut,
    instruction_out,
    version_out,
    whole_out,
)
from pindos.knowledge.queries import INSTRUCTIONS


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


@router.get("/instructions/{int:instruction}", response=WholeInstructionOut)
def instruction_show(request: Request, instruction: int) -> Plain:
    """One instruction, as far as you may read it."""
    return whole_out(request, instruction)


@router.get("/instructions/{int:instruction}/versions/{int:number}", response=WholeVersionOut)
def instruction_version(request: Request, instruction: int, number: int) -> Plain:
    """One version as its readers had it; for its unit and those above."""
    return version_out(request, instruction, number)
