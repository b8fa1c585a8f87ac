"""Pages of all units and of all positions, as lists that can be asked anything."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pindos.kernel.filtering import list_page
from pindos.kernel.web import Request
from pindos.organisation.queries.listed import POSITIONS, UNITS, competences_of
from pindos.organisation.queries.positions import facts_of_position
from pindos.organisation.queries.units import facts_of


@login_required
@require_safe
def unit_list(request: Request) -> HttpResponse:
    """Every unit, and what it answers for; the statute is everybody's to read."""
    return list_page(
        request,
        UNITS,
        "organisation/unit_list.html",
        lambda rows: {"rows": [(row, facts_of(row), len(competences_of(row))) for row in rows]},
        dressed=UNITS.with_values,
    )


@login_required
@require_safe
def position_list(request: Request) -> HttpResponse:
    """Who stands where, stood there or will, of the people whom one may look up."""
    today = timezone.localdate()
    return list_page(
        request,
        POSITIONS,
        "organisation/position_list.html",
        lambda rows: {
            "rows": [
                (row, facts_of_position(row), facts_of_position(row).is_held(today))
                for row in rows
            ]
        },
        dressed=POSITIONS.with_values,
    )
