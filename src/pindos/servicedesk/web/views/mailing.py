"""A message that a person decides on becomes work."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pindos.kernel.errors import Forbidden, NotFound
from pindos.kernel.refusals import put_on
from pindos.kernel.web import Request
from pindos.mail.queries import arrival_by
from pindos.organisation.queries import prefectures
from pindos.servicedesk.commands import release_mail
from pindos.servicedesk.queries import tickets_for, works_at_a_desk
from pindos.servicedesk.queries.mailing import quoted_in


class ReleaseForm(forms.Form):
    """Onto which ticket it goes, or for whom one is opened."""

    requester = forms.CharField(
        label=gettext_lazy("Open a ticket for"),
        help_text=gettext_lazy("Key or e-mail of a person. Empty: for whoever sent it."),
        max_length=200,
        required=False,
    )
    prefecture = forms.ChoiceField(
        label=gettext_lazy("Or hand it to the department of"),
        help_text=gettext_lazy("A ticket for the sender as somebody unknown."),
        required=False,
    )
    ticket = forms.CharField(
        label=gettext_lazy("Or put it onto the ticket"),
        help_text=gettext_lazy(
            "The number of a ticket that you work on; its sender hears your replies. "
            "Empty: a new one."
        ),
        max_length=30,
        required=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        names = [(place.key, place.name) for place in prefectures()]
        self.fields["prefecture"].choices = [("", "—"), *names]  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_release(request: Request, arrival: int) -> HttpResponse:
    """Make it a ticket, or put it onto one; what cannot be done is said beside what was typed."""
    row = arrival_by(request.viewer, arrival)
    if not works_at_a_desk(request.viewer):
        raise Forbidden(_("Only those who work at a desk decide on messages."))
    quoted = quoted_in(request.viewer, row.pk)
    onto = quoted.ticket.number if quoted and quoted.is_worked_on else ""
    form = ReleaseForm(request.POST or None, initial={"ticket": onto})
    if request.method == "POST" and form.is_valid():
        try:
            with put_on(form):
                ticket = release_mail(
                    viewer=request.viewer, arrival_id=row.pk, **form.cleaned_data
                )
                words = _("The message is on %(number)s.") % {"number": ticket.number}
                messages.success(request, words)
                if tickets_for(request.viewer).filter(pk=ticket.pk).exists():
                    return redirect("servicedesk:ticket-show", ticket.number)
                return redirect("mail:arrival-show", row.pk)
        except NotFound:
            words = _("There is no ticket %(number)s that you work on.")
            form.add_error("ticket", words % {"number": form.cleaned_data["ticket"]})
    words_of_page = {"form": form, "arrival": row, "quoted": quoted}
    status = 422 if form.is_bound else 200
    return render(request, "servicedesk/mail_release.html", words_of_page, status=status)
