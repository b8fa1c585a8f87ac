"""The second step of a sign-in, and "is it you?" before acts that matter."""

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from pindos.identity import commands, passkeys
from pindos.identity.commands import NotSignedIn, TooSoon
from pindos.identity.models import Account
from pindos.identity.queries import factors_of, means_of, own_account, signs_in_elsewhere
from pindos.identity.terms import FactorKind, Proof, Purpose, Source
from pindos.identity.web.entry import confirm, let_in, who_waits
from pindos.identity.web.forms import CodeForm, ConfirmForm
from pindos.identity.web.ways import way_on
from pindos.kernel.errors import Refused
from pindos.kernel.web import Request

ASKED = "passkey"  # what a browser was asked, until it answers
REFUSED = "passkey_refused"
ANSWER_LENGTH = 20_000


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_factor(request: Request) -> HttpResponse:
    """The second step: a code of the app, a recovery code, or a passkey."""
    account = who_waits(request)
    if account is None:
        return redirect("identity:sign-in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            proof = commands.prove_code(
                viewer=request.viewer,
                account_id=account.pk,
                code=form.cleaned_data["code"],
                purpose=Purpose.SIGN_IN,
            )
        except (NotSignedIn, TooSoon) as refusal:
            return _again(request, "identity/sign_in_factor.html", form, account, refusal)
        let_in(request, account, proof)
        return HttpResponseRedirect(way_on(request))
    status = 422 if form.is_bound else 200
    return _ask(request, "identity/sign_in_factor.html", form, account, status)


@require_POST
def ask_passkey(request: Request) -> JsonResponse:
    """What the browser asks the passkey: one of this account's, or whichever it has for us."""
    account = _whose(request)
    kept = factors_of(account).filter(kind=FactorKind.PASSKEY) if account else []
    keys = [passkeys.Key(each.handle or "", each.secret, each.uses) for each in kept]
    asked = passkeys.ask_to_show(request.get_host(), keys)
    request.session[ASKED] = asked.state
    return JsonResponse(asked.options)


@never_cache
@require_POST
def sign_in_passkey(request: Request) -> HttpResponse:
    """Sign in with a passkey: alone, or as the second step after the password."""
    waiting = who_waits(request)
    try:
        account = _proved(request, Purpose.SIGN_IN, waiting)
    except Refused as refusal:
        if waiting:
            page = "identity/sign_in_factor.html"
            return _again(request, page, CodeForm({}), waiting, refusal)
        request.session[REFUSED] = str(refusal)
        return redirect("identity:sign-in")
    let_in(request, account, Proof.PASSKEY)
    return HttpResponseRedirect(way_on(request))


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_identity(request: Request) -> HttpResponse:
    """Ask whoever sits there to prove once more that it is them, before an act that matters."""
    account = own_account(request.viewer)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    means = means_of(account)
    form.fit(has_factor=means.is_any)
    if form.is_valid():
        said = form.cleaned_data
        try:
            proof = _confirmed(request, account, said)
        except (NotSignedIn, TooSoon) as refusal:
            return _again(request, "identity/confirm.html", form, account, refusal)
        confirm(request, proof)
        return HttpResponseRedirect(way_on(request))
    return _ask(request, "identity/confirm.html", form, account, 422 if form.is_bound else 200)


@never_cache
@login_required
@require_POST
def confirm_passkey(request: Request) -> HttpResponse:
    """The same with a passkey."""
    account = own_account(request.viewer)
    try:
        _proved(request, Purpose.CONFIRM, account)
    except Refused as refusal:
        form = ConfirmForm({})
        form.fit(has_factor=True)
        return _again(request, "identity/confirm.html", form, account, refusal)
    confirm(request, Proof.PASSKEY)
    return HttpResponseRedirect(way_on(request))


def _confirmed(request: Request, account: Account, said: dict[str, Any]) -> str:
    if "code" in said:
        return commands.prove_code(
            viewer=request.viewer,
            account_id=account.pk,
            code=said["code"],
            purpose=Purpose.CONFIRM,
        )
    commands.confirm_password(viewer=request.viewer, password=said["password"])
    return Proof.PASSWORD


def _proved(request: Request, purpose: Purpose, account: Account | None) -> Account:
    """Whose passkey it is; of another account than the one that is asked it does not count."""
    state = request.session.pop(ASKED, None)
    answer = request.POST.get("answer", "")
    try:
        said = json.loads(answer) if len(answer) <= ANSWER_LENGTH else None
    except ValueError:
        said = None
    if not state or not isinstance(said, dict):
        raise NotSignedIn(commands.NO_PASSKEY)
    return commands.prove_passkey(
        viewer=request.viewer,
        host=request.get_host(),
        state=state,
        answer=said,
        purpose=purpose,
        account_id=account.pk if account else None,
    )


def _whose(request: Request) -> Account | None:
    return own_account(request.viewer) if request.viewer.is_known else who_waits(request)


def _again(
    request: Request, page: str, form: CodeForm | ConfirmForm, account: Account, refusal: Refused
) -> HttpResponse:
    form.errors.clear()
    form.add_error(None, str(refusal))
    response = _ask(request, page, form, account, refusal.status)
    if isinstance(refusal, TooSoon):
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


def _ask(
    request: Request, page: str, form: CodeForm | ConfirmForm, account: Account, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "means": means_of(account),
        "fits": passkeys.fits(request.get_host(), is_secure=request.is_secure()),
        "next": request.POST.get("next", request.GET.get("next", "")),
        "by_provider": signs_in_elsewhere(account) == Source.OPENID,
    }
    return render(request, page, context, status=status)
