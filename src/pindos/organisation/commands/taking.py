"""Noting who took a whole register out of the house."""

from django.db import models, transaction

from pindos.kernel.access import Viewer
from pindos.kernel.events import emit
from pindos.organisation.events import TableTaken


@transaction.atomic
def note_table_taken(about: models.Model, *, register: str, rows: int, by: Viewer) -> None:
    """Put on record that somebody took people or sites as a table; ``about`` is an empty row."""
    emit(TableTaken(table=register, rows=rows), about=about, unit_id=None, by=by)
