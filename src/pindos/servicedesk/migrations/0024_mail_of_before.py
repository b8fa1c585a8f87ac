"""What came by mail before it was kept with the ticket: from whom and to whom, as it is known."""

from itertools import islice
from typing import Any

from django.db import migrations

ABOUT = "servicedesk.ticket:"
AT_ONCE = 1_000
LAST = """UPDATE servicedesk_ticket SET mailed_id =
    (SELECT max(m.id) FROM servicedesk_mailed m WHERE m.ticket_id = servicedesk_ticket.id)
    WHERE mailed_id IS NULL AND id IN (SELECT ticket_id FROM servicedesk_mailed)"""


def keep(apps: Any, schema_editor: Any) -> None:
    """Of what the receiving server found nothing was kept: it stays unknown."""
    arrivals = apps.get_model("mail", "Arrival").objects.filter(about__startswith=ABOUT)
    tickets = apps.get_model("servicedesk", "Ticket").objects
    mailed = apps.get_model("servicedesk", "Mailed")
    columns = ("about", "at", "sender", "written_to", "mailbox__address", "fate")
    rows = arrivals.filter(fate__in=("opened", "added")).order_by("id").values_list(*columns)
    each = iter(rows.iterator(AT_ONCE))
    while some := list(islice(each, AT_ONCE)):
        found = [(int(about.removeprefix(ABOUT)), *more) for about, *more in some]
        asked = tickets.filter(pk__in={pk for pk, *_more in found}, mailed=None)
        known = set(asked.values_list("pk", flat=True))
        mailed.objects.bulk_create(
            mailed(
                ticket_id=pk,
                at=at,
                domain=sender.rpartition("@")[2].casefold()[:250],
                written_to=_each_once(box, to),
            )
            for pk, at, sender, to, box, _fate in found
            if pk in known
        )
        begun = {pk for pk, *_more, fate in found if fate == "opened"}
        tickets.filter(pk__in=begun, came_by=None).update(came_by="mail")
    schema_editor.execute(LAST)


def _each_once(box: str | None, to: str) -> str:
    """The mailbox and whoever was named beside it, as a new message has them."""
    named = [each.strip().casefold() for each in (box or "", *to.split(","))]
    return ", ".join(dict.fromkeys(filter(None, named)))[:800]


class Migration(migrations.Migration):
    dependencies = [
        ("mail", "0005_taken_off"),
        ("servicedesk", "0023_categories_by_name"),
    ]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
