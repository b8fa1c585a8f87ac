"""Where the links in mails lead: a first password, or another one instead of a forgotten one."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from pindos.identity import commands
from pindos.identity.commands import TooSoon
from pindos.identity.models import Account, EntryLink
from pindos.identity.queries import account_names, has_factor, kind_of_link, open_link
from pindos.identity.terms import LinkKind
from pindos.identity.web.entry import let_in, wait_for_factor
from pindos.identity.web.forms import FirstPasswordForm, RenewalForm, note_refusal
from pindos.kernel.cipher import opened, sealed
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.telling import is_posting
from pindos.kernel.web import Request

SECRET = "entry_link"  # the sealed secret of the link that somebody came by
PURPOSE = "identity entry link"
PAGES: dict[str, str] = {
    LinkKind.INVITATION: "identity:invitation-accept",
    LinkKind.RENEWAL: "identity:password-renew",
}


@never_cache
@sensitive_variables()
@require_safe
def link_open(request: Request, secret: str) -> HttpResponse:
    """Take the secret out of the address at once, so that no page, log or site sees it.

    It opens nothing yet: programs that look at mails follow links too.
    """
    kind = kind_of_link(secret)
    with transaction.atomic():
        request.session[SECRET] = sealed(secret, purpose=PURPOSE)
    response = redirect(PAGES.get(kind, "identity:link-over"))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_safe
def link_over(request: Request) -> HttpResponse:
    """A link that is unknown, used, withdrawn or out of date, in one and the same words."""
    return render(request, "identity/link_over.html", {"can_ask": is_posting()})


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: Request) -> HttpResponse:
    """Choose the first password, and begin."""
    return _choose(
        request, LinkKind.INVITATION, commands.accept_invitation, _("Welcome. You are signed in.")
    )


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def renew_password(request: Request) -> HttpResponse:
    """Choose another password instead of a forgotten one."""
    return _choose(
        request, LinkKind.RENEWAL, commands.renew_password, _("Your password has been changed.")
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_renewal(request: Request) -> HttpResponse:
    """Ask for a link by mail; the answer is the same whoever is meant."""
    form = RenewalForm(request.POST if request.method == "POST" else None)
    status, is_asked, pause = 200, False, 0
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound:
        try:
            commands.ask_renewal(viewer=request.viewer, name=form.cleaned_data["name"])
        except TooSoon as refusal:
            form.add_error(None, str(refusal))
            status, pause = refusal.status, refusal.seconds
        else:
            is_asked = True
    context = {"form": form, "is_asked": is_asked, "is_posting": is_posting()}
    response = render(request, "identity/password_renewal_ask.html", context, status=status)
    if pause:
        response.headers["Retry-After"] = str(pause)
    return response


def _choose(
    request: Request, kind: LinkKind, act: Callable[..., Account], done: str
) -> HttpResponse:
    secret = opened(request.session.get(SECRET, ""), purpose=PURPOSE)
    link = open_link(secret, kind) if secret else None
    if link is None:
        return redirect("identity:link-over")
    form = FirstPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            account = act(
                viewer=request.viewer, secret=secret, password=form.cleaned_data["password"]
            )
        except Invalid as refusal:
            note_refusal(form, refusal)
        except NotFound:  # somebody else was faster
            return redirect("identity:link-over")
        else:
            return _go_on(request, account, done)
    status = 422 if form.is_bound else 200
    return render(request, "identity/link_password.html", _shown(link, form), status=status)


def _go_on(request: Request, account: Account, done: str) -> HttpResponse:
    """Let them in; a second factor that the account has is asked for first."""
    with transaction.atomic():
        request.session.pop(SECRET, None)
    if has_factor(account):
        with transaction.atomic():
            wait_for_factor(request, account)
        return redirect("identity:sign-in-factor")
    let_in(request, account)
    messages.success(request, done)
    return HttpResponseRedirect("/")


def _shown(link: EntryLink, form: FirstPasswordForm) -> dict[str, object]:
    by = [link.made_by_id] if link.made_by_id else []
    return {
        "form": form,
        "username": link.account.username,
        "name": account_names([link.account_id])[link.account_id],
        "inviter": account_names(by).get(link.made_by_id or 0, ""),
        "is_first": link.kind == LinkKind.INVITATION,
        "page": PAGES[link.kind],
    }
