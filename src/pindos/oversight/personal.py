"""What oversight keeps about people: who gets what by mail each month."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.personal import Holding, by_person, holds

WHY = _("So that reports and views reach those of a unit who were chosen.")

holds(
    Holding(
        table="oversight.dispatch",
        label=_("What comes to you by mail each month"),
        why=WHY,
        about=by_person("person"),
        shown=("unit", "what", "view", "is_on", "on_since"),
        held=("person",),
    ),
    Holding(
        table="oversight.dispatched",
        label=_("What came to you by mail in which month"),
        why=WHY,
        about=by_person("dispatch__person"),
        shown=("month", "at", "fate", "why"),
    ),
)
