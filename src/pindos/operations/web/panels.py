"""What operations adds to pages below: that a file is exempt from retention; what was changed."""

from functools import partial

from django.template.loader import render_to_string

from pindos.kernel.access import Viewer
from pindos.kernel.keeping import file_kind
from pindos.kernel.slots import panel
from pindos.kernel.traces import trace
from pindos.operations.models import RetentionHold
from pindos.operations.queries import HOLDERS, held_here, history_of_thing, holds_of

HOLD = "retention-hold"


def _held(key: str, viewer: Viewer, pk: int) -> str:
    """That the file is exempt, why and by whom. Two queries."""
    return _drawn(key, viewer, pk, held_here(key, pk))


def _drawn(key: str, viewer: Viewer, pk: int, hold: RetentionHold | None = None) -> str:
    """The same with the way to it for those who may; nothing where nothing is to be said."""
    may = viewer.holds(*HOLDERS)
    if hold is None and not may:
        return ""
    rows = file_kind(key).model._default_manager.filter(pk=pk)
    record = rows.values_list("record", flat=True).first() if may else None
    words = {"hold": hold, "record": record}
    return render_to_string("operations/_hold.html", words)


for slot in ("servicedesk.ticket", "problems.problem", "changes.change"):
    trace(slot, HOLD, partial(holds_of, slot))
    panel(slot, of=HOLD, without=partial(_drawn, slot))(partial(_held, slot))


def _history(thing: str, _viewer: Viewer, pk: int) -> str:
    """What became of a row that people set, for those who may put it back."""
    words = {"history": history_of_thing(thing, pk)}
    return render_to_string("operations/_history.html", words)


for thing in ("automation.rule", "automation.routine", "oversight.dispatch"):
    panel(thing)(partial(_history, thing))
