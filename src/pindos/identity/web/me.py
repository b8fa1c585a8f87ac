"""The page of one's own account."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from pindos.identity import commands
from pindos.identity.commands import TooSoon
from pindos.identity.queries import (
    account_names,
    means_of,
    must_change_password,
    own_account,
    tokens_for,
)
from pindos.identity.web.confirmed import confirmed
from pindos.identity.web.entry import is_confirmed, stay_in
from pindos.identity.web.forms import (
    FirstPasswordForm,
    LooksForm,
    PasswordForm,
    TokenForm,
    note_refusal,
)
from pindos.kernel.errors import Invalid
from pindos.kernel.web import Request
from pindos.organisation.queries import positions_of
from pindos.organisation.terms import Role


@never_cache
@login_required
def me(request: Request) -> HttpResponse:
    """How pages look, the password, the tokens and the positions of whoever looks."""
    return _page(request)


@require_POST
@login_required
def set_looks(request: Request) -> HttpResponse:
    """Choose language, theme and shortcuts."""
    form = LooksForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, looks_form=form)
    commands.set_preferences(viewer=request.viewer, **form.cleaned_data)
    messages.success(request, _("The appearance has been saved."))
    return redirect("identity:me")


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: Request) -> HttpResponse:
    """Give oneself another password; the session goes on, all others end."""
    is_first = must_change_password(request.user)
    ask = FirstPasswordForm if is_first else PasswordForm
    form = ask(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in form.fields if name != "again"}
        act = commands.set_password if is_first else commands.change_password
        try:
            account = act(viewer=request.viewer, **said)
        except (Invalid, TooSoon) as refusal:
            note_refusal(form, refusal)
        else:
            stay_in(request, account)
            messages.success(request, _("Your password has been changed."))
            return redirect("/" if is_first else "identity:me")
    context = {"form": form, "is_first": is_first}
    status = 422 if form.is_bound else 200
    return render(request, "identity/password_change.html", context, status=status)


@never_cache
@require_POST
@login_required
@confirmed
def create_token(request: Request) -> HttpResponse:
    """Make a token and show it this one time."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, token_form=form)
    said = form.cleaned_data
    try:
        text = commands.create_token(
            viewer=request.viewer,
            username=own_account(request.viewer).username,
            scope=said["scope"],
            name=said["name"],
            days=int(said["days"]),
        )
    except Invalid as refusal:
        note_refusal(form, refusal)
        return _page(request, form=form, token_form=form)
    return _page(request, new_token=text)


@require_POST
@login_required
def revoke_token(request: Request, token_id: int) -> HttpResponse:
    """End a token of one's own."""
    commands.revoke_token(viewer=request.viewer, token_id=token_id)
    messages.success(request, _("The token has been revoked. What used it can no longer sign in."))
    return redirect("identity:me")


def _page(request: Request, **changed: Any) -> HttpResponse:
    viewer = request.viewer
    account = own_account(viewer)
    today = timezone.localdate()
    held = positions_of([viewer.person_id] if viewer.person_id else [])
    looks = {name: getattr(account, name) for name in ("language", "theme", "has_shortcuts")}
    context = {
        "account": account,
        "name": account_names([account.pk])[account.pk],
        "looks_form": LooksForm(initial=looks),
        "token_form": TokenForm(),
        "is_confirmed": is_confirmed(request),
        "means": means_of(account),
        "tokens": tokens_for(viewer),
        "now": timezone.now(),
        "positions": [(each, Role(each.role).label, each.is_held(today)) for each in held],
        **changed,
    }
    status = 422 if "form" in changed else 200
    return render(request, "identity/me.html", context, status=status)
