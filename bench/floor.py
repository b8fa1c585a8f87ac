"""The least that opening a ticket could cost: a bare view that inserts the same rows.

No rights, no validation, no token, no middleware; the same tables, one transaction, the same
server. The rows are those which one real ticket left behind (``bench.filling.left_behind``).
"""

import os
import uuid
from itertools import count
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.floor_settings"

from django.core import serializers  # noqa: E402  after the settings have been named
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402

application = get_wsgi_application()

from pindos.search.models import Entry as Indexed  # noqa: E402  once the applications are there
from pindos.servicedesk.models import Ticket  # noqa: E402  once the applications are there

ROWS = [
    each.object
    for each in serializers.deserialize("json", Path(os.environ["BENCH_ROWS"]).read_text())
]
COUNTED = "UPDATE records_counter SET last = last + 1 WHERE series LIKE 'FLO-%'"
NUMBERS = count(uuid.uuid4().int % 10**12)


Made = dict[tuple[type[models.Model], object], object]


def fresh(field: models.Field, value: object) -> object:
    """A value that no row has yet, where the column wants that."""
    if not field.unique or field.primary_key or value is None or field.is_relation:
        return value
    if isinstance(field, models.UUIDField):
        return uuid.uuid4()
    return f"B-{next(NUMBERS)}"[-(field.max_length or 30) :]


def again(row: models.Model, made: Made) -> dict[str, object]:
    """The values of a new row, which points at its new neighbours."""
    values: dict[str, object] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.primary_key and not field.is_relation:
            continue
        if field.attname == "about_id":  # the ticket's, though no relation
            value = made.get((Ticket, value), value)
        if field.is_relation:
            value = made.get((field.related_model, value), value)
        values[field.attname] = fresh(field, value)
    if isinstance(row, Indexed):  # there is one entry of a thing
        values["subject"] = f"{row.kind}:{values['about_id']}"
    return values


def insert() -> int:
    """The rows again, each pointing at its new neighbours; how many."""
    made: Made = {}
    several: dict[type[models.Model], list[models.Model]] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        for row in ROWS:
            kind = type(row)
            if kind is Ticket:  # as late as the product takes its number: others wait from here
                write(several)
                cursor.execute(COUNTED)
            new = kind(**again(row, made))
            if kind in LEAVES:
                several.setdefault(kind, []).append(new)
                continue
            new.save(force_insert=True)
            made[kind, row.pk] = new.pk
        write(several)
    return len(ROWS)


def write(several: dict[type[models.Model], list[models.Model]]) -> None:
    """Rows at which no other points, by a statement for each kind."""
    for kind, rows in several.items():
        kind._default_manager.bulk_create(rows)
    several.clear()


def leaves() -> set[type[models.Model]]:
    """Kinds of rows at which no other of the rows points: these go in by one statement."""
    kinds = {type(row) for row in ROWS}
    fields = [field for kind in kinds for field in kind._meta.concrete_fields]
    return kinds - {field.related_model for field in fields if field.is_relation}


LEAVES = leaves()


def create(request: HttpRequest) -> JsonResponse:
    """Insert them; what was sent is read, else the server ends the connection."""
    assert request.body
    return JsonResponse({"rows": insert()})


def there(request: HttpRequest) -> JsonResponse:
    """That it runs."""
    return JsonResponse({})


urlpatterns = [path("tickets", create), path("", there)]
