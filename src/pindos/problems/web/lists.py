"""The lists: problems of the viewer's units, known errors of the administration."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pindos.kernel.errors import NotFound
from pindos.kernel.filtering import list_page
from pindos.kernel.web import Request
from pindos.organisation.rights import units_worked_by
from pindos.problems.queries import KNOWN_ERRORS, PROBLEMS, reads_problems


@login_required
@require_safe
def problem_list(request: Request) -> HttpResponse:
    """What the viewer's units look into, the most urgent first."""
    if not reads_problems(request.viewer):
        raise NotFound
    may_open = bool(units_worked_by(request.viewer))
    return list_page(
        request,
        PROBLEMS,
        "problems/problem_list.html",
        lambda rows: {"may_open": may_open},
        dressed=PROBLEMS.with_values,
    )


@login_required
@require_safe
def known_error_list(request: Request) -> HttpResponse:
    """What all units have found out, the newest first."""
    if not reads_problems(request.viewer):
        raise NotFound
    return list_page(
        request,
        KNOWN_ERRORS,
        "problems/known_error_list.html",
        lambda rows: {},
        dressed=KNOWN_ERRORS.with_values,
    )
