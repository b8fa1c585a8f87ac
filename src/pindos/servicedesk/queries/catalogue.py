"""Reading the catalogue: what can be asked for, and what was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, Max, QuerySet, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.held import Held
from pindos.kernel.prepared import prepared
from pindos.kernel.text import fold
from pindos.organisation.queries import people_by_id, sites_by_id
from pindos.organisation.rights import ACTING
from pindos.servicedesk.catalogue.shape import Content, FieldKind, Question
from pindos.servicedesk.models import (
    Answered,
    Caller,
    Category,
    CategoryGroup,
    CategoryVersion,
    Ticket,
)

IN_ORDER = ("group__position", "group_id", "position", "id")
MOST_WORDS = 8


@dataclass(frozen=True)
class Offered:
    """A category as somebody may choose it; ``group`` is the heading above it."""

    id: int
    key: str
    group_key: str
    group: str
    is_retired: bool
    version_id: int
    version: int
    content: Content

    @property
    def name(self) -> str:
        """Its name in the language of the reader."""
        return self.content.name

    @cached_property
    def words(self) -> str:
        """All words by which it is found, folded."""
        said = self.content
        parts = [said.el, said.en, said.about_el, said.about_en, *said.keywords, self.group]
        return fold(" ".join(parts))


class Shelf(NamedTuple):
    """A heading and what stands under it."""

    key: str
    name: str
    categories: list[Offered]


class Answer(NamedTuple):
    """One answer as it is read: what was asked, and what was said."""

    key: str
    label: str
    text: str


class Form(NamedTuple):
    """The answers to one short form."""

    category: str
    version_id: int
    answers: list[Answer]
    values: dict[str, Any]


def categories_for(viewer: Viewer) -> list[Offered]:
    """What the viewer may choose, in the order of the catalogue; one query."""
    rows = _rows().filter(is_retired=False)
    found = [_offered(row) for row in rows]
    return found if works_at_a_desk(viewer) else [e for e in found if not e.content.is_for_desk]


def all_categories() -> list[Offered]:
    """Every category, retired ones too; for whoever tends the catalogue."""
    return [_offered(row) for row in _rows()]


def category_named(viewer: Viewer, key: str) -> Offered:
    """One that the viewer may choose; refuses all others in the same words (Invalid)."""
    row = _rows().filter(key=key[:40], is_retired=False).first()
    offered = _offered(row) if row else None
    if offered is None or (offered.content.is_for_desk and not works_at_a_desk(viewer)):
        words = _("There is no such category. Choose one from the catalogue, or none.")
        raise Invalid({"category": words})
    return offered


def groups() -> list[tuple[str, str]]:
    """The keys and names of the headings, in their order."""
    is_english = (get_language() or "").startswith("en")
    rows = CategoryGroup.objects.order_by("position", "id")
    return [(row.key, row.name_en if is_english else row.name_el) for row in rows]


def category_shown(key: str) -> Offered:
    """A category as its page shows it, retired or not; NotFound when there is none."""
    row = _rows().filter(key=key[:40]).first()
    if row is None:
        raise NotFound
    return _offered(row)


def versions_of(category_id: int) -> list[CategoryVersion]:
    """All that it ever said, the newest first."""
    return list(CategoryVersion.objects.filter(category=category_id).order_by("-number"))


def shelves_of(categories: Iterable[Offered], text: str = "") -> list[Shelf]:
    """The categories under their headings; with words only those that hold them all."""
    wanted = fold(text[:200]).split()[:MOST_WORDS]
    shelves: dict[str, Shelf] = {}
    for each in categories:
        if all(word in each.words for word in wanted):
            shelf = shelves.setdefault(each.group_key, Shelf(each.group_key, each.group, []))
            shelf.categories.append(each)
    return list(shelves.values())


def names_of_categories(ids: Iterable[int]) -> dict[int, str]:
    """The names of categories, retired ones too, by their ids; one query."""
    rows = Category.objects.filter(pk__in=set(ids)).select_related("current")
    return {row.pk: row.current.content.name for row in rows if row.current}


def category_keys(ids: Iterable[int]) -> dict[int, str]:
    """The keys of categories by their ids; without an id nothing is asked."""
    wanted = set(ids)
    if not wanted:
        return {}
    return dict(Category.objects.filter(pk__in=wanted).values_list("pk", "key"))


def caller_of(ticket: Ticket) -> str:
    """Who called, with the number to call back; empty when the register holds the requester."""
    if ticket.requester_id is not None:
        return ""
    row = Caller.objects.filter(ticket=ticket).first()
    return ", ".join(filter(None, [row.name, row.phone])) if row else ""


class Wording(NamedTuple):
    """By which folded words a filter finds a category."""

    id: int
    words: frozenset[str]
    is_for_desk: bool


def _read_wordings() -> list[Wording]:
    return [
        Wording(
            each.id,
            frozenset({each.key, fold(each.content.el), fold(each.content.en)}),
            each.content.is_for_desk,
        )
        for each in all_categories()
    ]


def _mark_of_wordings() -> object:
    """A change of a category is a new version of it."""
    return Category.objects.aggregate(Count("pk"), Max("current"), Sum("current"))


_wordings = Held(_read_wordings, _mark_of_wordings)


def forget_categories() -> None:
    """Read their names anew: somebody has changed one."""
    _wordings.forget()


def find_categories(viewer: Viewer, text: str) -> frozenset[int]:
    """The ids of the category that a key or a name means; a retired one is found too."""
    wanted = fold(text)
    found = [
        each.id
        for each in _wordings.now()
        if wanted in each.words and (not each.is_for_desk or works_at_a_desk(viewer))
    ]
    if not found:
        words = _("There is no category called %(key)s. Choose from the catalogue.")
        raise Invalid({"category": words % {"key": f"«{text[:40]}»"}})
    return frozenset(found)


def categories_offered(viewer: Viewer) -> list[tuple[str, str]]:
    """What a filter offers: the keys and names of all that the viewer may choose."""
    return [(each.key, each.name) for each in categories_for(viewer)]


def name_of_category(ticket: Ticket) -> str | None:
    """The name that the ticket's category has now."""
    category = ticket.category
    return category.current.content.name if category and category.current else None


def works_at_a_desk(viewer: Viewer) -> bool:
    """Whether somebody opens tickets for others; the house itself may do all."""
    return viewer is HOUSE or any(viewer.units_as(role) for role in ACTING)


def forms_of(ticket: Ticket) -> list[Form]:
    """What was answered on a ticket, the newest form first; at most three queries."""
    rows = _answered(ticket.pk)
    pairs = [(row.answers, row.category_version.content) for row in rows]
    named = _names(pairs)
    return [
        Form(content.name, row.category_version_id, _said(answers, content, named), row.answers)
        for row, (answers, content) in zip(rows, pairs, strict=True)
    ]


def answers_said(forms: Mapping[int, tuple[int, dict[str, Any]]]) -> dict[int, list[Answer]]:
    """Answers in words, each by the version of the category that asked for it (id, answers).

    Of a version that is gone there are none.
    """
    versions = CategoryVersion.objects.in_bulk({version for version, _answers in forms.values()})
    pairs = {
        key: (answers, versions[version].content)
        for key, (version, answers) in forms.items()
        if version in versions
    }
    named = _names(pairs.values())
    return {key: _said(answers, content, named) for key, (answers, content) in pairs.items()}


@prepared
def _answered(ticket_id: int) -> QuerySet[Answered]:
    rows = Answered.objects.filter(ticket=ticket_id).select_related("category_version")
    return rows.order_by("-id")


Names = dict[tuple[str, int], str]


def _said(answers: dict[str, Any], content: Content, named: Names) -> list[Answer]:
    return [
        Answer(question.key, question.name, _read(question, answers, named))
        for question in content.fields
        if question.key in answers
    ]


def _names(pairs: Iterable[tuple[dict[str, Any], Content]]) -> Names:
    """The names of the people and sites in the answers."""
    ids: dict[str, set[int]] = {FieldKind.PERSON: set(), FieldKind.SITE: set()}
    for answers, content in pairs:
        for each in content.fields:
            if each.kind in ids and isinstance(answers.get(each.key), int):
                ids[each.kind].add(answers[each.key])
    people = people_by_id(ids[FieldKind.PERSON]) if ids[FieldKind.PERSON] else {}
    sites = sites_by_id(ids[FieldKind.SITE]) if ids[FieldKind.SITE] else {}
    names: Names = {(FieldKind.PERSON.value, pk): who.name for pk, who in people.items()}
    return names | {(FieldKind.SITE.value, pk): site.name for pk, site in sites.items()}


def _read(question: Question, answers: dict[str, Any], names: Names) -> str:
    value = answers[question.key]
    if question.kind == FieldKind.YES_NO:
        return _("Yes") if value else _("No")
    if question.kind == FieldKind.CHOICE:
        return next((each.name for each in question.choices if each.key == value), str(value))
    if question.kind == FieldKind.DATE:
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    if question.kind in (FieldKind.PERSON, FieldKind.SITE) and isinstance(value, int):
        return names.get((question.kind.value, value), "–")
    return str(value)


def _rows() -> QuerySet[Category]:
    rows = Category.objects.exclude(current=None).select_related("current", "group")
    return rows.order_by(*IN_ORDER)


def _offered(row: Category) -> Offered:
    assert row.current is not None
    group = row.group
    is_english = (get_language() or "").startswith("en")
    return Offered(
        row.pk,
        row.key,
        group.key,
        group.name_en if is_english and group.name_en else group.name_el,
        row.is_retired,
        row.current.pk,
        row.current.number,
        row.current.content,
    )
