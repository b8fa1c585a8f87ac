"""The pages on which rules are written: the conditions of any list, beside what is done."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pindos.automation import commands
from pindos.automation.models import Rule
from pindos.automation.queries import owners_for, right_to_rule, rule_by
from pindos.automation.web.form import RuleForm, values_of
from pindos.kernel.clashes import Side, say_meanwhile, show_both, to_edit, with_choices
from pindos.kernel.drafting import as_sent, fill, kept_instead, restored
from pindos.kernel.drafts import drop_draft
from pindos.kernel.errors import Clash, Forbidden
from pindos.kernel.filtering import Asked, listing_called, write
from pindos.kernel.filtering.builder import tree_of
from pindos.kernel.refusals import put_on
from pindos.kernel.versions import seen_in, shown, version_in
from pindos.kernel.web import Request
from pindos.organisation.queries import UnitFacts, unit_facts
from pindos.servicedesk.queries.reply_templates import things_filled_in

NEW = {"place": "10", "is_once": "on", "when": "opened"}
SAVE = "save"


@login_required
@require_http_methods(["GET", "POST"])
def rule_add(request: Request) -> HttpResponse:
    """A new rule, of the unit that is named; whoever writes for several chooses first."""
    owners = {unit.key: unit for unit in owners_for(request.viewer)}
    if not owners:
        raise Forbidden(_("Only the head of the unit, or whoever stands above, writes its rules."))
    key = request.GET.get("unit", "") or (next(iter(owners)) if len(owners) == 1 else "")
    if key not in owners:
        return render(request, "automation/rule_unit.html", {"owners": owners.values()})
    unit, name = owners[key], f"rule:add:{key}"
    if kept := kept_instead(request, name):
        return kept
    data = _data(request)
    form = _form(request, unit.id, data, initial=NEW)
    if form.is_bound and form.is_valid():
        with put_on(form):
            rule = commands.add_rule(viewer=request.viewer, unit=key, **form.asked())
            drop_draft(request.viewer, name)
            messages.success(
                request, _("The rule is written. Try it out before you switch it on.")
            )
            return redirect("automation:rule-show", rule.pk)
    return _page(request, form, data, unit, name=name)


@login_required
@require_http_methods(["GET", "POST"])
def rule_edit(request: Request, rule: int) -> HttpResponse:
    """A rule, to be changed; what two change is joined field by field."""
    row = rule_by(request.viewer, rule)
    if not right_to_rule(request.viewer, row.unit_id):
        raise Forbidden(_("Only the head of the unit, or whoever stands above, writes its rules."))
    name = f"rule:{row.pk}:edit"
    if kept := kept_instead(request, name):
        return kept
    data = _data(request)
    initial = to_edit(row, commands.FOLLOWED, values_of(row))
    form = _form(request, row.unit_id, data, initial=initial, row=row)
    sides: list[Side] = []
    if form.is_bound and form.is_valid():
        try:
            with put_on(form):
                saved = commands.edit_rule(
                    viewer=request.viewer,
                    rule_id=row.pk,
                    version=version_in(form.cleaned_data["version"]),
                    seen=seen_in(form.cleaned_data["shown"]),
                    **form.asked(),
                )
                drop_draft(request.viewer, name)
                _say_saved(request, row, saved)
                say_meanwhile(request, form, saved)
                return redirect("automation:rule-show", row.pk)
        except Clash as clash:
            form.add_error(None, str(clash))
            fresh = rule_by(request.viewer, rule)
            sides = show_both(form, clash, values_of(fresh), shown(fresh, commands.FOLLOWED))
    unit = unit_facts(row.unit_id)
    return _page(request, form, data, unit, name=name, rule=row, sides=sides)


def _say_saved(request: Request, before: Rule, after: Rule) -> None:
    messages.success(request, _("It is saved."))
    if before.is_on and not after.is_on:
        words = _("The rule is off now, because it does something else: try it out again.")
        messages.info(request, words)


def _data(request: Request) -> QueryDict | None:
    """What was sent, with the condition as its rows say it; a form without a button is saved."""
    if request.method != "POST":
        return None
    chosen = with_choices(request.POST)
    data = QueryDict(mutable=True)
    for key in chosen:
        values = chosen.getlist(key) if isinstance(chosen, QueryDict) else [chosen[key]]
        data.setlist(key, values)
    data["do"] = data.get("do") or SAVE
    asked = _asked(request, data)
    is_theirs = request.POST.get("keep-condition") == "theirs"
    if "m0" in data and not is_theirs and asked.form is not None:
        data["condition"] = write(tree_of(asked.form))
    return data


def _asked(request: Request, data: QueryDict) -> Asked:
    return Asked(listing_called("tickets"), request.viewer, data, timezone.now())


def _form(
    request: Request,
    unit_id: int,
    data: QueryDict | None,
    *,
    initial: dict[str, Any],
    row: Rule | None = None,
) -> RuleForm:
    """The form to be saved; with another button its words stay and nothing is looked at."""
    if data is not None and data["do"] == SAVE:
        return RuleForm(request.viewer, unit_id, data, initial=initial, row=row)
    said = data.dict() if data is not None else initial
    return RuleForm(request.viewer, unit_id, initial=said, row=row)


def _page(
    request: Request,
    form: RuleForm,
    data: QueryDict | None,
    unit: UnitFacts,
    *,
    name: str,
    rule: Rule | None = None,
    sides: list[Side] | None = None,
) -> HttpResponse:
    draft = restored(request, name)
    fill(form, draft)
    sent = data if data is not None else as_sent(draft)
    if sent is None or "m0" not in sent:
        sent = QueryDict(urlencode({"filter": form.initial.get("condition", "")}))
    elif "do" not in sent:
        sent["do"] = SAVE
    context = {
        "form": form,
        "asked": _asked(request, sent),
        "unit": unit,
        "rule": rule,
        "draft": draft,
        "things": things_filled_in(),
        "sides": sides or [],
    }
    status = 422 if form.is_bound else 200
    return render(request, "automation/rule_form.html", context, status=status)
