"""The page of a list: rights, conditions, order and the page asked for, in one go."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pindos.kernel.errors import NotFound
from pindos.kernel.filtering.asking import Asked
from pindos.kernel.filtering.found import Found
from pindos.kernel.filtering.listing import MOST_COUNTED, Listing, counted
from pindos.kernel.filtering.terms import EVERYTHING, Node
from pindos.kernel.pages import PAGE, Page
from pindos.kernel.replica import last_written, read_apart
from pindos.kernel.web import Request

Words = Callable[[Sequence[Any]], Mapping[str, object]]


def as_they_are(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows of which the list's own table shows no more than they hold."""
    return rows


def list_page(
    request: Request,
    listing: Listing,
    template: str,
    words: Words,
    *,
    within: Node = EVERYTHING,
    order: tuple[str, ...] = (),
    size: int = PAGE,
    status: int = 200,
    dressed: Callable[[QuerySet[Any]], QuerySet[Any]] = as_they_are,
) -> HttpResponse:
    """The list as its address asks for it; NotFound for those to whom it is not open.

    ``words`` makes of the rows of the page what the list's own table shows beside ``asked``,
    ``page``, ``table``, ``total`` and ``most``; ``dressed`` fetches what that needs.
    """
    if not listing.is_open_to(request.viewer):
        raise NotFound
    asked = Asked(listing, request.viewer, request.GET, timezone.now(), within, order)
    if asked.turned_into:
        return redirect(request.path + asked.turned_into)

    def read() -> tuple[Page[Any], list[Any], int]:
        if listing.seen and dressed is as_they_are:
            condition = listing.condition(within, listing.ask_of(request.viewer, asked.now))
            found = asked.among(Found(listing.seen, request.viewer, condition))
            page, total = asked.page_among(found, size), found.counted()
        else:
            rows = asked.narrowed(listing.found(request.viewer, within, asked.now))
            page = asked.page_of(rows if asked.columns else dressed(rows), size)
            total = counted(rows)
        return page, asked.cells_of(page.items) if asked.columns else [], total

    page, table, total = read_apart(read, last_written(request.viewer.account_id))
    context = {
        "asked": asked,
        "page": page,
        "table": table,
        "total": total,
        "most": MOST_COUNTED,
        **words(page.items),
    }
    return render(request, template, context, status=status)
