"""The versions of a category, and joining a change with what others published meanwhile."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet

from pindos.kernel.errors import Clash
from pindos.kernel.merging import Verdict, verdict
from pindos.kernel.terms import Sides
from pindos.organisation.queries import people_by_id
from pindos.servicedesk.catalogue.shape import Content
from pindos.servicedesk.models import CategoryVersion
from pindos.servicedesk.queries.catalogue import Offered
from pindos.servicedesk.rules.contents import QUESTIONS, joined

GROUP = "group"


class Change(NamedTuple):
    """What would stand there after a change."""

    content: Content
    group: str


def versions_in_order(category_id: int) -> QuerySet[CategoryVersion]:
    """All that a category ever said, for a page of it."""
    return CategoryVersion.objects.filter(category=category_id)


def version_of_category(category_id: int, number: int) -> Content | None:
    """What it said in one version; None when there is no such version."""
    row = versions_in_order(category_id).filter(number=number).first()
    return row.content if row else None


def joined_with_present(
    offered: Offered, content: Content, group: str, seen: Mapping[str, Any]
) -> Change:
    """My change on top of what stands now; ``seen`` is the ``number`` and ``group`` it began with.

    Refuses what both changed differently (Clash). A number that never was has seen nothing, so
    every difference clashes.
    """
    number = seen.get("number", offered.version)
    base = offered.content if number == offered.version else None
    base = base or version_of_category(offered.id, number) or Content(el="?", en="?")
    outcome = joined(base, content, offered.content)
    told = verdict(seen.get(GROUP, offered.group_key), group, offered.group_key)
    clashes = [*outcome.clashes, *([GROUP] if told is Verdict.CLASH else [])]
    if clashes:
        raise Clash(offered, _sides(offered, content, group, clashes))
    return Change(outcome.content, offered.group_key if told is Verdict.THEIRS else group)


def _sides(offered: Offered, content: Content, group: str, clashes: list[str]) -> dict[str, Sides]:
    row = CategoryVersion.objects.get(pk=offered.version_id)
    people = people_by_id([row.made_by_id] if row.made_by_id else [])
    by = people[row.made_by_id].name if row.made_by_id in people else ""
    mine = {**_texts(content), GROUP: group}
    theirs = {**_texts(offered.content), GROUP: offered.group_key}
    return {name: Sides(mine[name], theirs[name], by, row.made_at) for name in clashes}


def _texts(content: Content) -> dict[str, str]:
    """Each part of a content as a form writes it."""
    values = {name: str(getattr(content, name)) for name in Content.model_fields}
    keywords = ", ".join(content.keywords)
    questions = ", ".join(each.name for each in content.fields)
    return {**values, "keywords": keywords, QUESTIONS: questions}
