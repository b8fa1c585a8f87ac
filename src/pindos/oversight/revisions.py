"""What is sent each month, put back to what it was."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.revisions import Revisable, Values, revisable
from pindos.oversight.commands import edit_dispatch
from pindos.oversight.queries import dispatch_by


def _now(viewer: Viewer, pk: int) -> Values:
    return {"is_on": dispatch_by(viewer, pk).is_on}


def _called(viewer: Viewer, pk: int, _values: Values) -> str:
    row = dispatch_by(viewer, pk)
    return f"{row.get_what_display()} «{row.view.name}»" if row.view else row.get_what_display()


def _put(viewer: Viewer, pk: int, values: Values) -> None:
    edit_dispatch(viewer=viewer, dispatch_id=pk, is_on=bool(values["is_on"]))


revisable(
    Revisable(
        thing="oversight.dispatch",
        label=_("Sent each month"),
        events=frozenset({"oversight.DispatchChanged"}),
        now=_now,
        put=_put,
        called=_called,
        page=lambda pk: reverse("oversight:dispatch-show", args=[pk]),
    )
)
