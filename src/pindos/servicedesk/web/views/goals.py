"""The goals: after how many hours a ticket counts as late, until there are deadlines."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pindos.kernel.clashes import with_choices
from pindos.kernel.errors import Forbidden
from pindos.kernel.web import Request
from pindos.organisation.terms import Role
from pindos.servicedesk.commands import set_goal
from pindos.servicedesk.web.forms.goals import GoalsForm
from pindos.servicedesk.web.refusals import put_on


@login_required
@require_http_methods(["GET", "POST"])
def goal_list(request: Request) -> HttpResponse:
    """Hours for each priority; for administrators."""
    if not request.viewer.holds(Role.ADMINISTRATOR):
        raise Forbidden(_("Only an administrator sets goals."))
    form = GoalsForm(with_choices(request.POST) or None)
    if form.is_valid():
        with put_on(form), transaction.atomic():
            for priority, hours in form.hours().items():
                seen = form.seen(priority)
                set_goal(viewer=request.viewer, priority=priority, hours=hours, seen=seen)
            messages.success(request, _("The goals were saved; open tickets follow them."))
            return redirect("servicedesk:goal-list")
    status = 422 if form.is_bound else 200
    words = {"form": form, "sides": form.sides()}
    return render(request, "servicedesk/goal_list.html", words, status=status)
