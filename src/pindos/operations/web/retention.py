"""The pages of retention: the rules, the dry run of one, and the files that are exempt."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pindos.identity.queries import has_just_proved
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.filtering import Condition, Op, list_page
from pindos.kernel.keeping import file_kind, file_kinds
from pindos.kernel.refusals import blame, put_on
from pindos.kernel.versions import version_in
from pindos.kernel.web import Request
from pindos.operations.commands import (
    plan_retention,
    set_retention,
    switch_off_retention,
    switch_on_retention,
)
from pindos.operations.listings import DUE, HOLDS, RETENTION_RULES
from pindos.operations.queries import (
    promises,
    retention_rule_by,
    retention_rules_for,
    words_of_rule,
)
from pindos.operations.terms import What
from pindos.operations.web.person_exports import to_proof
from pindos.servicedesk.queries import all_categories


class MonthsForm(forms.Form):
    """After how many months."""

    months = forms.IntegerField(
        label=gettext_lazy("Months after closing"), min_value=1, max_value=600
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class RuleForm(forms.Form):
    """A new rule."""

    kind = forms.ChoiceField(label=pgettext_lazy("retention", "Files"))
    category = forms.ChoiceField(
        label=gettext_lazy("Category"),
        required=False,
        help_text=gettext_lazy("Tickets and problems only. Its rule comes before that of all."),
    )
    what = forms.ChoiceField(label=gettext_lazy("What is erased"), choices=What.choices)
    months = forms.IntegerField(
        label=gettext_lazy("Months after closing"), min_value=1, max_value=600
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        kinds = [(each.key, each.label) for each in file_kinds()]
        known = [(each.key, each.name) for each in all_categories()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        every = [("", pgettext("categories", "All"))]
        self.fields["category"].choices = every + known  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    """The number of files that the dry run found."""

    confirm = forms.IntegerField(
        label=gettext_lazy("Number of files"),
        min_value=0,
        help_text=gettext_lazy("Type the number that the dry run shows."),
    )
    version = forms.CharField(widget=forms.HiddenInput)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def retention_list(request: Request) -> HttpResponse:
    """All rules; a POST makes one and leads to its dry run."""
    every = retention_rules_for(request.viewer)
    form = RuleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            row = set_retention(viewer=request.viewer, **form.cleaned_data)
        except Invalid as wrong:
            blame(form, wrong)
        else:
            messages.success(
                request, _("The rule stands and is switched off. Look at its dry run.")
            )
            return redirect("operations:retention-show", row.pk)
    words = {"form": form, "tab": "retention", "count": every.count(), "promises": promises()}
    return list_page(
        request,
        RETENTION_RULES,
        "operations/retention_list.html",
        lambda rows: {**words, "rows": [(row, words_of_rule(row)) for row in rows]},
        status=422 if form.is_bound else 200,
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD"])
def retention_show(request: Request, rule_id: int) -> HttpResponse:
    """The dry run of one rule: what it would erase now, and what is exempt."""
    return _shown(request, rule_id)


@login_required
@require_POST
def retention_set(request: Request, rule_id: int) -> HttpResponse:
    """Give a rule other months."""
    retention_rule_by(request.viewer, rule_id)
    form = MonthsForm(request.POST)

    def act() -> object:
        version = version_in(form.cleaned_data["version"])
        months = form.cleaned_data["months"]
        return set_retention(
            viewer=request.viewer, rule_id=rule_id, months=months, version=version
        )

    said = _("The months were changed; the rule is switched off until its dry run is looked at.")
    return _done(request, rule_id, form, act, said, "months_form")


@login_required
@require_POST
def retention_switch_on(request: Request, rule_id: int) -> HttpResponse:
    """Let a rule erase from now on."""
    retention_rule_by(request.viewer, rule_id)
    form = ConfirmForm(request.POST)
    if form.is_valid() and not has_just_proved(request.session):
        return to_proof(request, "operations:retention-show", rule_id)

    def act() -> object:
        return switch_on_retention(
            viewer=request.viewer,
            rule_id=rule_id,
            version=version_in(form.cleaned_data["version"]) or 0,
            confirm=form.cleaned_data["confirm"],
        )

    said = _("The rule is switched on. The files that are due are erased within a day.")
    return _done(request, rule_id, form, act, said, "confirm_form")


@login_required
@require_POST
def retention_switch_off(request: Request, rule_id: int) -> HttpResponse:
    """Let a rule erase nothing any more."""
    switch_off_retention(viewer=request.viewer, rule_id=rule_id)
    messages.success(request, _("The rule is switched off. Nothing more is erased by it."))
    return redirect("operations:retention-show", rule_id)


@login_required
@require_http_methods(["GET", "HEAD"])
def due_list(request: Request, kind: str) -> HttpResponse:
    """The files of a kind that are due under any rule, switched on or not."""
    words = {"tab": "retention", "about": file_kind(kind).label}
    return list_page(
        request,
        DUE[kind],
        "operations/due_list.html",
        lambda rows: {**words, "rows": _dressed(kind, rows)},
        dressed=lambda rows: rows.select_related("unit"),
    )


@login_required
@require_http_methods(["GET", "HEAD"])
def hold_list(request: Request) -> HttpResponse:
    """The files that are or were exempt from all rules."""
    return list_page(
        request,
        HOLDS,
        "operations/hold_list.html",
        lambda rows: {"tab": "retention", "rows": [(row, _kind(row)) for row in rows]},
        dressed=lambda rows: rows.select_related("record", "by__person", "lifted_by__person"),
    )


def _kind(row: Any) -> str:
    return str(file_kind(row.record.about).label)


def _done(
    request: Request,
    rule_id: int,
    form: forms.Form,
    act: Callable[[], object],
    said: str,
    name: str,
) -> HttpResponse:
    """Carry out, or show the page again with what was typed and why not."""
    if form.is_valid():
        with put_on(form, onwards=(NotFound,)):
            act()
            messages.success(request, said)
            return redirect("operations:retention-show", rule_id)
    return _shown(request, rule_id, **{name: form})


def _shown(request: Request, rule_id: int, **failed: forms.Form) -> HttpResponse:
    row = retention_rule_by(request.viewer, rule_id)
    plan = plan_retention(viewer=request.viewer, rule_id=rule_id)
    seen = {"version": str(row.version)}
    words = {
        "rule": row,
        "about": words_of_rule(row),
        "plan": plan,
        "form": next(iter(failed.values()), None),
        "months_form": MonthsForm(initial={**seen, "months": row.months}),
        "confirm_form": ConfirmForm(initial=seen),
        "here": "operations:person-export-list",
        **failed,
    }
    return list_page(
        request,
        DUE[row.kind],
        "operations/retention_show.html",
        lambda rows: {**words, "rows": _dressed(row.kind, rows)},
        within=Condition("rule", Op.EQ, (str(row.pk),)),
        status=422 if failed else 200,
        dressed=lambda rows: rows.select_related("unit"),
    )


def _dressed(kind: str, rows: Any) -> list[tuple[Any, Any, str]]:
    listing = DUE[kind]
    listing.dress(list(rows))
    ended = file_kind(kind).ended
    return [(row, getattr(row, ended), listing.address(row)) for row in rows]
