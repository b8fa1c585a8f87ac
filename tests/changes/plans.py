"""What the tests of planned work say, as people in the service would."""

from datetime import timedelta

from django.utils import timezone
from tests.cast import viewer_of

from pindos.changes import commands
from pindos.changes.models import Change
from pindos.kernel.deliveries import drain
from pindos.notices.models import Notice

TITLE = "Αλλαγή του κεντρικού μεταγωγέα στο Διοικητήριο"
PLAN = "Κλείνουμε τις θύρες μία μία, αλλάζουμε τον μεταγωγέα, ελέγχουμε."
BACK_OUT = "Βάζουμε πίσω τον παλιό μεταγωγέα με την παλιά του ρύθμιση."
REASON = "Ο πάροχος άλλαξε την ημέρα."


def window(days=2, hours=3):
    """A window some days from now, in the evening of Athens."""
    start = timezone.localtime() + timedelta(days=days)
    start = start.replace(hour=18, minute=0, second=0, microsecond=0)
    return {"starts_at": start, "ends_at": start + timedelta(hours=hours)}


def planned(account, **words):
    said = {
        "title": TITLE,
        "plan": PLAN,
        "back_out": BACK_OUT,
        "sites": ["FLO-DIOIK"],
        "service": "Δίκτυο του κτιρίου",
        "downtime": 30,
        **window(),
    }
    return commands.plan_change(viewer=viewer_of(account), **{**said, **words})


def act(name, account, change, **words):
    """A command by its name, by somebody, on a change; the change as it is then."""
    getattr(commands, name)(viewer=viewer_of(account), change_id=change.pk, **words)
    return Change.objects.get(pk=change.pk)


def approved(by, head, **words):
    change = planned(by, **words)
    act("ask_change", by, change)
    return act("approve_change", head, change)


def told(kind=None):
    """Who was told what of it: the key of the person and the kind, after all has been carried."""
    while drain():
        pass
    rows = Notice.objects.filter(about__startswith="changes.change")
    rows = rows.filter(kind=kind) if kind else rows
    return sorted(rows.values_list("person__key", flat=True))
