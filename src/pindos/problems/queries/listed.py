"""Lists of problems and of known errors as the house knows them."""

from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.filtering import (
    Choice,
    Column,
    CountOf,
    Listing,
    Moment,
    Named,
    Option,
    Text,
    WordsOf,
    YesNo,
    choice,
    register,
)
from pindos.organisation.queries import name_of_unit, person_kind, unit_kind
from pindos.problems.models import Incident, Problem
from pindos.problems.queries.problems import (
    known_errors_for,
    offered_to,
    problems_for,
    published_to,
    reads_problems,
)
from pindos.problems.rules import number_typed
from pindos.problems.terms import FIELDS, OPEN, SERIES, State
from pindos.servicedesk.queries import ticket_by
from pindos.servicedesk.queries.catalogue import (
    categories_offered,
    find_categories,
)
from pindos.servicedesk.terms import OPEN as OPEN_TICKETS
from pindos.servicedesk.terms import Impact, Priority


def _states(viewer: Viewer) -> list[Option]:
    options = [Option(state.value, state.label, (state.value,)) for state in State]
    return [
        Option("open", pgettext_lazy("problems", "Open"), tuple(state.value for state in OPEN)),
        *options,
    ]


def _priorities(viewer: Viewer) -> list[Option]:
    return [Option(each.name.lower(), each.label, (each.value,)) for each in Priority]


def _by_number(text: str) -> Q | None:
    is_number = not text.strip().isdigit()
    number = number_typed(text, SERIES, timezone.localdate().year) if is_number else None
    return Q(number=number) if number else None


def _published(viewer: Viewer, now: datetime) -> Q:
    return published_to(viewer)


def _offered(viewer: Viewer, now: datetime) -> Q:
    return offered_to(viewer)


def _tickets(viewer: Viewer, text: str) -> frozenset[int]:
    try:
        return frozenset({ticket_by(viewer, text).pk})
    except NotFound:
        return frozenset()


def _behind(ids: frozenset[int]) -> Q:
    return Q(pk__in=Incident.objects.filter(ticket__in=ids).values("problem"))


def _category_of(row: Problem) -> str | None:
    category = row.category
    return category.current.content.name if category and category.current else None


def with_counts(viewer: Viewer) -> QuerySet[Problem]:
    """The problems of the viewer's units, with how many tickets each has and how many are open."""
    linked = Incident.objects.filter(problem=OuterRef("pk")).order_by().values("problem")
    every = linked.annotate(n=Count("pk")).values("n")
    still = linked.filter(ticket__state__in=OPEN_TICKETS).annotate(n=Count("pk")).values("n")
    return problems_for(viewer).annotate(
        incident_count=Coalesce(Subquery(every, output_field=IntegerField()), 0),
        open_count=Coalesce(Subquery(still, output_field=IntegerField()), 0),
    )


NUMBER = Column("number", _("Number"), Text(), "number", ("number",))
TITLE = Column("title", FIELDS["title"], Text(), "title", ("title",))
WORDS = Column(
    "text",
    _("Words or number"),
    WordsOf(folded="search_text", find=_by_number),
    is_shown=False,
)
STATE = Column("state", _("State"), Choice(_states), "state", ("state",))
UNIT = Column(
    "unit",
    _("Unit that owns it"),
    unit_kind(),
    "unit",
    ("unit__name_el",),
    lambda row: name_of_unit(row.unit),
)
CATEGORY = Column(
    "category",
    FIELDS["category"],
    Named(
        find_categories,
        words=(("none", pgettext_lazy("category", "none")),),
        offers=categories_offered,
    ),
    "category",
    ("category__by_name",),
    _category_of,
)
KNOWN = Column("known", _("Known error since"), Moment(), "known_at", ("known_at",))
WORKAROUND = Column("workaround", FIELDS["workaround"], Text(), "workaround")
CAUSE = Column("cause", FIELDS["cause"], Text(), "cause")
IMPACT = Column("impact", FIELDS["impact"], choice(Impact, is_ordered=True), "impact", ("impact",))

PROBLEMS = register(
    Listing(
        key="problems",
        label=_("Problems"),
        columns=(
            NUMBER,
            TITLE,
            WORDS,
            STATE,
            Column(
                "priority",
                FIELDS["priority"],
                Choice(_priorities, is_ordered=True),
                "priority",
                ("priority",),
            ),
            IMPACT,
            UNIT,
            Column(
                "assignee",
                FIELDS["assignee"],
                person_kind(),
                "assignee",
                ("assignee__family_name", "assignee__given_name"),
                lambda row: row.assignee.name if row.assignee else None,
            ),
            CATEGORY,
            Column(
                "tickets",
                _("Linked tickets"),
                CountOf(of="incident_count"),
                sort=("incident_count",),
                get=lambda row: row.incident_count,
            ),
            Column(
                "open",
                _("Open linked tickets"),
                CountOf(of="open_count"),
                sort=("open_count",),
                get=lambda row: row.open_count,
            ),
            Column(
                "opened",
                pgettext_lazy("problem", "Opened at"),
                Moment(),
                "opened_at",
                ("opened_at",),
            ),
            Column("since", _("In this state since"), Moment(), "state_since", ("state_since",)),
            KNOWN,
            Column(
                "resolved",
                pgettext_lazy("problem", "Resolved at"),
                Moment(),
                "resolved_at",
                ("resolved_at",),
            ),
            WORKAROUND,
            CAUSE,
            Column(
                "ticket",
                _("Stands behind the ticket"),
                Named(_tickets, where=_behind),
                is_shown=False,
            ),
            Column("offered", _("Offered to my units"), YesNo(_offered), is_shown=False),
            Column("published", _("All units read it"), YesNo(_published), is_shown=False),
        ),
        rows=with_counts,
        order=("-priority", "id"),
        page="problems:problem-list",
        shown=("number", "title", "state", "priority", "tickets", "open", "assignee"),
        is_open_to=reads_problems,
        related=("unit", "assignee", "category__current"),
        address=lambda row: reverse("problems:problem-show", args=[row.pk]),
    )
)

KNOWN_ERRORS = register(
    Listing(
        key="known-errors",
        label=_("Known errors"),
        columns=(NUMBER, TITLE, WORDS, STATE, CATEGORY, WORKAROUND, CAUSE, UNIT, KNOWN),
        rows=known_errors_for,
        order=("-known_at", "id"),
        page="problems:known-error-list",
        shown=("title", "workaround", "category", "unit", "known"),
        is_open_to=reads_problems,
        related=("unit", "category__current"),
        address=lambda row: reverse("problems:problem-show", args=[row.pk]),
    )
)
