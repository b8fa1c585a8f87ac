"""The pieces of a list's page: chips, heads of columns, fields of the form."""

from typing import NamedTuple

from pindos.kernel.filtering.builder import Row
from pindos.kernel.filtering.terms import Op


class Chip(NamedTuple):
    """One condition in words, and the address of the list without it."""

    words: str
    without: str


class Head(NamedTuple):
    """The head of a column: where a click leads, and how the list is sorted by it now."""

    label: str
    address: str
    direction: str


class Field(NamedTuple):
    """A row of the form, with all that it offers."""

    number: int
    row: Row
    label: str
    kind: str
    operators: list[tuple[str, str]]
    choices: list[tuple[str, str]]
    has_two: bool
    hint: str

    @property
    def value(self) -> str:
        """What is typed; several values of a list stand with commas."""
        return ", ".join(self.row.values if self.row.op is Op.IN else self.row.values[:1])

    @property
    def second(self) -> str:
        """The end of a stretch."""
        return self.row.values[1] if self.row.op is Op.BETWEEN and len(self.row.values) > 1 else ""


class Part(NamedTuple):
    """A group of the form: the whole first, then those within it."""

    number: int
    mode: str
    fields: list[Field]
