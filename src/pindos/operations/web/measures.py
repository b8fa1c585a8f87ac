"""The measures, for Prometheus: by a token, or from a network that is let in."""

from ipaddress import ip_address, ip_network

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pindos.identity.queries import bearer_of, viewer_for
from pindos.kernel.access import NOBODY, Viewer
from pindos.kernel.measures import KIND, as_text, families
from pindos.kernel.origin import origin
from pindos.kernel.web import Request
from pindos.operations.options import METRICS_FROM
from pindos.operations.queries import house_unit_of


@require_safe
def measures(request: Request) -> HttpResponse:
    """Everything the rooms measure; to all others there is no such address."""
    if not is_let_in(origin().address):
        house_unit_of(_who(request))
    response = HttpResponse(as_text(families()), content_type=KIND)
    response.headers["Cache-Control"] = "no-store"
    return response


def is_let_in(address: str) -> bool:
    """Whether the caller stands in one of the networks that a setting names."""
    networks = METRICS_FROM.now()
    try:
        return any(ip_address(address) in ip_network(each) for each in networks)
    except ValueError:
        return False


def _who(request: Request) -> Viewer:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return request.viewer
    bearer = bearer_of(token.strip())
    return viewer_for(bearer.account) if bearer else NOBODY
