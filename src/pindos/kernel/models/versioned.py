"""A row that knows in which version each of its fields last changed."""

from collections.abc import Iterable

from django.db import models

from pindos.kernel.terms import Meanwhile


class Versioned(models.Model):
    """``touched`` maps a field to the version in which it last changed; a new row has none.

    It never holds more than the row has fields. ``meanwhile`` is no column: what others changed
    and a merge kept, for whoever is told how their own change went.
    """

    version = models.PositiveIntegerField(default=1)
    touched = models.JSONField(default=dict, editable=False)
    meanwhile: tuple[Meanwhile, ...] = ()

    class Meta:
        abstract = True

    def touch(self, fields: Iterable[str]) -> None:
        """Count these changes as one version; ``version`` and ``touched`` are then to be saved."""
        self.version += 1
        self.touched = {**self.touched, **dict.fromkeys(fields, self.version)}

    def touched_since(self, version: int, fields: Iterable[str]) -> tuple[str, ...]:
        """Those of the fields that changed after the version; of a version to come, all.

        A version that the row has not reached was seen before a backup was put back.
        """
        if version > self.version:
            return tuple(fields)
        return tuple(field for field in fields if self.touched.get(field, 0) > version)
