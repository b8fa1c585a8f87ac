"""The list of changes as the house knows it."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.changes.models import Affected, ProblemTie
from pindos.changes.queries.changes import changes_for, sees_changes
from pindos.changes.terms import FIELDS, Kind, Risk, State
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.filtering import (
    Choice,
    Column,
    Listing,
    Moment,
    Named,
    Number,
    Option,
    Text,
    WordsOf,
    choice,
    register,
)
from pindos.organisation.queries import name_of_unit, person_kind, site_kind, unit_kind
from pindos.problems.queries import problem_by


def _touching_unit(ids: frozenset[int]) -> Q:
    return Q(pk__in=Affected.objects.filter(unit__in=ids, is_named=True).values("change"))


def _touching_site(ids: frozenset[int]) -> Q:
    return Q(pk__in=Affected.objects.filter(site__in=ids).values("change"))


def _problems(viewer: Viewer, text: str) -> frozenset[int]:
    try:
        return frozenset({problem_by(viewer, text).pk})
    except NotFound:
        return frozenset()


def _solving(ids: frozenset[int]) -> Q:
    return Q(pk__in=ProblemTie.objects.filter(problem__in=ids).values("change"))


RISKS = [Option(each.name.lower(), each.label, (each.value,)) for each in Risk]

CHANGES = register(
    Listing(
        key="changes",
        label=_("Planned work"),
        columns=(
            Column("number", _("Number"), Text(), "number", ("number",)),
            Column("text", _("Words or number"), WordsOf(folded="search_text"), is_shown=False),
            Column("title", FIELDS["title"], Text(), "title", ("title",)),
            Column("state", FIELDS["state"], choice(State), "state", ("state",)),
            Column("kind", FIELDS["kind"], choice(Kind), "kind", ("kind",)),
            Column(
                "risk",
                FIELDS["risk"],
                Choice(lambda viewer: RISKS, is_ordered=True),
                "risk",
                ("risk",),
            ),
            Column(
                "starts_at",
                pgettext_lazy("change", "Begins"),
                Moment(),
                "starts_at",
                ("starts_at",),
            ),
            Column("ends_at", pgettext_lazy("change", "Ends"), Moment(), "ends_at", ("ends_at",)),
            Column(
                "unit",
                FIELDS["unit"],
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column(
                "responsible",
                FIELDS["responsible"],
                person_kind(),
                "responsible",
                ("responsible__family_name", "responsible__given_name"),
                lambda row: row.responsible.name if row.responsible else None,
            ),
            Column("service", FIELDS["service"], Text(), "service", ("service",)),
            Column("downtime", FIELDS["downtime"], Number(), "downtime", ("downtime",)),
            Column(
                "affects",
                FIELDS["units"],
                unit_kind(_touching_unit),
                is_shown=False,
            ),
            Column("site", FIELDS["sites"], site_kind(_touching_site), is_shown=False),
            Column(
                "problem",
                _("Is to solve the problem"),
                Named(_problems, where=_solving),
                is_shown=False,
            ),
            Column("planned", _("Written down at"), Moment(), "planned_at", ("planned_at",)),
            Column(
                "ended",
                pgettext_lazy("change", "Ended at"),
                Moment(),
                "ended_at",
                ("ended_at",),
            ),
        ),
        rows=changes_for,
        order=("-id",),
        page="changes:change-list",
        shown=("number", "title", "state", "starts_at", "ends_at", "unit", "risk"),
        is_open_to=sees_changes,
        related=("unit", "responsible"),
        address=lambda row: reverse("changes:change-show", args=[row.pk]),
    )
)
