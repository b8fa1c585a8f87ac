"""Pages of mailboxes: the list, adding one, putting it right, trying it."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindos.kernel.clashes import Side, say_meanwhile, show_both, to_edit, with_choices
from pindos.kernel.errors import Clash
from pindos.kernel.filtering import list_page
from pindos.kernel.refusals import put_on
from pindos.kernel.versions import shown
from pindos.kernel.web import Request
from pindos.mail.commands import SHOWN, add_mailbox, change_mailbox, try_mailbox
from pindos.mail.listings import MAILBOXES
from pindos.mail.models import Mailbox
from pindos.mail.queries import mail_kept_by, mailbox_by
from pindos.mail.web.forms import MailboxForm, values_of


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
        return _page(request, MailboxForm(request.viewer, initial=NEW), None)
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


NEW = {
    "port": 993,
    "security": "tls",
    "access": "password",
    "folder": "INBOX",
    "after": "seen",
    "is_on": True,
}


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
        "has_password": bool(row and row.secret),
    }
    return render(request, "mail/mailbox_set.html", words, status=status)
