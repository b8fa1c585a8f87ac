"""Reading problems over HTTP."""

from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.problems.api.router import router
from pindos.problems.api.told import (
    KnownErrorPageOut,
    Plain,
    ProblemPageOut,
    WholeProblemOut,
    known_error_out,
    problem_out,
    whole_out,
)
from pindos.problems.queries import KNOWN_ERRORS, PROBLEMS


@router.get("/problems", response=ProblemPageOut)
def list_problems(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> Plain:
    """The problems of your units; ``filter`` asks anything: ``ticket = FLO-2026-0412``."""
    page = PROBLEMS.page_for(request.viewer, filter, sort, after, size)
    return {"items": [problem_out(row) for row in page.items], "next": page.next}


@router.get("/known-errors", response=KnownErrorPageOut)
def list_known_errors(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> Plain:
    """What the units of your administration have published, the newest first."""
    page = KNOWN_ERRORS.page_for(request.viewer, filter, sort, after, size)
    return {"items": [known_error_out(row) for row in page.items], "next": page.next}


@router.get("/problems/{int:problem}", response=WholeProblemOut)
def problem_show(request: Request, problem: int) -> Plain:
    """One problem, as far as you may read it."""
    return whole_out(request, problem)
