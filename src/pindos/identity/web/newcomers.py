"""The page on which an administrator makes an account."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pindos.identity import commands
from pindos.identity.queries import rules_person
from pindos.identity.rules import readable_password
from pindos.identity.web.accounts import administrators_only, show
from pindos.identity.web.forms import AccountForm, note_refusal
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.text import id_in, without_invisible
from pindos.kernel.web import Request
from pindos.organisation.queries import PersonFacts, people_found, person_facts


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_create(request: Request) -> HttpResponse:
    """Find a person, give them a name to sign in with, and a password for the first time."""
    administrators_only(request)
    person = _chosen_person(request)
    form = AccountForm(request.POST or None, initial={"username": proposed_name(person)})
    if person and request.method == "POST" and form.is_valid():
        password = readable_password()
        try:
            account = commands.create_account(
                viewer=request.viewer,
                username=form.cleaned_data["username"],
                person_id=person.id,
                password=password,
                is_one_time=True,
            )
        except Refused as refusal:
            note_refusal(form, refusal)
        else:
            return show(request, account, new_password=password)
    asked = without_invisible(request.GET.get("q", ""))[:200]
    context = {
        "form": form,
        "person": person,
        "asked": asked,
        "people": people_found(request.viewer, asked) if asked else [],
    }
    status = 422 if form.is_bound else 200
    return render(request, "identity/account_create.html", context, status=status)


def _chosen_person(request: Request) -> PersonFacts | None:
    """The person of the form, if the administrator rules them."""
    chosen = chosen_person_id(request)
    if chosen is None:
        return None
    if not rules_person(request.viewer, chosen):
        raise NotFound
    return person_facts(chosen)


def chosen_person_id(request: Request) -> int | None:
    """The person that a form names, whoever may look at them."""
    return id_in(request.POST.get("person", request.GET.get("person", "")))


def proposed_name(person: PersonFacts | None) -> str:
    """A first idea of a name: what stands before the @ of the mail address."""
    return person.email.partition("@")[0] if person else ""
