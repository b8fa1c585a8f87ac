"""How many tickets are open, by the unit that has them."""

from collections.abc import Iterator

from django.db.models import Count

from pindos.kernel.measures import Family, Sample, measures
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.terms import OPEN


@measures
def tickets() -> Iterator[Family]:
    """Counts only: no title, no person."""
    open_ones = Ticket.objects.filter(state__in=OPEN).order_by().values_list("with_unit__key")
    samples = [Sample(n, {"unit": key}) for key, n in open_ones.annotate(n=Count("pk"))]
    words = "Open tickets by the unit that has them"
    yield Family("pindos_tickets_open", "gauge", words, samples)
