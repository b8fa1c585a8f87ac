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
ROWS = [
    each.object
    for each in serializers.deserialize("json", Path(os.environ["BENCH_ROWS"]).read_text())
]
NUMBERS = count(uuid.uuid4().int % 10**12)


def fresh(field: models.Field, value: object) -> object:
    """A value that no row has yet, where the column wants that."""
    if not field.unique or field.primary_key or value is None or field.is_relation:
        return value
    if isinstance(field, models.UUIDField):
        return uuid.uuid4()
    return f"B-{next(NUMBERS)}"[-(field.max_length or 30) :]


def insert() -> int:
    """The rows again, each pointing at its new neighbours; how many."""
    made: dict[tuple[type[models.Model], object], object] = {}
    several: dict[type[models.Model], list[models.Model]] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_counter SET last = last + 1 WHERE series LIKE 'FLO-%'")
        for row in ROWS:
            kind = type(row)
            values = {}
            for field in kind._meta.concrete_fields:
                value = getattr(row, field.attname)
                if field.primary_key and not field.is_relation:
                    continue
                if field.attname == "about_id":  # of a clock: the ticket's, though no relation
                    value = made.get((TICKET, value), value)
                if field.is_relation:
                    value = made.get((field.related_model, value), value)
                values[field.attname] = fresh(field, value)
            new = kind(**values)
            if kind in LEAVES:
                several.setdefault(kind, []).append(new)
                continue
            new.save(force_insert=True)
            made[kind, row.pk] = new.pk
        for kind, rows in several.items():
            kind._default_manager.bulk_create(rows)
    return len(ROWS)


TICKET = next(type(row) for row in ROWS if row._meta.label_lower == "servicedesk.ticket")


def leaves() -> set[type[models.Model]]:
    """Kinds of rows at which no other of the rows points: these go in by one statement."""
    kinds = {type(row) for row in ROWS}
    fields = [field for kind in kinds for field in kind._meta.concrete_fields]
    return kinds - {field.related_model for field in fields if field.is_relation}


LEAVES = leaves()


def create(request: HttpRequest) -> JsonResponse:
    """Insert them."""
    return JsonResponse({"rows": insert()})


def there(request: HttpRequest) -> JsonResponse:
    """That it runs."""
    return JsonResponse({})


urlpatterns = [path("tickets", create), path("", there)]
