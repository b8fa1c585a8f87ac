"""Trying a rule out, switching it on and off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pindos.automation import commands
from pindos.kernel.web import Request


@login_required
@require_POST
def rule_try(request: Request, rule: int) -> HttpResponse:
    """Ask it about the last weeks; nothing is changed."""
    trial = commands.try_rule(viewer=request.viewer, rule_id=rule)
    words = ngettext(
        "It would have acted %(n)s time. Nothing was changed.",
        "It would have acted %(n)s times. Nothing was changed.",
        trial.hits,
    )
    messages.success(request, words % {"n": trial.hits})
    return redirect("automation:rule-show", rule)


@login_required
@require_POST
def rule_switch_on(request: Request, rule: int) -> HttpResponse:
    """From now on it acts."""
    commands.switch_rule_on(viewer=request.viewer, rule_id=rule)
    messages.success(request, _("The rule is on. It acts on what happens from now on."))
    return redirect("automation:rule-show", rule)


@login_required
@require_POST
def rule_switch_off(request: Request, rule: int) -> HttpResponse:
    """It acts no more."""
    commands.switch_rule_off(viewer=request.viewer, rule_id=rule)
    messages.success(request, _("The rule is off. What it did stays."))
    return redirect("automation:rule-show", rule)
