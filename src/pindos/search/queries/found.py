"""What somebody finds: the right to see comes before every count and every cap."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from pindos.kernel.access import Viewer
from pindos.search import about
from pindos.search.about import Kind
from pindos.search.queries.candidates import candidates, entries_among
from pindos.search.queries.correcting import widened
from pindos.search.queries.weights import weights_of
from pindos.search.rules import (
    Asked,
    Candidate,
    Weights,
    asked_in,
    excerpt,
    marked,
    of_kind,
    scoring,
    with_beginning,
    words_held,
)
from pindos.search.terms import PER_KIND, Count, Filters, Found, Results, Shown, Why

PAGE = 20
SUGGESTED = 6
LOOKED_AT = 200  # of a kind, the newest, while somebody types


class Ranked(NamedTuple):
    """A thing that fits, with how well."""

    score: float
    kind: Kind
    about_id: int


class Fitting(NamedTuple):
    """All things of a kind that fit, the newest first; ``is_more``: there are older ones."""

    kind: Kind
    found: list[Candidate]
    is_more: bool


def found_for(
    viewer: Viewer,
    words: str,
    *,
    kinds: Sequence[str] = (),
    filters: Filters | None = None,
    limit: int = PAGE,
    offset: int = 0,
) -> Results:
    """What a viewer finds for what they typed, the best first; kinds by their keys, none for all.

    Things hold every word; where none does, some of them. Nothing is found, counted or hinted at
    that the viewer may not read.
    """
    asked = asked_in(words)
    if not asked.words:
        return Results(says_nothing=True, is_cut=asked.is_cut)
    filters = filters or Filters()
    wanted = [kind for kind in about.kinds() if not kinds or kind.key in kinds]
    weights = _weights(asked, wanted)
    fitting = _all_fitting(viewer, wanted, asked, filters, weights)
    is_near = is_loose = False
    if not any(each.found for each in fitting):
        asked, is_near = widened(asked, weights), True
        weights = _weights(asked, wanted)
        fitting = _all_fitting(viewer, wanted, asked, filters, weights)
        if len(asked.words) > 1 and not any(each.found for each in fitting):
            is_loose = True
            fitting = _all_fitting(viewer, wanted, asked, filters, weights, is_any=True)
    ranked = _ranked(fitting, asked, weights)
    page = ranked[offset : offset + limit]
    counts = [
        Count(each.kind.key, str(each.kind.many), len(_things(each.found)), each.is_more)
        for each in fitting
        if each.found
    ]
    return Results(
        items=_shown(viewer, page, asked),
        counts=counts,
        total=len(ranked),
        is_more=any(each.is_more for each in fitting),
        is_near=is_near and not is_loose and bool(ranked),
        is_loose=is_loose and bool(ranked),
        is_cut=asked.is_cut,
    )


class Alike(NamedTuple):
    """A thing that holds words of a text: how well it fits, and how many of the words it holds."""

    about_id: int
    score: float
    words: int


def resembling(
    viewer: Viewer, text: str, *, kind: str, among: Collection[int] | None = None
) -> list[Alike]:
    """Which of the newest things of a kind hold some of the words of a text, the likest first.

    One word is enough; what holds more and rarer ones stands before. Nothing that the viewer may
    not read is looked at. ``among``: only these few are compared, however old they are.
    """
    asked = asked_in(text)
    if not asked.words or among == []:
        return []
    best: dict[int, Alike] = {}
    wanted = about.kind_called(kind)
    weights = _weights(asked, [wanted])
    if among is None:
        found = candidates(viewer, kind, asked, Filters(), weights, is_any=True, most=LOOKED_AT)[
            :LOOKED_AT
        ]
    else:
        rows = entries_among(viewer, kind, among)
        found = [row for row in rows if words_held(row, asked)]
    score = scoring(asked, weights)
    for one in _read_by(viewer, wanted, found):
        alike = Alike(one.about_id, score(one), words_held(one, asked))
        known = best.get(one.about_id)
        if known is None or alike.score > known.score:
            best[one.about_id] = alike
    return sorted(best.values(), key=lambda each: (-each.score, -each.about_id))


def suggested_for(viewer: Viewer, words: str, limit: int = SUGGESTED) -> Results:
    """The few likeliest for what is being typed: the last word may not be whole yet."""
    asked = with_beginning(asked_in(words))
    if not asked.words:
        return Results(says_nothing=True)
    wanted = about.kinds()
    weights = _weights(asked, wanted)
    fitting = [
        _fitting(
            viewer,
            kind,
            asked,
            Filters(),
            weights,
            is_any=False,
            most=LOOKED_AT if kind.most == PER_KIND else kind.most,
        )
        for kind in wanted
    ]
    ranked = _ranked(fitting, asked, weights)
    return Results(items=_shown(viewer, ranked[:limit], asked), total=len(ranked))


def _weights(asked: Asked, wanted: Sequence[Kind]) -> Weights:
    return weights_of(asked.terms, [of_kind(kind.key) for kind in wanted])


def _all_fitting(
    viewer: Viewer,
    wanted: Sequence[Kind],
    asked: Asked,
    filters: Filters,
    weights: Weights,
    *,
    is_any: bool = False,
) -> list[Fitting]:
    return [
        _fitting(viewer, kind, asked, filters, weights, is_any=is_any, most=kind.most)
        for kind in wanted
    ]


def _fitting(
    viewer: Viewer,
    kind: Kind,
    asked: Asked,
    filters: Filters,
    weights: Weights,
    *,
    is_any: bool,
    most: int,
) -> Fitting:
    """What fits; what the index holds is believed only as far as the room that owns it agrees."""
    found = candidates(viewer, kind.key, asked, filters, weights, is_any=is_any, most=most)
    is_more = len(found) > most
    return Fitting(kind, _read_by(viewer, kind, found[:most]), is_more)


def _read_by(viewer: Viewer, kind: Kind, found: Sequence[Candidate]) -> list[Candidate]:
    may = {
        is_internal: _may_read(viewer, kind, found, is_internal=is_internal)
        for is_internal in {each.is_internal for each in found}
    }
    return [each for each in found if each.about_id in may[each.is_internal]]


def _may_read(
    viewer: Viewer, kind: Kind, found: Sequence[Candidate], *, is_internal: bool
) -> set[int]:
    ids = {each.about_id for each in found if each.is_internal == is_internal}
    return set(kind.readable(viewer, ids, is_internal))


def _things(found: Sequence[Candidate]) -> set[int]:
    return {each.about_id for each in found}


def _ranked(fitting: Sequence[Fitting], asked: Asked, weights: Weights) -> list[Ranked]:
    """Each thing once, by its best entry; what is as good goes by kind, then the newest first."""
    best: dict[tuple[int, int], float] = {}
    score = scoring(asked, weights)
    for order, each in enumerate(fitting):
        for one in each.found:
            worth = score(one)
            key = (order, -one.about_id)
            if worth > best.get(key, -1.0):
                best[key] = worth
    rows = sorted((-worth, *key) for key, worth in best.items())
    return [Ranked(-least, fitting[order].kind, -pk) for least, order, pk in rows]


def _shown(viewer: Viewer, page: Sequence[Ranked], asked: Asked) -> list[Found]:
    by_kind: dict[str, dict[int, Shown]] = {}
    for kind in {row.kind.key: row.kind for row in page}.values():
        ids = [row.about_id for row in page if row.kind.key == kind.key]
        by_kind[kind.key] = dict(kind.shown(viewer, ids))
    items = []
    for row in page:
        shown = by_kind[row.kind.key].get(row.about_id)
        if shown is not None:
            items.append(_found(row, shown, asked))
    return items


def _found(row: Ranked, shown: Shown, asked: Asked) -> Found:
    title = marked(shown.title, asked)
    whys = [
        Why(text.label, pieces) for text in shown.texts if (pieces := excerpt(text.text, asked))
    ]
    return Found(
        kind=row.kind.key,
        about_id=row.about_id,
        shown=shown,
        title=title,
        whys=whys[:2],
        score=row.score,
        label=str(row.kind.label),
    )
