from datetime import timedelta

import pytest
from django.utils import timezone
from tests.servicedesk.desk import act, opened, referred

from pindos.servicedesk.models import Ticket


def older(ticket, *, opened=timedelta(), late=timedelta()):
    """The ticket as if it had been reported earlier, or its goal passed some time ago."""
    row = Ticket.objects.filter(pk=ticket.pk)
    if opened:
        row.update(opened_at=timezone.now() - opened)
    if late:
        row.update(late_at=timezone.now() - late)
    return ticket


@pytest.fixture
def desk(dafni, anthi, kosmas, iason):
    """Florina: one new, one late, one at the Directorate; Kozani: one in work."""
    opened(anthi, title="Ο εκτυπωτής δεν τυπώνει")
    older(opened(anthi, title="Το Πάπυρος δεν ανοίγει"), late=timedelta(hours=30))
    referred(dafni, opened(anthi, title="Κομμένη γραμμή Αμυνταίου"))
    act("take_ticket", kosmas, opened(kosmas, title="Νέα οθόνη στο πρωτόκολλο"))
