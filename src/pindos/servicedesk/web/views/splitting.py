"""Making a ticket of its own of a part of another one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pindos.kernel.errors import Forbidden, Refused
from pindos.kernel.web import Request
from pindos.records.terms import Sight
from pindos.servicedesk.commands import split_ticket
from pindos.servicedesk.queries import acts_open_to, sight_of_ticket, ticket_by
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.act_page import version_of
from pindos.servicedesk.web.forms.splitting import SplitForm
from pindos.servicedesk.web.refusals import put_on


@login_required
@require_http_methods(["GET", "POST"])
def ticket_split(request: Request, number: str) -> HttpResponse:
    """Choose what belongs to the new ticket; the page it leads to is that of the new one."""
    ticket = ticket_by(request.viewer, number)
    words = _("This cannot be done to the ticket now, or not by you. Open it again.")
    if sight_of_ticket(request.viewer, ticket) != Sight.ALL:
        raise Forbidden(words)
    if Act.SPLIT not in acts_open_to(request.viewer, ticket):
        raise Refused(words)
    form = SplitForm(ticket, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with put_on(form):
            made = split_ticket(
                viewer=request.viewer,
                ticket_id=ticket.pk,
                version=version_of(request),
                **form.cleaned_data,
            )
            messages.success(request, _("This is the new ticket. The two are linked."))
            return redirect("servicedesk:ticket-show", made.number)
    context = {"ticket": ticket, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/ticket_split.html", context, status=status)
