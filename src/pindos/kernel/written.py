"""YAML that people write: what is wrong is said with its file, line and reason.

Charts and catalogues are read with it; each says with a pydantic model what it holds.
"""

import hashlib
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import yaml
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pindos.kernel.errors import Refused

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 12
MOST_FAULTS = 20
SCALARS = {"str", "int", "bool", "null", "float"}

# libyaml reads a dozen times as fast; where PyYAML was built without it, it reads all the same
Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Place = tuple[str | int, ...]
Lines = dict[Place, int]
M = TypeVar("M", bound=BaseModel)


class FaultyFile(Refused):
    """A file that cannot be used; each line names the file, the line and the reason."""

    status = 422

    def __init__(self, file: str, faults: list[tuple[int, str]]) -> None:
        self.file, self.faults = file, faults[:MOST_FAULTS]
        super().__init__("\n".join(f"{file}:{line}: {reason}" for line, reason in self.faults))


class Fault(NamedTuple):
    """A place in a file, and what is wrong there."""

    path: Place
    reason: str


class Written(NamedTuple, Generic[M]):
    """What a file says, where it came from, and on which line each part stands."""

    says: M
    file: str
    digest: str
    lines: Lines

    def fault(self, place: Place, reason: str) -> FaultyFile:
        """Something wrong that only a later look could show."""
        return FaultyFile(self.file, [(line_of(self.lines, place), reason)])

    def refuse(self, faults: list[Fault]) -> None:
        """Refuse the file when anything in it does not hold."""
        if faults:
            lines = sorted((line_of(self.lines, each.path), each.reason) for each in faults)
            raise FaultyFile(self.file, lines)


def bytes_of(path: Path) -> bytes:
    """The file's bytes; a file that cannot be read is refused."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        words = _("The file cannot be read: %(reason)s.")
        raise Refused(f"{path}: {words % {'reason': error.strerror}}") from error


def read_written(text: bytes, file: str, shape: type[M]) -> Written[M]:
    """Read a file as the shape says; a faulty one is refused with file, line and reason."""
    lines: Lines = {}
    tree = _tree(text, file, lines)
    try:
        says = shape.model_validate(tree)
    except ValidationError as error:
        faults = [
            (line_of(lines, _place(each)), _reason(each, shape.__name__.lower()))
            for each in error.errors(include_url=False, include_context=True)
        ]
        raise FaultyFile(file, sorted(faults)) from error
    return Written(says, file, hashlib.sha256(text).hexdigest(), lines)


def _refuse_what_explodes(words: str) -> None:
    """Refuse what such a file never has before it is built: aliases, and deep nesting."""
    depth = 0
    for event in yaml.parse(words, Loader=Loader):
        if isinstance(event, yaml.NodeEvent) and (
            depth == MOST_DEPTH or isinstance(event, yaml.AliasEvent)
        ):
            reason = _("there are no anchors and no deep nesting here")
            raise yaml.composer.ComposerError(None, None, reason, event.start_mark)  # type: ignore[arg-type]
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _tree(text: bytes, file: str, lines: Lines) -> Any:
    """The YAML as plain values; ``lines`` learns on which line each stands."""
    if len(text) > MOST_BYTES:
        raise FaultyFile(file, [(1, _("The file is larger than 1 MB."))])
    words = _decoded(text, file)
    try:
        _refuse_what_explodes(words)
        loader = Loader(words)
        node = loader.get_single_node()
        if node is None:
            raise FaultyFile(file, [(1, _("The file is empty."))])
        return _plain(loader, node, (), lines, file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line + 1, len(words.splitlines())) if mark else 1
        reason = _("This is not YAML (%(problem)s). Tabs cannot indent; check colons and quotes.")
        raise FaultyFile(file, [(line, reason % {"problem": error.problem})]) from error


def _decoded(text: bytes, file: str) -> str:
    try:
        words = text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise FaultyFile(file, [(line, _("This is not UTF-8 text."))]) from error
    if found := yaml.reader.Reader.NON_PRINTABLE.search(words):
        line = words.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found.group()):04X}"
        reason = _("There is an invisible character (%(code)s).") % {"code": code}
        raise FaultyFile(file, [(line, reason)])
    return words


def _plain(loader: yaml.SafeLoader, node: yaml.Node, place: Place, lines: Lines, file: str) -> Any:
    """A node as a plain value; no tags, no key twice."""
    line = node.start_mark.line + 1
    lines[place] = line
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, place, lines, file)
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(loader, each, (*place, n), lines, file) for n, each in enumerate(node.value)
        ]
    if node.tag.removeprefix("tag:yaml.org,2002:") not in SCALARS:
        return str(node.value)
    try:
        return loader.construct_object(node)
    except ValueError:  # a number of thousands of digits
        return str(node.value)


def _mapping(
    loader: yaml.SafeLoader, node: yaml.MappingNode, place: Place, lines: Lines, file: str
) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise FaultyFile(file, [(line, _("A name was expected before the colon."))])
        if key in found:
            reason = _("%(key)s stands here twice.") % {"key": key}
            raise FaultyFile(file, [(line, reason)])
        found[key] = _plain(loader, value_node, (*place, key), lines, file)
        lines[(*place, key)] = line
    return found


def line_of(lines: Lines, place: Place) -> int:
    """The line of a place, or of the nearest part around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _place(error: ErrorDetails) -> Place:
    """Where the fault is: for a field that is missing, the part that misses it."""
    place = tuple(part for part in error["loc"] if part != "[key]")
    return place[:-1] if error["type"] == "missing" else place


def _reason(error: ErrorDetails, whole: str) -> str:
    """The fault in our words."""
    name = ".".join(str(part) for part in error["loc"] if part != "[key]")
    context = error.get("ctx", {})
    words = {
        "missing": _("%(name)s is missing."),
        "extra_forbidden": _("%(name)s is not known here."),
        "enum": _("%(name)s: %(value)s is not known. Known: %(expected)s."),
        "literal_error": _("%(name)s: %(value)s is not known. Known: %(expected)s."),
        "unclean": "%(name)s: " + str(context.get("words", "")).replace("%", "%%"),
        "string_too_long": _("%(name)s is longer than %(max_length)s characters."),
        "string_too_short": _("%(name)s is empty."),
        "string_type": _("%(name)s must be text. Put quotes around it."),
        "string_pattern_mismatch": _("%(name)s: %(value)s is not written as such a key is."),
        "int_type": _("%(name)s must be a whole number."),
        "less_than_equal": _("%(name)s must be at most %(le)s."),
        "greater_than_equal": _("%(name)s must be at least %(ge)s."),
        "too_short": _("%(name)s has too few entries."),
        "too_long": _("%(name)s has too many entries."),
    }.get(error["type"], _("%(name)s is of the wrong kind."))
    value = str(error.get("input", ""))[:60]
    return words % {"name": name or whole, "value": value, **context}
