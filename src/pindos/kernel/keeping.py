"""Which files the house keeps: each room says of its own when one is over, in ``personal.py``.

From this come the rules of retention: what may be erased how long after a file was closed. What
stands in words in a file is said by ``kernel.personal``: the ``texts`` of all holdings that have
a path to its record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, Q

from pindos.kernel.errors import NotFound, Words


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file; its table has ``record``, ``number`` and ``unit``.

    ``key`` is what its record is about; ``ended`` is the column with the moment of closing and
    ``over`` asks for files that were closed before a moment; ``category`` is the column of the
    catalogue, where there is one. ``drafts`` is how forms on one of them are called, by its id.
    ``page`` is the address of one.
    """

    key: str
    label: Words
    ended: str
    over: Callable[[datetime], Q]
    page: Callable[[Any], str]
    drafts: Callable[[int], str]
    category: str = ""

    @property
    def model(self) -> type[Model]:
        """The table itself."""
        return apps.get_model(self.key)

    def subject(self, pk: int) -> str:
        """How the trail names one of them."""
        return f"{self.key}:{pk}"


_kinds: dict[str, FileKind] = {}


def keeps(kind: FileKind) -> None:
    """Say that there are files of this kind, and when they are over."""
    if kind.key in _kinds:
        raise RuntimeError(f"{kind.key} is said twice")
    _kinds[kind.key] = kind


def file_kinds() -> list[FileKind]:
    """All of them, from the ground floor up."""
    return list(_kinds.values())


def file_kind(key: str) -> FileKind:
    """The kind of this key; NotFound when there is none."""
    if key not in _kinds:
        raise NotFound
    return _kinds[key]
