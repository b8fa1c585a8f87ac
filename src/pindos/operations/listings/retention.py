"""The lists of retention: rules, exempt files, and for each kind of file those that are due."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.identity.queries import account_kind, name_of_account
from pindos.kernel.access import Viewer
from pindos.kernel.filtering import (
    Choice,
    Column,
    Listing,
    Moment,
    Number,
    Option,
    Text,
    YesNo,
    choice,
    register,
)
from pindos.kernel.keeping import FileKind, file_kind, file_kinds
from pindos.operations.models import RetentionRule
from pindos.operations.queries import (
    due_by_any,
    due_under,
    exempt,
    holds_for,
    protects_data,
    retention_rules_for,
    rule_options,
    words_of_rule,
)
from pindos.operations.terms import Exempt, What
from pindos.organisation.queries import name_of_unit, unit_kind


def _kinds(viewer: Viewer) -> list[Option]:
    return [Option(each.key, each.label, (each.key,)) for each in file_kinds()]


RETENTION_RULES = register(
    Listing(
        key="retention-rules",
        label=_("Rules of retention"),
        columns=(
            Column(
                "kind",
                pgettext_lazy("retention", "Files"),
                Choice(_kinds),
                "kind",
                ("kind",),
                words_of_rule,
            ),
            Column(
                "what",
                _("What is erased"),
                choice(What),
                "what",
                ("what",),
                lambda row: row.get_what_display(),
            ),
            Column("months", _("Months after closing"), Number(), "months", ("months",)),
            Column("on", _("Switched on"), YesNo(), "is_on", ("is_on",)),
        ),
        rows=retention_rules_for,
        order=("kind", "what", "id"),
        page="operations:retention-list",
        shown=("kind", "what", "months", "on"),
        is_open_to=protects_data,
        is_guarded=True,
    )
)

HOLDS = register(
    Listing(
        key="retention-holds",
        label=_("Files that are exempt"),
        columns=(
            Column(
                "number",
                pgettext_lazy("retention", "File"),
                Text(),
                "record__number",
                ("record__number",),
            ),
            Column(
                "kind",
                _("Kind of file"),
                Choice(_kinds),
                "record__about",
                ("record__about",),
                lambda row: str(file_kind(row.record.about).label),
            ),
            Column("reason", _("Reason"), Text(is_small=True), "reason"),
            Column(
                "by",
                _("By"),
                account_kind(),
                "by",
                ("by__username",),
                lambda row: name_of_account(row.by),
            ),
            Column("at", _("When"), Moment(), "at", ("at",)),
            Column("lifted", _("Lifted"), Moment(), "lifted_at", ("lifted_at",)),
        ),
        rows=holds_for,
        order=("-id",),
        page="operations:hold-list",
        shown=("number", "reason", "by", "at"),
        is_open_to=protects_data,
        related=("record", "by__person"),
        is_guarded=True,
    )
)


def _rules(kind: FileKind, viewer: Viewer) -> list[Option]:
    """Each rule of the kind, by its number: the files that are due under it."""
    return [
        Option(str(row.pk), words, asks=partial(_due, row))
        for row, words in rule_options(kind.key)
    ]


def _due(row: RetentionRule, viewer: Viewer, now: datetime) -> Q:
    return Q(pk__in=due_under(row, now).values("pk"))


def _exempt(kind: FileKind, viewer: Viewer) -> list[Option]:
    return [Option(each.value, each.label, asks=partial(_left, kind, each)) for each in Exempt]


def _left(kind: FileKind, why: Exempt, viewer: Viewer, now: datetime) -> Q:
    return exempt(kind, why)


def _in_words(kind: FileKind, rows: list[Any]) -> None:
    """Why each is exempt, where it is."""
    ids = [row.pk for row in rows]
    some = kind.model._default_manager.filter(pk__in=ids)
    why = {
        pk: str(each.label)
        for each in reversed(Exempt)
        for pk in some.filter(exempt(kind, each)).values_list("pk", flat=True)
    }
    for row in rows:
        row.exempt_words = why.get(row.pk, "")


def _rows(kind: FileKind, viewer: Viewer) -> QuerySet[Any]:
    return due_by_any(viewer, kind)


def _listing(kind: FileKind) -> Listing:
    return Listing(
        key=f"retention-{kind.key.partition('.')[0]}",
        label=pgettext_lazy("retention", "Files that are due"),
        columns=(
            Column("number", pgettext_lazy("retention", "File"), Text(), "number", ("number",)),
            Column("closed", _("Closed"), Moment(), kind.ended, (kind.ended,)),
            Column(
                "unit",
                _("Unit"),
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column(
                "exempt",
                _("Exempt, because"),
                Choice(partial(_exempt, kind)),
                get=lambda row: row.exempt_words,
            ),
            Column("rule", _("Rule"), Choice(partial(_rules, kind)), is_shown=False),
        ),
        rows=partial(_rows, kind),
        order=(kind.ended, "id"),
        page=f"operations:due-{kind.key.partition('.')[0]}",
        shown=("number", "closed", "unit", "exempt"),
        is_open_to=protects_data,
        related=("unit",),
        address=kind.page,
        dress=partial(_in_words, kind),
        is_guarded=True,
    )


DUE = {kind.key: register(_listing(kind)) for kind in file_kinds()}
