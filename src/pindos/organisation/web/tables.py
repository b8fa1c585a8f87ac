"""Pages of tables: hand a file in, look at the difference, import it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.web import Request
from pindos.organisation.commands import Changed, Plan, apply_intake, hand_in, plan_of
from pindos.organisation.commands.imports import columns_of
from pindos.organisation.commands.imports.draft import Draft
from pindos.organisation.tables import MOST_BYTES
from pindos.organisation.terms import Outcome, Register, Role
from pindos.organisation.web.forms import TableForm
from pindos.organisation.web.labels import Names, label_of

ROWS = 60  # rows a page: its HTML stays under 50 kB
LISTS = {
    Register.SITES: "organisation:site-list",
    Register.PEOPLE: "organisation:person-list",
    Register.POSITIONS: "organisation:person-list",
}
STATES = {
    Outcome.NEW: ("ok", "plus"),
    Outcome.CHANGED: ("warn", "edit"),
    Outcome.SAME: ("unknown", "check"),
    Outcome.ERROR: ("down", "down"),
}


@login_required
def table_import(request: Request, kind: str) -> HttpResponse:
    """Hand a table in; a file that cannot be read as one says why."""
    if kind not in Register.values or not request.viewer.holds(Role.ADMINISTRATOR):
        raise NotFound()
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read(MOST_BYTES + 1)
            intake = hand_in(viewer=request.viewer, kind=kind, name=file.name, content=content)
        except Refused as error:
            form.add_error("file", str(error))
        else:
            return redirect("organisation:table-show", kind, intake.pk)
    columns = columns_of(kind)
    words = {
        "form": form,
        "kind": kind,
        "kinds": Register.choices,
        "label": Register(kind).label,
        "columns": [
            (_in_one_language(names), field in columns.needed)
            for field, names in columns.names.items()
        ],
        "here": LISTS[Register(kind)],
    }
    status = 422 if form.is_bound else 200
    return render(request, "organisation/table_import.html", words, status=status)


@login_required
def table_show(request: Request, kind: str, intake_id: int) -> HttpResponse:
    """The difference that a table would make; sent back with a yes, it is imported."""
    intake, plan = plan_of(viewer=request.viewer, intake_id=intake_id)
    if request.method == "POST":
        return _apply(request, intake_id, Register(intake.kind))
    words = {
        "intake": intake,
        "plan": plan,
        "counts": plan.counts,
        "kind": intake.kind,
        "label": Register(intake.kind).label,
        "here": LISTS[Register(intake.kind)],
        **_rows(request, plan),
    }
    return render(request, "organisation/table_show.html", words)


def _in_one_language(names: tuple[str, ...]) -> list[str]:
    """The names of a column in the reader's language; the others are known all the same."""
    is_greek = not (get_language() or "").startswith("en")
    return [name for name in names if is_greek is not name.isascii()]


def _apply(request: Request, intake_id: int, kind: Register) -> HttpResponse:
    try:
        plan = apply_intake(
            viewer=request.viewer, intake_id=intake_id, digest=request.POST.get("digest", "-")
        )
    except Changed as error:
        messages.error(request, str(error))
        return redirect("organisation:table-show", kind, intake_id)
    words = ngettext(
        "%(count)s row was imported.", "%(count)s rows were imported.", plan.writes
    ) % {"count": plan.writes}
    if out := plan.counts[Outcome.ERROR]:
        left = ngettext("%(count)s stayed out.", "%(count)s stayed out.", out) % {"count": out}
        words = f"{words} {left}"
    messages.success(request, words)
    return redirect(LISTS[kind])


def _rows(request: Request, plan: Plan) -> dict[str, Any]:
    """The rows that matter, errors first, some to a page."""
    order = [Outcome.ERROR, Outcome.CHANGED, Outcome.NEW, Outcome.SAME]
    chosen = request.GET.get("only", "")
    rows = [draft for draft in plan.drafts if not chosen or draft.outcome == chosen]
    rows.sort(key=lambda draft: (order.index(draft.outcome), draft.line))
    text = request.GET.get("from", "0")
    first = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    page = rows[first : first + ROWS]
    names = Names()
    return {
        "rows": [_row(draft, names) for draft in page],
        "only": chosen,
        "first": first,
        "previous": max(0, first - ROWS) if first else None,
        "next": first + ROWS if first + ROWS < len(rows) else None,
        "views": [(each.value, _word(each), plan.counts[each]) for each in order],
    }


def _row(draft: Draft, names: Names) -> dict[str, Any]:
    mood, icon = STATES[draft.outcome]
    changes = [
        (label_of(name), names.shown(name, before), names.shown(name, after))
        for name, (before, after) in draft.all_changes.items()
    ]
    return {
        "draft": draft,
        "word": _word(draft.outcome),
        "mood": mood,
        "icon": icon,
        "changes": changes,
    }


def _word(outcome: Outcome) -> str:
    return {
        Outcome.NEW: pgettext("row", "New"),
        Outcome.CHANGED: _("Changed"),
        Outcome.SAME: _("The same"),
        Outcome.ERROR: _("In error"),
    }[outcome]
