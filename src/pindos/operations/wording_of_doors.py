"""By which right somebody acted, and through which door, as the audit page says it."""

from django.utils.translation import gettext, pgettext_lazy

from pindos.operations.wording import Words
from pindos.organisation.terms import Role

CAPACITIES: dict[str, Words] = {
    **{role.value: role.label for role in Role},
    "requester": pgettext_lazy("capacity", "the requester"),
}

DOORS: dict[str, Words] = {
    "web": pgettext_lazy("door", "pages"),
    "api": pgettext_lazy("door", "API"),
    "cli": pgettext_lazy("door", "command line"),
    "house": pgettext_lazy("door", "the product itself"),
}


def capacity_words(capacity: str) -> str:
    """As what somebody had the right."""
    return str(CAPACITIES.get(capacity, capacity))


def door_words(door: str) -> str:
    """Through which door something came."""
    kind, _colon, name = door.partition(":")
    if kind == "job":
        return gettext("job %(name)s") % {"name": name}
    if kind == "reaction":
        return gettext("reaction %(name)s") % {"name": name}
    return str(DOORS.get(door, door))
