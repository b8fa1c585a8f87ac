"""What somebody finds: the right to see comes before every count and every cap."""

from collections.abc import Collection, Mapping, Sequence
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
    title_held,
    with_beginning,
    words_held,
)
from pindos.search.terms import PER_KIND, Count, Filters, Found, Results, Shown, Why

PAGE = 20
SUGGESTED = 6
HALF = 0.5
LOOKED_AT = 200  # of a kind, the newest, while somebody types


Rank = tuple[float, int, int, bool]  # less for what is better, place of the kind, less for newer


class Ranked(NamedTuple):
    """A thing that fits, with how well."""

    score: float
    kind: Kind
    about_id: int
    is_internal: bool


class Fitting(NamedTuple):
    """All things of a kind that fit, the newest first; ``is_more``: there are older ones."""

    kind: Kind
    found: list[Candidate]
    is_more: bool

    def read_by(self, viewer: Viewer) -> "Fitting":
        """The same as far as the room that owns the things agrees."""
        return self._replace(found=_read_by(viewer, self.kind, self.found))

    def counted(self) -> Count:
        """How many there are."""
        things = {each.about_id for each in self.found}
        return Count(self.kind.key, str(self.kind.many), len(things), self.is_more)


class Question(NamedTuple):
    """Who asks, for which kinds, and by what it is narrowed."""

    viewer: Viewer
    wanted: Sequence[Kind]
    filters: Filters
    least: int = PER_KIND  # so many of the kinds of which the newest are enough

    def fitting(self, asked: Asked, weights: Weights, *, is_any: bool = False) -> list[Fitting]:
        """What fits; where marks do not say all, as far as the room that owns it agrees."""
        most = {kind.key: self.most_of(kind) for kind in self.wanted}
        found = candidates(self.viewer, most, asked, self.filters, weights, is_any=is_any)
        every = [
            Fitting(kind, found[kind.key][: most[kind.key]], len(found[kind.key]) > most[kind.key])
            for kind in self.wanted
        ]
        return [
            each if each.kind.is_marked or not each.found else each.read_by(self.viewer)
            for each in every
        ]

    def most_of(self, kind: Kind) -> int:
        """How many of this kind are ranked."""
        return self.least if kind.most == PER_KIND else kind.most


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
    wanted = [kind for kind in about.kinds() if not kinds or kind.key in kinds]
    if not wanted:
        return Results()
    question = Question(viewer, wanted, filters or Filters())
    weights = _weights(asked, wanted)
    fitting = question.fitting(asked, weights)
    is_near = is_loose = False
    if not any(each.found for each in fitting):
        asked, is_near = widened(asked, weights), True
        fitting = question.fitting(asked, weights := _weights(asked, wanted))
        if len(asked.words) > 1 and not any(each.found for each in fitting):
            is_loose = True
            fitting = question.fitting(asked, weights, is_any=True)
    fitting, ranked, items = _agreed(viewer, fitting, asked, weights, offset, limit)
    return Results(
        items=items,
        counts=[each.counted() for each in fitting if each.found],
        total=len(ranked),
        is_more=any(each.is_more for each in fitting),
        is_near=is_near and not is_loose and bool(ranked),
        is_loose=is_loose and bool(ranked),
        is_cut=asked.is_cut,
    )


class Alike(NamedTuple):
    """A thing that holds words of a text: how well it fits, how many of them, and of how many;
    and how much of its own title the text holds, from nothing to 1."""

    about_id: int
    score: float
    words: int
    of: int
    of_title: float

    @property
    def is_about_it(self) -> bool:
        """Whether it holds half of the words at least, or the text half of its title: who tells
        a long story names the thing once."""
        return 2 * self.words >= self.of or self.of_title >= HALF


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
        newest = candidates(viewer, {kind: LOOKED_AT}, asked, Filters(), weights, is_any=True)
        found = newest[kind][:LOOKED_AT]
    else:
        rows = entries_among(viewer, kind, among)
        found = [row for row in rows if words_held(row, asked)]
    score, terms = scoring(asked, weights), asked.terms
    for one in found if wanted.is_marked else _read_by(viewer, wanted, found):
        held = words_held(one, asked)
        alike = Alike(one.about_id, score(one), held, len(asked.words), title_held(one, terms))
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
    fitting = Question(viewer, wanted, Filters(), LOOKED_AT).fitting(asked, weights)
    _fitting, ranked, items = _agreed(viewer, fitting, asked, weights, 0, limit)
    return Results(items=items, total=len(ranked))


def _weights(asked: Asked, wanted: Sequence[Kind]) -> Weights:
    return weights_of(asked.terms, [of_kind(kind.key) for kind in wanted])


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


def _agreed(
    viewer: Viewer,
    fitting: list[Fitting],
    asked: Asked,
    weights: Weights,
    offset: int,
    limit: int,
) -> tuple[list[Fitting], list[Rank], list[Found]]:
    """What fits, ranked, and a page of it, on which the rooms that own the things agree.

    Where one does not, each is asked of all that fits, and it is ranked anew.
    """
    ranked = _ranked(fitting, asked, weights)
    items, agrees = _shown(viewer, fitting, ranked[offset : offset + limit], asked)
    if not agrees:
        fitting = [each.read_by(viewer) for each in fitting]
        ranked = _ranked(fitting, asked, weights)
        items, _agrees = _shown(viewer, fitting, ranked[offset : offset + limit], asked)
    return fitting, ranked, items


def _ranked(fitting: Sequence[Fitting], asked: Asked, weights: Weights) -> list[Rank]:
    """Each thing once, by its best entry; what is as good goes by kind, then the newest first."""
    rows: list[Rank] = []
    score = scoring(asked, weights)
    for order, each in enumerate(fitting):
        best: dict[int, Rank] = {}
        for one in each.found:
            row = (-score(one), order, -one.about_id, one.is_internal)
            if one.about_id not in best or row < best[one.about_id]:
                best[one.about_id] = row
        rows += best.values()
    rows.sort()
    return rows


def _shown(
    viewer: Viewer, fitting: Sequence[Fitting], ranks: Sequence[Rank], asked: Asked
) -> tuple[list[Found], bool]:
    """A page of results, and whether the rooms that own them agree that all are theirs to read."""
    page = [Ranked(-least, fitting[order].kind, -pk, inside) for least, order, pk, inside in ranks]
    by_kind: dict[str, Mapping[int, Shown]] = {}
    agrees = True
    for kind in {row.kind.key: row.kind for row in page}.values():
        rows = [row for row in page if row.kind.key == kind.key]
        by_kind[kind.key] = kind.shown(viewer, [row.about_id for row in rows])
        if kind.is_marked:
            notes = {row.about_id for row in rows if row.is_internal}
            agrees = agrees and len(by_kind[kind.key]) == len(rows)
            agrees = agrees and (not notes or notes <= set(kind.readable(viewer, notes, True)))
    items = [
        _found(row, shown, asked)
        for row in page
        if (shown := by_kind[row.kind.key].get(row.about_id)) is not None
    ]
    return items, agrees


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
