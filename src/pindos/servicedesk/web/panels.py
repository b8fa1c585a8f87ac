"""What the desk adds to pages of the floors below."""

from django.template.loader import render_to_string

from pindos.kernel.access import Viewer
from pindos.kernel.slots import panel
from pindos.servicedesk.queries import tickets_for
from pindos.servicedesk.web.rows import rows_of

MOST = 10  # tickets


@panel("inventory.asset")
def tickets_about(viewer: Viewer, asset_id: int) -> str:
    """The latest tickets about a piece of equipment, as far as the viewer sees them."""
    found = tickets_for(viewer).filter(asset=asset_id).order_by("-id")[:MOST]
    return render_to_string("servicedesk/_asset_tickets.html", {"rows": rows_of(found)})
