"""Reading acts on many tickets: one's own, and those of the units that one heads."""

from django.db.models import Count, Q, QuerySet

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.ids import possible_id
from pindos.organisation.rights import ANYWHERE_BELOW
from pindos.servicedesk.models import BulkAct, BulkItem
from pindos.servicedesk.queries.tickets import tickets_for
from pindos.servicedesk.terms import BulkState


def bulk_acts_for(viewer: Viewer) -> QuerySet[BulkAct]:
    """The viewer's own, and what was carried out in the units that they head."""
    below = viewer.units_as(*ANYWHERE_BELOW)
    theirs = Q(unit__in=below) & ~Q(state=BulkState.PREVIEWED)
    return BulkAct.objects.filter(Q(person=viewer.person_id or 0) | theirs)


def bulk_act_by(viewer: Viewer, bulk_id: int) -> BulkAct:
    """One of them; NotFound when it is not theirs to see."""
    found = bulk_acts_for(viewer).filter(pk=possible_id(bulk_id)).first()
    if found is None:
        raise NotFound
    return found


def items_of(viewer: Viewer, bulk: BulkAct) -> QuerySet[BulkItem]:
    """Its tickets, as far as the viewer sees them."""
    return bulk.items.filter(ticket__in=tickets_for(viewer).values("pk")).select_related("ticket")


def outcomes_of(bulk: BulkAct) -> dict[str, int]:
    """How many tickets came to which end."""
    rows = bulk.items.order_by().values_list("outcome").annotate(Count("pk"))
    return dict(rows)
