"""What operations adds to the pages of files: that one is exempt from the rules of retention."""

from functools import partial

from django.template.loader import render_to_string

from pindos.kernel.access import Viewer
from pindos.kernel.keeping import file_kind
from pindos.kernel.slots import panel
from pindos.operations.queries import HOLDERS, held_here


def _hold(key: str, viewer: Viewer, pk: int) -> str:
    """That the file is exempt, why and by whom; for those who may, the way to it. Two queries."""
    hold = held_here(key, pk)
    may = viewer.holds(*HOLDERS)
    if hold is None and not may:
        return ""
    rows = file_kind(key).model._default_manager.filter(pk=pk)
    record = rows.values_list("record", flat=True).first() if may else None
    words = {"hold": hold, "record": record}
    return render_to_string("operations/_hold.html", words)


for slot in ("servicedesk.ticket", "problems.problem", "changes.change"):
    panel(slot)(partial(_hold, slot))
