"""What is done to a change by a form of its own, or by one press."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pindos.changes import commands
from pindos.changes.models import Change
from pindos.changes.queries import acts_open_to, change_by
from pindos.changes.terms import FIELDS, Act
from pindos.changes.web.change_page import change_page
from pindos.changes.web.forms import (
    DecisionForm,
    FinishForm,
    MoveForm,
    NoteForm,
    ReasonForm,
    ReviewForm,
    local,
)
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.refusals import blame, put_on
from pindos.kernel.versions import version_in
from pindos.kernel.web import Request
from pindos.records.commands import keep_for_next_try, sent_with

Command = Callable[..., Change]
NOT_NOW = gettext_lazy("This cannot be done now, or not by you. Open it again.")


class Deed(NamedTuple):
    """An act that asks something first."""

    act: Act
    title: Promise | str
    lead: Promise | str
    button: Promise | str
    form: type[forms.Form]
    command: Command
    done: Promise | str


DEEDS = {
    deed.act: deed
    for deed in (
        Deed(
            Act.RESCHEDULE,
            pgettext_lazy("change", "Move it to another time"),
            gettext_lazy("Everybody who knew the old time hears the new one."),
            gettext_lazy("Move it"),
            MoveForm,
            commands.reschedule_change,
            gettext_lazy("It was moved."),
        ),
        Deed(
            Act.FINISH,
            pgettext_lazy("change", "The work was carried out"),
            gettext_lazy("A sentence about how it went helps whoever does it the next time."),
            pgettext_lazy("change", "It is carried out"),
            FinishForm,
            commands.finish_change,
            pgettext_lazy("change", "The work was carried out."),
        ),
        Deed(
            Act.BACK_OUT,
            pgettext_lazy("change", "It failed and was undone"),
            gettext_lazy("It can be tried again: move it to another time."),
            pgettext_lazy("change", "It was backed out"),
            ReasonForm,
            commands.back_out_change,
            gettext_lazy("It is noted that it failed and was undone."),
        ),
        Deed(
            Act.CANCEL,
            pgettext_lazy("change", "Call it off"),
            gettext_lazy("Everybody who knew of it hears that it will not be."),
            pgettext_lazy("change", "Call it off"),
            ReasonForm,
            commands.cancel_change,
            pgettext_lazy("change", "It was called off."),
        ),
        Deed(
            Act.REVIEW,
            pgettext_lazy("change", "Review it"),
            gettext_lazy("Only the unit that did the work and those above it read this."),
            pgettext_lazy("change", "Save the review"),
            ReviewForm,
            commands.review_change,
            gettext_lazy("The review is saved."),
        ),
    )
}


def _deed(act: Act) -> Callable[..., HttpResponse]:
    @login_required
    @require_http_methods(["GET", "POST"])
    def page(request: Request, change: int) -> HttpResponse:
        deed, row = DEEDS[act], change_by(request.viewer, change)
        if act not in acts_open_to(request.viewer, row):
            raise Forbidden(NOT_NOW)
        data = request.POST if request.method == "POST" else None
        form = deed.form(data, initial=_initial(act, row))
        if form.is_valid() and carried_out(request, form, deed.command, row):
            messages.success(request, str(deed.done))
            return redirect("changes:change-show", row.pk)
        context = {
            "deed": deed,
            "change": row,
            "form": form,
            "version": request.POST.get("version", row.version),
        }
        status = 422 if form.is_bound else 200
        return render(request, "changes/change_act.html", context, status=status)

    return page


def _initial(act: Act, row: Change) -> dict[str, Any]:
    if act is not Act.RESCHEDULE:
        return {}
    return {"starts_at": local(row.starts_at), "ends_at": local(row.ends_at)}


def carried_out(request: Request, form: forms.Form, command: Command, row: Change) -> bool:
    """Carry it out with what the form holds; what is refused stands on the form."""
    words = {name: value for name, value in form.cleaned_data.items() if name != "files"}
    version = version_in(request.POST.get("version", ""))
    takes = {"version": version} if command not in WITHOUT_VERSION else {}
    with put_on(form, onwards=(NotFound,)):
        command(viewer=request.viewer, change_id=row.pk, **words, **takes)
    return not form.errors


WITHOUT_VERSION = (commands.link_change, commands.link_problem)


def _at_once(command: Command, done: Promise | str) -> Callable[..., HttpResponse]:
    @login_required
    @require_POST
    def page(request: Request, change: int) -> HttpResponse:
        row = change_by(request.viewer, change)
        version = version_in(request.POST.get("version", ""))
        try:
            command(viewer=request.viewer, change_id=row.pk, version=version)
        except (Forbidden, NotFound):
            raise
        except Invalid as error:
            messages.error(request, _missing(error))
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, str(done))
        return redirect("changes:change-show", row.pk)

    return page


def _missing(error: Invalid) -> str:
    """What has to be filled in before, by the names of the fields."""
    labels = ", ".join(
        f"{FIELDS.get(name, name)}: {words}" for name, words in error.fields.items()
    )
    return _("Before this something is missing. %(fields)s") % {"fields": labels}


def _decide(command: Command, done: Promise | str) -> Callable[..., HttpResponse]:
    @login_required
    @require_POST
    def page(request: Request, change: int) -> HttpResponse:
        row = change_by(request.viewer, change)
        form = DecisionForm(request.POST)
        if form.is_valid() and carried_out(request, form, command, row):
            messages.success(request, str(done))
            return redirect("changes:change-show", row.pk)
        return change_page(request, change_by(request.viewer, row.pk), decision=form)

    return page


@login_required
@require_POST
def change_note(request: Request, change: int) -> HttpResponse:
    """Write something about it, with files."""
    row = change_by(request.viewer, change)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            commands.note_change(
                viewer=request.viewer,
                change_id=row.pk,
                text=form.cleaned_data["text"],
                files=sent_with(request),
            )
        except Invalid as error:
            blame(form, error)
        else:
            messages.success(request, _("Your note is in the history."))
            return redirect("changes:change-show", row.pk)
    return change_page(request, row, note=form, kept=keep_for_next_try(request, form))


change_reschedule = _deed(Act.RESCHEDULE)
change_finish = _deed(Act.FINISH)
change_back_out = _deed(Act.BACK_OUT)
change_cancel = _deed(Act.CANCEL)
change_review = _deed(Act.REVIEW)
change_ask = _at_once(
    commands.ask_change, gettext_lazy("Done. Whoever has to know of it was told.")
)
change_withdraw = _at_once(
    commands.withdraw_change, gettext_lazy("The request was withdrawn. You can put it otherwise.")
)
change_start = _at_once(commands.start_change, gettext_lazy("The work has begun."))
change_approve = _decide(
    commands.approve_change, gettext_lazy("Approved. Those affected are told.")
)
change_refuse = _decide(
    commands.refuse_change, gettext_lazy("Not approved. Whoever asked was told.")
)
