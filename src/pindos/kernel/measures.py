"""Measures for a program that draws curves: each room gives its own, in ``measures.py``.

They are read as text of Prometheus (exposition format 0.0.4). All come from rows, so that it does
not matter which process is asked. No label ever names a person.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

KIND = "text/plain; version=0.0.4; charset=utf-8"


class Sample(NamedTuple):
    """One value with its labels; ``suffix`` is for the parts of a histogram."""

    value: float
    labels: Mapping[str, str] = {}
    suffix: str = ""


@dataclass(frozen=True)
class Family:
    """Measures of one name: gauge, counter or histogram."""

    name: str
    kind: str
    help: str
    samples: list[Sample] = field(default_factory=list)


Measure = Callable[[], Iterable[Family]]
_measures: list[Measure] = []


def measures(function: Measure) -> Measure:
    """Have a function asked for its families at each reading."""
    _measures.append(function)
    return function


def families() -> Iterator[Family]:
    """All of them, in the order of the floors."""
    for function in _measures:
        yield from function()


def as_text(found: Iterable[Family]) -> str:
    """The text that Prometheus reads."""
    return "".join(f"{line}\n" for family in found for line in _lines(family))


def _lines(family: Family) -> Iterator[str]:
    yield f"# HELP {family.name} {_escaped(family.help)}"
    yield f"# TYPE {family.name} {family.kind}"
    for each in family.samples:
        pairs = ",".join(
            f'{name}="{_quoted(value)}"' for name, value in sorted(each.labels.items())
        )
        labels = f"{{{pairs}}}" if pairs else ""
        yield f"{family.name}{each.suffix}{labels} {_number(each.value)}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n")


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', r"\"")


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))
