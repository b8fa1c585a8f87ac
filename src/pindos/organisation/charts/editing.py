"""Single units changed in a chart as it is written: all else stays word for word, remarks too.

The chart stays the one truth: a form changes its text, and the text is checked and loaded as if
somebody had written it. A unit that is changed is written anew, without remarks inside it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import yaml
from pydantic import BaseModel

from pindos.kernel.written import Loader
from pindos.organisation.charts.reader import read_chart
from pindos.organisation.charts.shape import Chart, ContactPart, LocalPart, UnitPart

WIDEST = 10_000  # characters: no line is broken

Fields = Mapping[str, Any]


def with_unit(text: str, key: str, fields: Fields) -> str:
    """The chart with a unit that it holds changed; KeyError when it holds none of this key."""
    place = _place(text, key)
    wanted = _plain(_says(text).units[place]) | dict(fields)
    node = _value(_root(text), "units").value[place]
    return _put(text, node, _ordered(wanted, UnitPart))


def with_new_unit(text: str, fields: Fields) -> str:
    """The chart with another unit after the ones that it holds."""
    text = _in_block(text)
    last = _value(_root(text), "units").value[-1]
    column = last.start_mark.column
    dash = _dash(text, last)
    margin = dash - _line_start(text, dash)
    body = _lines(_ordered(fields, UnitPart), column)
    place = _line_end(text, _end(last))
    lead = " " * margin + "-" + " " * (column - margin - 1)
    return f"{text[:place]}\n{lead}{body}{text[place:]}"


def without_unit(text: str, key: str) -> str:
    """The chart without a unit; KeyError when it holds none of this key."""
    text = _in_block(text)
    node = _value(_root(text), "units").value[_place(text, key)]
    begin = _line_start(text, _dash(text, node))
    end = min(_line_end(text, _end(node)) + 1, len(text))
    return text[:begin] + text[end:]


def with_local(text: str, fields: Fields) -> str:
    """The chart with the pattern of its local departments changed; KeyError without one."""
    local = _says(text).local_departments
    if local is None:
        raise KeyError("local_departments")
    wanted = _plain(local) | dict(fields)
    node = _value(_root(text), "local_departments")
    return _put(text, node, _ordered(wanted, LocalPart))


def with_contact(text: str, prefecture: str, fields: Fields) -> str:
    """The chart with the e-mail and telephone of one local department."""
    local = _says(text).local_departments
    contacts = dict(local.contacts) if local else {}
    contact = _plain(contacts.pop(prefecture, ContactPart())) | dict(fields)
    kept = {key: _plain(each) for key, each in contacts.items()}
    if said := {name: value for name, value in contact.items() if value}:
        kept[prefecture] = said
    return with_local(text, {"contacts": kept})


def with_seat_duties(text: str, key: str, competences: Iterable[str]) -> str:
    """The chart with just these competences of the seat's prefecture given to a unit."""
    wanted = list(competences)
    says = _says(text)
    before = {str(each): holder for each, holder in says.seat_prefecture.items()}
    after = {each: key if each in wanted else holder for each, holder in before.items()}
    after = {each: held for each, held in after.items() if held != key or each in wanted}
    after |= {each: key for each in wanted}
    if after == before:
        return text
    root = _root(text)
    node = _value(root, "seat_prefecture", is_needed=False)
    if node is None:
        body = _lines(after, 2)
        return f"{text.rstrip()}\nseat_prefecture:\n  {body}\n"
    return _put(text, node, after)


def _says(text: str) -> Chart:
    return read_chart(text.encode(), "chart.yaml").says


def _place(text: str, key: str) -> int:
    """Where among the units of a chart one stands."""
    keys = [each.key for each in _says(text).units]
    return keys.index(key) if key in keys else _missing(key)


def _in_block(text: str) -> str:
    """The chart with its units one below the other, if they stood in brackets."""
    node = _value(_root(text), "units")
    if not node.flow_style:
        return text
    parts = [_lines(_ordered(_plain(each), UnitPart), 4) for each in _says(text).units]
    return _replaced(text, node, "".join(f"\n  - {part}" for part in parts))


def _missing(key: str) -> int:
    raise KeyError(key)


def _plain(part: BaseModel) -> dict[str, Any]:
    """A part as plain values, without what is left out of a chart."""
    return part.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _ordered(fields: Fields, shape: type[BaseModel]) -> dict[str, Any]:
    """The fields that say something, in the order in which the shape names them."""
    names = [field.alias or name for name, field in shape.model_fields.items()]
    return {name: fields[name] for name in names if fields.get(name) not in (None, "", [], {}, ())}


def _lines(fields: Fields, column: int) -> str:
    """A mapping in block style from a column on; its first line begins where it is put."""
    return ("\n" + " " * column).join(f"{name}: {_flow(value)}" for name, value in fields.items())


def _flow(value: Any) -> str:
    """A value on one line, with quotes where it needs them."""
    written = yaml.safe_dump(
        [dict(value) if isinstance(value, Mapping) else value],
        default_flow_style=True,
        allow_unicode=True,
        width=WIDEST,
        sort_keys=False,
    )
    return written.strip()[1:-1]


def _root(text: str) -> yaml.MappingNode:
    node = yaml.compose(text, Loader=Loader)
    assert isinstance(node, yaml.MappingNode), "a chart that was read is a mapping"
    return node


def _value(root: yaml.MappingNode, name: str, *, is_needed: bool = True) -> Any:
    for key, value in root.value:
        if key.value == name:
            return value
    return _missing(name) if is_needed else None


def _put(text: str, node: yaml.MappingNode, fields: Fields) -> str:
    """The text with a mapping written anew, in braces if it stood in braces."""
    is_flow = node.flow_style or not fields
    written = _flow(fields) if is_flow else _lines(fields, node.start_mark.column)
    return _replaced(text, node, written)


def _replaced(text: str, node: yaml.Node, written: str) -> str:
    return text[: node.start_mark.index] + written + text[_end(node) :]


def _end(node: yaml.Node) -> int:
    """Where a node's own text ends: before the blank lines and remarks that YAML counts to it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _dash(text: str, node: yaml.Node) -> int:
    """The dash before an entry of a list in block style."""
    return text.rindex("-", 0, node.start_mark.index)


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found
