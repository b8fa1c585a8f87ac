"""Finding over HTTP: the same question as the page's."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field

from pindos.kernel.text import without_invisible
from pindos.kernel.web import Request
from pindos.search.about import leads_of
from pindos.search.queries import LONGEST_QUERY, found_for, narrowed
from pindos.search.terms import Found, Piece

router = Router(tags=["search"])
MOST = 100  # results of one answer
FARTHEST = 100_000


class PieceOut(Schema):
    """A part of a text, and whether it is what was looked for."""

    text: str
    is_hit: bool


class WhyOut(Schema):
    """Where what was looked for stands."""

    label: str
    pieces: list[PieceOut]


class FoundOut(Schema):
    """One result, with the address of its page."""

    kind: str
    id: int
    number: str
    title: list[PieceOut]
    url: str
    facts: list[str]
    at: datetime | None
    whys: list[WhyOut]


class CountOut(Schema):
    """How many things of a kind fit; ``is_more``: only the newest were looked at."""

    kind: str
    label: str
    number: int
    is_more: bool


class LeadOut(Schema):
    """A thing that has the number that was typed, and the address of its page."""

    url: str
    words: str


class ResultsOut(Schema):
    """What was found, the best first, and how the question was understood."""

    items: list[FoundOut]
    counts: list[CountOut]
    total: int
    is_more: bool
    is_near: bool
    is_loose: bool
    is_cut: bool
    says_nothing: bool
    leads_to: str
    leads: list[LeadOut]


@router.get("/search", response=ResultsOut)
def search(
    request: Request,
    q: str,
    kind: str = "",
    unit: int | None = None,
    since: datetime | None = None,
    start: Annotated[int, Field(ge=0, le=FARTHEST)] = 0,
    size: Annotated[int, Field(ge=1, le=MOST)] = 20,
) -> dict[str, Any]:
    """Find what you may read; ``leads_to`` is the page of a number that was typed.

    Where several things have that number, it is empty and ``leads`` names them. A kind, unit or
    year that there is not is refused (422); of a long question the beginning is looked for
    (``is_cut``), and where it holds no word, ``says_nothing``.
    """
    text = without_invisible(q[: LONGEST_QUERY + 1])
    kinds, filters = narrowed(request.viewer, kind=kind, unit=unit, since=since)
    leads = leads_of(request.viewer, text)
    found = found_for(
        request.viewer,
        text,
        kinds=kinds,
        filters=filters,
        offset=start,
        limit=size,
    )
    return {
        **{name: getattr(found, name) for name in ResultsOut.model_fields if hasattr(found, name)},
        "items": [_out(each) for each in found.items],
        "counts": [
            {name: getattr(each, name) for name in CountOut.model_fields} for each in found.counts
        ],
        "leads_to": leads[0].url if len(leads) == 1 and leads[0].is_sure else "",
        "leads": [lead._asdict() for lead in leads if lead.url],
    }


def _out(each: Found) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "id": each.about_id,
        "number": each.shown.number,
        "title": _pieces(each.title),
        "url": each.shown.url,
        "facts": list(each.shown.facts),
        "at": each.shown.at,
        "whys": [{"label": why.label, "pieces": _pieces(why.pieces)} for why in each.whys],
    }


def _pieces(pieces: list[Piece]) -> list[dict[str, Any]]:
    return [piece._asdict() for piece in pieces]
