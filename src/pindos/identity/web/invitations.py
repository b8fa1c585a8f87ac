"""Inviting people: whom, which invitations are still open, and sending one anew."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pindos.identity import commands
from pindos.identity.queries import (
    account_names,
    accounts_of_person,
    invitations_for,
    invites,
    people_to_invite,
)
from pindos.identity.web.forms import AccountForm, note_refusal
from pindos.identity.web.newcomers import chosen_person_id, proposed_name
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.pages import page_of, rows_a_page
from pindos.kernel.telling import is_posting
from pindos.kernel.text import without_invisible
from pindos.kernel.web import Request
from pindos.organisation.queries import PersonFacts, people_found, person_facts
from pindos.organisation.terms import Role

ROWS = 50


@login_required
@require_GET
def invitation_list(request: Request) -> HttpResponse:
    """The invitations that nobody has used yet, the newest first."""
    _only_who_invites(request)
    waiting = invitations_for(request.viewer)
    page = page_of(
        waiting,
        by=("-made_at", "-id"),
        after=request.GET.get("after", ""),
        size=rows_a_page(ROWS),
    )
    context = {
        "page": page,
        "count": waiting.count(),
        "is_posting": is_posting(),
    }
    return render(request, "identity/invitation_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_invite(request: Request) -> HttpResponse:
    """Find a person, give them a name to sign in with, and send the invitation."""
    _only_who_invites(request)
    person = _chosen(request)
    form = AccountForm(request.POST or None, initial={"username": proposed_name(person)})
    if person and request.method == "POST" and form.is_valid():
        try:
            commands.invite_person(
                viewer=request.viewer,
                person_id=person.id,
                username=form.cleaned_data["username"],
            )
        except Refused as refusal:
            note_refusal(form, refusal)
        else:
            words = _("The invitation for %(name)s is on its way to %(address)s.")
            said = {"name": person.name, "address": person.email}
            messages.success(request, words % said)
            return redirect("identity:invitation-list")
    return _invite_page(request, person, form)


@login_required
@require_POST
def account_invite(request: Request, account_id: int) -> HttpResponse:
    """Send an invitation for an account that has not been used yet, or send it anew."""
    names = account_names([account_id])
    if not names:
        raise NotFound
    commands.invite_account(viewer=request.viewer, account_id=account_id)
    words = _("The invitation for %(name)s is on its way. The link sent before works no more.")
    messages.success(request, words % {"name": names[account_id]})
    return redirect("identity:invitation-list")


@login_required
@require_POST
def revoke_invitation(request: Request, invitation_id: int) -> HttpResponse:
    """Let the link in the mail open nothing any more."""
    commands.revoke_invitation(viewer=request.viewer, invitation_id=invitation_id)
    messages.success(request, _("The invitation is withdrawn. Its link works no more."))
    return redirect("identity:invitation-list")


def _invite_page(request: Request, person: PersonFacts | None, form: AccountForm) -> HttpResponse:
    asked = without_invisible(request.GET.get("q", ""))[:200]
    found = people_found(request.viewer, asked) if asked else []
    may = people_to_invite(request.viewer, [each.id for each in found])
    context = {
        "form": form,
        "person": person,
        "has_account": person is not None and accounts_of_person(person.id).exists(),
        "asked": asked,
        "people": [each for each in found if each.id in may],
        "is_posting": is_posting(),
        "makes_accounts": request.viewer.holds(Role.ADMINISTRATOR),
        "here": "identity:invitation-list",
    }
    status = 422 if form.is_bound else 200
    return render(request, "identity/person_invite.html", context, status=status)


def _chosen(request: Request) -> PersonFacts | None:
    """The person of the form, if the viewer may invite them."""
    chosen = chosen_person_id(request)
    if chosen is None:
        return None
    if chosen not in people_to_invite(request.viewer, [chosen]):
        raise NotFound
    return person_facts(chosen)


def _only_who_invites(request: Request) -> None:
    if not invites(request.viewer):
        raise NotFound
