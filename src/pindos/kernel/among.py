"""Asking for many ids by one parameter: a thousand placeholders cost more than the answer.

``pk__in=Among(listed(ids))`` is ``pk__in=ids``, put as one text that the database takes apart
itself. It has one shape however many there are, so that such a question can be prepared.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, Func, Value

FEW = 50


def listed(ids: Iterable[int]) -> str:
    """Ids as the text that ``Among`` takes, in their order."""
    return ",".join(map(str, sorted(ids)))


def among(ids: Iterable[int]) -> Any:
    """What ``pk__in`` takes: a few ids as they are, more than ``FEW`` as one text."""
    found = list(ids)
    return found if len(found) <= FEW else Among(listed(found))


class Among(Func):
    """The numbers that a text lists, as rows."""

    template = "(SELECT value FROM json_each('[' || %(expressions)s || ']'))"
    output_field = BigIntegerField()

    def __init__(self, ids: str) -> None:
        super().__init__(Value(ids))

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """As PostgreSQL takes a text apart."""
        rows = "(SELECT unnest(string_to_array(%(expressions)s, ',')::bigint[]))"
        return self.as_sql(compiler, connection, template=rows)
