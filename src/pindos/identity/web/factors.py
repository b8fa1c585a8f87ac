"""One's own second factors: the app, passkeys, and the codes on paper."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pindos.identity import commands, passkeys, totp
from pindos.identity.commands.proving import TOTP_SECRET
from pindos.identity.queries import account_names, factors_for, means_of, needs_factor, own_account
from pindos.identity.terms import FactorKind, Proof
from pindos.identity.web.confirmed import confirmed
from pindos.identity.web.entry import stay_in
from pindos.identity.web.forms import AppForm, PasskeyForm, note_refusal
from pindos.identity.web.proof import ANSWER_LENGTH
from pindos.kernel.cipher import opened, sealed
from pindos.kernel.errors import Refused
from pindos.kernel.web import Request

NEW_APP = "new_app"  # the sealed secret of an app that is being added
NEW_PASSKEY = "new_passkey"  # what the browser was asked for a new passkey


@never_cache
@login_required
@require_GET
def factor_list(request: Request) -> HttpResponse:
    """With what one proves oneself beside the password."""
    account = own_account(request.viewer)
    context = {
        "factors": factors_for(request.viewer),
        "means": means_of(account),
        "must": needs_factor(request.viewer.posts),
        "fits": passkeys.fits(request.get_host(), is_secure=request.is_secure()),
        "here": "identity:me",
    }
    return render(request, "identity/factor_list.html", context)


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def add_app(request: Request) -> HttpResponse:
    """Show the picture, take the app's code, and show the recovery codes when it is the first."""
    account = own_account(request.viewer)
    secret = _secret(request)
    form = AppForm(request.POST or None, initial={"name": _("My phone")})
    if request.method == "POST" and form.is_valid():
        is_first = not means_of(account).is_any
        try:
            commands.add_app(viewer=request.viewer, secret=secret, **form.cleaned_data)
        except Refused as refusal:
            note_refusal(form, refusal)
        else:
            request.session.pop(NEW_APP)
            return _done(request, Proof.TOTP, is_first=is_first)
    address = totp.address_of(secret, account.username)
    context = {
        "form": form,
        "path": _path_of(totp.picture_of(address)),
        "address": address,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "here": "identity:me",
    }
    status = 422 if form.is_bound else 200
    return render(request, "identity/app_add.html", context, status=status)


@login_required
@require_POST
@confirmed
def ask_new_passkey(request: Request) -> JsonResponse:
    """What the browser is to ask for a new passkey."""
    account = own_account(request.viewer)
    kept = factors_for(request.viewer).filter(kind=FactorKind.PASSKEY)
    asked = passkeys.ask_to_make(
        request.get_host(),
        account_id=account.pk,
        name=account.username,
        title=account_names([account.pk])[account.pk],
        keys=[passkeys.Key(each.handle or "", each.secret, each.uses) for each in kept],
    )
    request.session[NEW_PASSKEY] = asked.state
    return JsonResponse(asked.options)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def add_passkey(request: Request) -> HttpResponse:
    """Take the new passkey that the browser has made."""
    account = own_account(request.viewer)
    form = PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_first = not means_of(account).is_any
        answer = request.POST.get("answer", "")
        try:
            commands.add_passkey(
                viewer=request.viewer,
                name=form.cleaned_data["name"],
                host=request.get_host(),
                state=request.session.pop(NEW_PASSKEY, {}),
                answer=_json(answer),
            )
        except Refused as refusal:
            note_refusal(form, refusal)
        else:
            return _done(request, Proof.PASSKEY, is_first=is_first)
    fits = passkeys.fits(request.get_host(), is_secure=request.is_secure())
    context = {"form": form, "fits": fits, "here": "identity:me"}
    status = 422 if form.is_bound else 200
    return render(request, "identity/passkey_add.html", context, status=status)


@login_required
@require_POST
@confirmed
def remove(request: Request, factor_id: int) -> HttpResponse:
    """Take one away."""
    commands.remove_factor(viewer=request.viewer, factor_id=factor_id)
    messages.success(request, _("It has been removed and opens nothing any more."))
    return redirect("identity:factor-list")


@never_cache
@sensitive_variables()
@login_required
@require_POST
@confirmed
def make_codes(request: Request) -> HttpResponse:
    """Make new recovery codes and show them this one time."""
    return _codes(request, is_new=False)


def _done(request: Request, proof: str, *, is_first: bool) -> HttpResponse:
    """The session goes on as one with a second factor; with the first come the codes on paper."""
    stay_in(request, own_account(request.viewer), proof)
    if is_first:
        return _codes(request, is_new=True)
    messages.success(request, _("It has been added. From now on it is one way to prove yourself."))
    return redirect("identity:factor-list")


def _codes(request: Request, *, is_new: bool) -> HttpResponse:
    codes = commands.make_recovery_codes(viewer=request.viewer)
    context = {"codes": codes, "is_new": is_new, "here": "identity:me"}
    return render(request, "identity/recovery_codes.html", context)


def _secret(request: Request) -> str:
    """The secret of the app that is being added; the same until it is done, sealed meanwhile."""
    kept = request.session.get(NEW_APP, "")
    if kept:
        return opened(kept, purpose=TOTP_SECRET)
    secret = totp.new_secret()
    request.session[NEW_APP] = sealed(secret, purpose=TOTP_SECRET)
    return secret


def _path_of(svg: str) -> dict[str, str]:
    """What is drawn, without the frame that the page gives it itself."""
    return {
        "d": svg.partition(' d="')[2].partition('"')[0],
        "box": svg.partition('viewBox="')[2].partition('"')[0],
    }


def _json(text: str) -> object:
    try:
        return json.loads(text) if len(text) <= ANSWER_LENGTH else None
    except ValueError:
        return None
