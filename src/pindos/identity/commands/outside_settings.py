"""Changing how people sign in from outside: settings in one row, with one sealed secret."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pindos.identity.models import Directory, Provider
from pindos.kernel.cipher import sealed, told
from pindos.kernel.errors import Invalid, Refused, Words
from pindos.kernel.text import clean
from pindos.kernel.versions import NOTHING_SEEN, Seen, refuse_touched, to_write
from pindos.organisation.queries import unit_named
from pindos.organisation.terms import Role

Row = TypeVar("Row", Directory, Provider)


class Said(NamedTuple):
    """What somebody wants: ``secret=None`` keeps the present one; ``version`` is what they saw."""

    values: Mapping[str, Any]
    secret: str | None
    version: int | None
    seen: Seen = NOTHING_SEEN


class Shape(NamedTuple):
    """The fields that are shown, what the secret is called, and what it is sealed for."""

    fields: Sequence[str]
    secret: str
    purpose: str


def the_row(model: type[Row]) -> Row:
    """The one row of settings, locked until the transaction ends; a new one if there is none."""
    return model.objects.select_for_update().order_by("pk").first() or model()


def write_settings(
    row: Row, said: Said, shape: Shape, refuse_faults: Callable[[Row], None]
) -> dict[str, tuple[Any, Any]]:
    """Write what is wanted; what each field was and is, for the event.

    Refuses what ``refuse_faults`` finds (422, Invalid), and a field that somebody else has
    changed meanwhile (409, Clash).
    """
    before = {name: getattr(row, name) for name in shape.fields} if row.pk else {}
    wanted = cleaned({name: said.values[name] for name in shape.fields if name in said.values})
    if row.pk:
        refuse_touched(row, [] if said.secret is None else [shape.secret], said.version)
        wanted = to_write(row, wanted, said.version, said.seen)
    for name, value in wanted.items():
        setattr(row, name, value)
    refuse_faults(row)
    changes = {name: (before.get(name), getattr(row, name)) for name in shape.fields}
    if said.secret is not None:
        if row.secret or said.secret:
            changes[shape.secret] = told(row.secret, said.secret)
        row.secret = sealed(said.secret, purpose=shape.purpose)
    if row.pk:
        row.touch(name for name, (old, new) in changes.items() if old != new)
    row.save()
    return changes


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without what no database takes and nobody sees; Invalid for each that has it."""
    wrong: dict[str, Words] = {}
    found: dict[str, Any] = {}
    for name, value in values.items():
        try:
            found[name] = _clean(value)
        except ValidationError as error:
            wrong[name] = error.messages[0]
    if wrong:
        raise Invalid(wrong)
    return found


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if isinstance(value, Mapping):
        return {_clean(key): _clean(each) for key, each in value.items()}
    return value


def wrong_tables(units: Mapping[str, str], roles: Mapping[str, str]) -> dict[str, Words]:
    """What is wrong with the tables of an outside sign-in: units by key, roles by name."""
    wrong: dict[str, Words] = {}
    for key in units.values():
        try:
            unit_named(key)
        except Refused:
            wrong["units"] = _("There is no unit with the key %(key)s.") % {"key": key}
    unknown = [role for role in roles.values() if role not in Role.values]
    if unknown:
        wrong["roles"] = _("%(role)s is no role. The roles are: %(roles)s.") % {
            "role": unknown[0],
            "roles": ", ".join(Role.values),
        }
    return wrong
