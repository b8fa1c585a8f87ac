"""How many messages came, with which fate, and how long ago each mailbox was read."""

from collections.abc import Iterator

from django.db.models import Count

from pindos.kernel.measures import Family, Sample, measures
from pindos.mail.models import Arrival, Mailbox


@measures
def arrivals() -> Iterator[Family]:
    """Counts only: no address of a sender."""
    rows = Arrival.objects.order_by().values_list("fate").annotate(n=Count("id"))
    samples = [Sample(n, {"fate": fate}) for fate, n in rows.values_list("fate", "n")]
    yield Family("pindos_mail_arrivals", "gauge", "Messages that came in, by fate", samples)
    troubled = Mailbox.objects.filter(is_on=True).exclude(trouble="").count()
    words = "Mailboxes that cannot be read at present"
    yield Family("pindos_mailboxes_troubled", "gauge", words, [Sample(troubled, {})])
