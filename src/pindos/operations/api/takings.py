"""Downloads and exports over HTTP."""

from typing import Any

from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.operations.api.person_exports import whole
from pindos.operations.api.router import router
from pindos.operations.api.trail import TrailPage
from pindos.operations.listings import TAKINGS
from pindos.operations.queries import lines_of


@router.get("/takings", response=TrailPage)
def list_takings(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> dict[str, Any]:
    """Who took which data out of the house as a file, newest first."""
    whole(request)
    page = TAKINGS.page_for(request.viewer, filter, sort, after, size)
    return {"items": lines_of(page.items), "next": page.next}
