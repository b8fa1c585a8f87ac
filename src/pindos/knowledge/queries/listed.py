"""The list of instructions as the house knows it."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.kernel.filtering import (
    Choice,
    Column,
    CountOf,
    Day,
    Listing,
    Moment,
    Number,
    Option,
    Text,
    WordsOf,
    YesNo,
    choice,
    register,
)
from pindos.knowledge.about import topics_offered
from pindos.knowledge.models import Instruction
from pindos.knowledge.queries.feedback import with_counts
from pindos.knowledge.queries.instructions import readable_by
from pindos.knowledge.rules import topics_of
from pindos.knowledge.terms import FIELDS, Audience, Kind, State
from pindos.organisation.queries import name_of_unit, unit_kind


def _topics(viewer: Viewer) -> list[Option]:
    offered = topics_offered(viewer)
    return [
        Option(
            "none", pgettext_lazy("category", "none"), asks=lambda viewer, now: Q(categories="")
        ),
        *(Option(key, name, asks=_with_topic(key)) for key, name in offered),
    ]


def _with_topic(key: str) -> Callable[[Viewer, datetime], Q]:
    return lambda viewer, now: Q(categories__contains=f" {key} ")


def _to_review(viewer: Viewer, now: datetime) -> Q:
    return Q(state=State.PUBLISHED, review_on__lte=timezone.localdate(now))


def _is_changed(viewer: Viewer, now: datetime) -> Q:
    other = ~Q(text=F("edition__text")) | ~Q(title=F("edition__title"))
    return Q(edition__isnull=False) & other


def _rows(viewer: Viewer) -> QuerySet[Instruction]:
    return with_counts(readable_by(viewer))


INSTRUCTIONS = register(
    Listing(
        key="instructions",
        label=_("Instructions"),
        columns=(
            Column("title", FIELDS["title"], Text(), "heading", ("heading",)),
            Column(
                "text",
                pgettext_lazy("instructions", "Words"),
                WordsOf(folded="search_text"),
                is_shown=False,
            ),
            Column("kind", FIELDS["kind"], choice(Kind), "kind", ("kind",)),
            Column("state", _("State"), choice(State), "state", ("state",)),
            Column(
                "category",
                FIELDS["categories"],
                Choice(_topics),
                get=lambda row: ", ".join(topics_of(row.categories)) or None,
            ),
            Column(
                "unit",
                FIELDS["unit"],
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column("audience", FIELDS["audience"], choice(Audience), "audience", ("audience",)),
            Column(
                "audience_unit",
                FIELDS["audience_unit"],
                unit_kind(),
                "audience_unit",
                ("audience_unit__name_el",),
                lambda row: name_of_unit(row.audience_unit),
            ),
            Column(
                "version",
                pgettext_lazy("instructions", "Version"),
                Number(),
                "edition__number",
                ("edition__number",),
            ),
            Column(
                "published",
                pgettext_lazy("instruction", "Published on"),
                Moment(),
                "published_at",
                ("published_at",),
            ),
            Column("review", FIELDS["review_on"], Day(), "review_on", ("review_on",)),
            Column(
                "helped",
                _("It helped"),
                CountOf(of="helped"),
                sort=("helped",),
                get=lambda row: row.helped,
            ),
            Column(
                "not_helped",
                _("It did not help"),
                CountOf(of="not_helped"),
                sort=("not_helped",),
                get=lambda row: row.not_helped,
            ),
            Column("overdue", _("Review overdue"), YesNo(_to_review), is_shown=False),
            Column("changed", _("Changes not published"), YesNo(_is_changed), is_shown=False),
        ),
        rows=_rows,
        order=("heading", "id"),
        page="knowledge:instruction-list",
        shown=("title", "kind", "unit", "published"),
        related=("unit", "audience_unit", "edition"),
        address=lambda row: reverse("knowledge:instruction-show", args=[row.pk]),
    )
)


def changed(row: Instruction) -> bool:
    """Whether what is written differs from the version that is published."""
    shown = row.edition
    return shown is not None and (shown.title, shown.text) != (row.title, row.text)
