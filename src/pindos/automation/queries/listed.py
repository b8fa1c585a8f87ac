"""Lists of rules, and of what they did, as the house knows them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.automation.models import Routine, Rule, Run
from pindos.automation.queries.routines import routines_for
from pindos.automation.queries.rules import reads_rules, rules_for, runs_for
from pindos.automation.terms import Every, Outcome, When
from pindos.kernel.filtering import (
    Column,
    Day,
    Listing,
    Moment,
    Number,
    Text,
    YesNo,
    choice,
    register,
)
from pindos.organisation.queries import name_of_unit, person_kind, unit_kind


def _address(row: Rule) -> str:
    return reverse("automation:rule-show", args=[row.pk])


def _address_of_run(row: Run) -> str:
    return reverse("servicedesk:ticket-show", args=[row.ticket.number])


RULES = register(
    Listing(
        key="rules",
        label=_("Rules"),
        columns=(
            Column("name", _("Name"), Text(is_small=True), "name", ("name",)),
            Column("when", pgettext_lazy("rule", "When"), choice(When), "when", ("when",)),
            Column(
                "unit",
                _("Unit"),
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column("on", pgettext_lazy("rule", "On"), YesNo(), "is_on", ("is_on",)),
            Column("place", pgettext_lazy("rule", "Order"), Number(), "place", ("place",)),
            Column("failures", _("Failed in a row"), Number(), "failures", ("failures",)),
            Column("tried", _("Tried out"), Moment(), "tried_at", ("tried_at",)),
        ),
        rows=rules_for,
        order=("unit__name_el", "place", "id"),
        page="automation:rule-list",
        shown=("name", "when", "unit", "on"),
        is_open_to=reads_rules,
        related=("unit",),
        address=_address,
    )
)

RUNS = register(
    Listing(
        key="rule-runs",
        label=_("What rules did"),
        columns=(
            Column("at", pgettext_lazy("moment", "When"), Moment(), "at", ("at", "id")),
            Column("rule", _("Rule"), Text(), "rule__name", ("rule__name",)),
            Column("ticket", _("Ticket"), Text(), "ticket__number", ("ticket__number",)),
            Column(
                "outcome", pgettext_lazy("run", "Result"), choice(Outcome), "outcome", ("outcome",)
            ),
            Column(
                "unit",
                _("Unit"),
                unit_kind(),
                "rule__unit",
                ("rule__unit__name_el",),
                lambda row: name_of_unit(row.rule.unit),
            ),
        ),
        rows=runs_for,
        order=("-at", "-id"),
        page="automation:run-list",
        shown=("at", "rule", "ticket", "outcome"),
        is_open_to=reads_rules,
        related=("rule__unit", "ticket"),
        address=_address_of_run,
    )
)


def _address_of_routine(row: Routine) -> str:
    return reverse("automation:routine-show", args=[row.pk])


ROUTINES = register(
    Listing(
        key="routines",
        label=_("Recurring work"),
        columns=(
            Column("name", _("Name"), Text(is_small=True), "name", ("name",)),
            Column("title", _("Title"), Text(is_small=True), "title", ("title",)),
            Column("every", _("How often"), choice(Every), "every", ("every",)),
            Column(
                "unit",
                _("Unit"),
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column("on", pgettext_lazy("routine", "On"), YesNo(), "is_on", ("is_on",)),
            Column("begins", _("From"), Day(), "begins", ("begins",)),
            Column("ends", _("Until"), Day(), "ends", ("ends",)),
            Column(
                "requester",
                _("Requester"),
                person_kind(is_ever_nobody=False),
                "requester",
                ("requester__family_name", "requester__given_name"),
                lambda row: row.requester.name,
            ),
            Column(
                "assignee",
                _("Assignee"),
                person_kind(),
                "assign_to",
                ("assign_to__family_name", "assign_to__given_name"),
                lambda row: row.assign_to.name if row.assign_to else None,
            ),
        ),
        rows=routines_for,
        order=("unit__name_el", "name", "id"),
        page="automation:routine-list",
        shown=("name", "every", "unit", "on"),
        is_open_to=reads_rules,
        related=("unit", "requester", "assign_to"),
        address=_address_of_routine,
    )
)
