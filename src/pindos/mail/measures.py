"""How many messages came, with which fate, and how long ago each mailbox was read."""

from collections.abc import Iterator

from django.db.models import Count

from pindos.kernel.measures import Family, Sample, measures
from pindos.mail.models import Arrival, Mailbox
from pindos.mail.terms import Fate


@measures
def arrivals() -> Iterator[Family]:
    """Counts only: no address of a sender."""
    rows = Arrival.objects.order_by().values_list("fate").annotate(n=Count("id"))
    counted = dict(rows.values_list("fate", "n"))
    samples = [Sample(counted.get(fate, 0), {"fate": fate}) for fate in Fate.values]
    yield Family("pindos_mail_arrivals", "gauge", "Messages that came in, by fate", samples)
    troubled = Mailbox.objects.filter(is_on=True).exclude(trouble="").count()
    words = "Mailboxes that cannot be read at present"
    yield Family("pindos_mailboxes_troubled", "gauge", words, [Sample(troubled, {})])
