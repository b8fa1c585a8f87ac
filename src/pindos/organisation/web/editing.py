"""What edit pages share: a form that failed keeps every word, a clash shows both sides."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django import forms

from pindos.kernel.clashes import Side, show_both, with_choices
from pindos.kernel.errors import Clash, Forbidden, Invalid
from pindos.kernel.models import Versioned
from pindos.kernel.versions import seen_in, shown
from pindos.organisation.web.forms import take_faults

EDIT = ("version", "seen")


class Outcome(NamedTuple):
    """What became of a form: the row that was saved, or both sides of what clashed."""

    row: Versioned | None
    sides: list[Side]


def saved(
    form: forms.Form,
    act: Callable[..., Versioned],
    now: Callable[[Any], Mapping[str, str]],
    fields: tuple[str, ...] = (),
) -> Outcome:
    """Carry a form out; ``now`` gives the fields of the row as it stands, in the form's words."""
    form.data = with_choices(form.data)
    if not form.is_valid():
        return Outcome(None, [])
    asked = dict(form.cleaned_data)
    if "shown" in asked:
        asked["seen"] = seen_in(asked.pop("shown"))
    try:
        return Outcome(act(**asked), [])
    except Clash as clash:
        form.add_error(None, str(clash))
        return Outcome(None, show_both(form, clash, now(clash.row), shown(clash.row, fields)))
    except Invalid as error:
        take_faults(form, error)
    return Outcome(None, [])


def may(act: Callable[[], object]) -> bool:
    """Whether a right is there; pages offer only what can be done."""
    try:
        act()
    except Forbidden:
        return False
    return True
