"""The viewer's own notices."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.filtering import list_page
from pindos.kernel.web import Request
from pindos.notices.commands import read_all, read_notice
from pindos.notices.listings import NOTICES
from pindos.notices.queries import unread_count


@login_required
@require_safe
def notice_list(request: Request) -> HttpResponse:
    """What I have been told, unread first."""
    return list_page(
        request,
        NOTICES,
        "notices/notice_list.html",
        lambda rows: {
            "unread": unread_count(request.viewer),
            "newest": max((notice.pk for notice in rows), default=0),
        },
    )


@login_required
@require_safe
def notice_show(request: Request, notice_id: int) -> HttpResponse:
    """Go to the thing a notice is about; it counts as read from then on."""
    notice = read_notice(viewer=request.viewer, notice_id=notice_id)
    if notice.url and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None):
        return redirect(notice.url)
    return redirect("notices:notice-list")


@login_required
@require_POST
def notice_read(request: Request, notice_id: int) -> HttpResponse:
    """Mark one as read without going there."""
    read_notice(viewer=request.viewer, notice_id=notice_id)
    messages.success(request, _("Marked as read."))
    return redirect("notices:notice-list")


@login_required
@require_POST
def notice_read_all(request: Request) -> HttpResponse:
    """Mark as read all that stood on the page and before; what came since stays unread."""
    newest = request.POST.get("newest", "")
    count = read_all(viewer=request.viewer, up_to=int(newest) if newest.isdecimal() else 0)
    words = ngettext("%(n)d notice marked as read.", "%(n)d notices marked as read.", count)
    messages.success(request, words % {"n": count})
    return redirect("notices:notice-list")
