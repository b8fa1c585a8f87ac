"""Pages of mailboxes: the list, adding one, putting it right, trying it."""

from collections.abc import Sequence
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.forms import model_to_dict
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindos.kernel.clashes import Side, say_meanwhile, show_both, to_edit, with_choices
from pindos.kernel.errors import Clash, NotFound, Refused
from pindos.kernel.filtering import list_page
from pindos.kernel.refusals import put_on
from pindos.kernel.versions import shown
from pindos.kernel.web import Request
from pindos.mail.commands import (
    SHOWN,
    add_mailbox,
    ask_permit,
    change_mailbox,
    keep_permit,
    try_mailbox,
)
from pindos.mail.listings import MAILBOXES
from pindos.mail.models import Mailbox
from pindos.mail.providers import preset
from pindos.mail.queries import mail_kept_by, mailbox_by
from pindos.mail.web.forms import MailboxForm, ProviderForm, values_of


@login_required
@require_safe
def mailbox_list(request: Request) -> HttpResponse:
    """The mailboxes and how each fares."""
    return list_page(request, MAILBOXES, "mail/mailbox_list.html", lambda rows: {})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mailbox_add(request: Request) -> HttpResponse:
    """The form of a new one."""
    mail_kept_by(request.viewer)
    if request.method != "POST":
        return _page(request, MailboxForm(request.viewer, initial=NEW | _asked(request)), None)
    form = MailboxForm(request.viewer, request.POST)
    if form.is_valid():
        with put_on(form):
            row = add_mailbox(viewer=request.viewer, **form.asked_new())
            messages.success(request, _("The mailbox is saved. Try whether it opens."))
            return redirect("mail:mailbox-set", row.pk)
    return _page(request, form, None, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mailbox_set(request: Request, mailbox: int) -> HttpResponse:
    """One mailbox: how it fares, and its form."""
    row = mailbox_by(request.viewer, mailbox)
    if request.method != "POST":
        values = to_edit(row, SHOWN, {**model_to_dict(row, SHOWN), **values_of(row)})
        values |= _asked(request)
        return _page(request, MailboxForm(request.viewer, initial=values), row)
    form = MailboxForm(request.viewer, with_choices(request.POST))
    sides: list[Side] = []
    if form.is_valid():
        try:
            with put_on(form):
                saved = change_mailbox(viewer=request.viewer, mailbox_id=row.pk, **form.asked())
                messages.success(request, _("The mailbox is saved. Try whether it opens."))
                say_meanwhile(request, form, saved)
                return redirect("mail:mailbox-set", row.pk)
        except Clash as clash:
            form.add_error(None, str(clash))
            sides = show_both(form, clash, values_of(clash.row), shown(clash.row, SHOWN))
    return _page(request, form, row, sides, status=422)


@login_required
@require_POST
def mailbox_try(request: Request, mailbox: int) -> HttpResponse:
    """Open the saved mailbox and say what was found."""
    is_open, words = try_mailbox(viewer=request.viewer, mailbox_id=mailbox)
    if is_open:
        messages.success(request, _("It opens. %(words)s") % {"words": words})
    else:
        messages.error(request, _("It does not open. The reason: %(words)s") % {"words": words})
    return redirect("mail:mailbox-set", mailbox)


@login_required
@never_cache
@require_safe
def mailbox_permit(request: Request, mailbox: int) -> HttpResponse:
    """Send the browser to the provider, where a person gives the permit of the mailbox."""
    back = settings.URL + reverse("mail:mailbox-permit-back")
    try:
        asked = ask_permit(viewer=request.viewer, mailbox_id=mailbox, back=back)
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("mail:mailbox-set", mailbox)
    with transaction.atomic():
        request.session[ASKED] = asked.state
    return HttpResponseRedirect(asked.url)


@login_required
@never_cache
@require_safe
def mailbox_permit_back(request: Request) -> HttpResponse:
    """Whoever comes back from the provider: the permit is kept, or why there is none is said."""
    mail_kept_by(request.viewer)
    with transaction.atomic():
        state = request.session.pop(ASKED, None)
    given = request.GET.get("state", "")
    if not state or not compare_digest(given.encode(), state["state"].encode()):
        messages.error(request, _("This permit was not asked for from here. Begin anew."))
        return redirect("mail:mailbox-list")
    if error := request.GET.get("error", ""):
        why = f"{error} {request.GET.get('error_description', '')}".strip()[:300]
        messages.error(request, _("No permit was given: %(why)s") % {"why": why})
        return redirect("mail:mailbox-set", state["mailbox"])
    try:
        keep_permit(viewer=request.viewer, code=request.GET.get("code", ""), state=state)
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The permit is kept. Try whether the mailbox opens."))
    return redirect("mail:mailbox-set", state["mailbox"])


ASKED = "mailbox-permit"  # the secrets of the consent under way, and for which mailbox
NEW = {
    "port": 993,
    "security": "tls",
    "access": "password",
    "folder": "INBOX",
    "after": "seen",
    "is_on": True,
}


def _asked(request: Request) -> dict[str, Any]:
    """What is filled in for the provider that was chosen; nothing is saved by it."""
    return preset(request.GET.get("provider", ""), request.GET.get("tenant", ""))


def _page(
    request: Request,
    form: MailboxForm,
    row: Mailbox | None,
    sides: Sequence[Side] = (),
    status: int = 200,
) -> HttpResponse:
    words = {
        "form": form,
        "mailbox": row,
        "sides": sides,
        "kept": {"password": row.secret, "client_secret": row.client_secret} if row else {},
        "provider_form": ProviderForm(request.GET or None, auto_id="of_%s"),
        "back": settings.URL + reverse("mail:mailbox-permit-back"),
    }
    return render(request, "mail/mailbox_set.html", words, status=status)
