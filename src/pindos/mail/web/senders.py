"""Pages of those from whom nothing is taken, and of addresses to which nothing is sent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.filtering import list_page
from pindos.kernel.refusals import put_on
from pindos.kernel.web import Request
from pindos.mail.commands import block_sender, release_sender, revive_address
from pindos.mail.listings import BLOCKED, DEAD
from pindos.mail.queries import mail_kept_by
from pindos.mail.web.forms import BlockForm


@login_required
@require_safe
def sender_list(request: Request) -> HttpResponse:
    """Blocked senders, and the form that blocks one."""
    form = BlockForm(initial={"address": request.GET.get("address", "")[:250]})
    return list_page(request, BLOCKED, "mail/sender_list.html", lambda rows: {"form": form})


@login_required
@require_POST
def sender_block(request: Request) -> HttpResponse:
    """Block one; a mistake is said beside what was typed."""
    mail_kept_by(request.viewer)
    form = BlockForm(request.POST)
    if form.is_valid():
        with put_on(form):
            row = block_sender(viewer=request.viewer, **form.cleaned_data)
            words = _("Nothing is taken from %(address)s any more.")
            messages.success(request, words % {"address": row.address})
            return redirect("mail:sender-list")
    answer = list_page(request, BLOCKED, "mail/sender_list.html", lambda rows: {"form": form})
    answer.status_code = 422
    return answer


@login_required
@require_POST
def sender_release(request: Request, sender: int) -> HttpResponse:
    """Take mail from them again."""
    release_sender(viewer=request.viewer, sender_id=sender)
    messages.success(request, _("Mail from there is taken again."))
    return redirect("mail:sender-list")


@login_required
@require_safe
def dead_list(request: Request) -> HttpResponse:
    """Addresses from which letters came back for good."""
    return list_page(request, DEAD, "mail/dead_list.html", lambda rows: {})


@login_required
@require_POST
def address_revive(request: Request) -> HttpResponse:
    """Send to an address again."""
    mail_kept_by(request.viewer)
    revive_address(viewer=request.viewer, address=request.POST.get("address", ""))
    messages.success(request, _("Letters are sent there again."))
    return redirect("mail:dead-list")
