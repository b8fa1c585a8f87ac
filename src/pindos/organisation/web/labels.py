"""Fields and values as people read them."""

from datetime import date

from django.db.models import Model

from pindos.organisation.models import Municipality, Prefecture, Site, Unit
from pindos.organisation.terms import FIELDS, Role

MODELS: dict[str, type[Model]] = {
    "prefecture_id": Prefecture,
    "municipality_id": Municipality,
    "site_id": Site,
    "parent_id": Unit,
}


def label_of(field: str) -> str:
    """The name of a field."""
    return str(FIELDS.get(field, field))


def shown(value: object) -> str:
    """A value in words; nothing is an empty text."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str) and value in Role.values:
        return str(Role(value).label)
    return "" if value is None else str(value)


class Names:
    """The names of rows that a table only knows by their numbers; read once each."""

    def __init__(self) -> None:
        self._known: dict[str, dict[int, str]] = {}

    def shown(self, field: str, value: object) -> str:
        """A value in words; of a row its name."""
        model = MODELS.get(field)
        if model is None or not isinstance(value, int):
            return shown(value)
        if field not in self._known:
            rows = model._default_manager.values_list("pk", "name_el")
            self._known[field] = dict(rows)
        return self._known[field].get(value, str(value))
