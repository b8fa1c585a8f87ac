"""What came by mail before it was kept with its ticket is made up for by the upgrade."""

from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.db import connection
from tests.cast import viewer_of
from tests.mail.letters import DESK, SUBJECT, address, came, letter, mailbox_of_florina
from tests.servicedesk.desk import opened

from pindos.servicedesk.models import Mailed, Ticket
from pindos.servicedesk.queries import TICKETS

MOMENT = import_module("pindos.servicedesk.migrations.0024_mail_of_before")


def upgrade():
    with connection.cursor() as cursor:
        MOMENT.keep(apps, SimpleNamespace(execute=cursor.execute))


def test_domain_and_addresses_are_known_again_and_what_nobody_kept_is_unknown(chart, anthi, dafni):
    box, sender = mailbox_of_florina(), address(anthi)
    first = came(letter(sender), mailbox=box)
    ticket = Ticket.objects.get()
    came(letter(sender, "Κι άλλο.", subject=f"Re: {SUBJECT} [{ticket.number}]"), mailbox=box)
    other = opened(anthi)
    as_it_is = list(Mailed.objects.order_by("id").values("ticket", "domain", "written_to"))
    Ticket.objects.update(mailed=None, came_by=None)
    Mailed.objects.all().delete()
    for _again in range(2):
        upgrade()
        rows = Mailed.objects.order_by("id")
        assert list(rows.values("ticket", "domain", "written_to")) == as_it_is
        assert rows[0].at == first.at and DESK in rows[0].written_to
    ticket.refresh_from_db()
    other.refresh_from_db()
    assert (ticket.mailed_id, ticket.came_by) == (rows[1].pk, "mail")
    assert (other.mailed_id, other.came_by) == (None, None)
    found = TICKETS.found(viewer_of(dafni), "domain = apdhp.example and dmarc = unknown")
    assert list(found) == [ticket]
