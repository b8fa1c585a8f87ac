"""The function that draws a template: written as Python, compiled when it is first drawn.

What a name stands for is looked up once for as long as nothing can have given it another meaning:
a tag that sets it (``as url``), or one that is given the whole context. What an included part sets
stays within it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.template import Context
from django.template.base import Node
from django.utils.translation import get_language

from pindos.shell.drawing.speech import Phrase

Say = Callable[[str], object]
Draw = Callable[[Context, Say], None]
Way = Callable[["Script", Any], bool]  # False: it is not plain, so Django draws it
ALL = "*"  # in place of a name: any may mean something else now
BEGIN = {
    "lang": "get_language()",
    "auto": "context.autoescape",
    "space": "space_of(context)",
}
FRAME = "def draw(context, say):\n dicts = context.dicts\n"


class Script:
    """What is written so far, and what is known at this place of it."""

    def __init__(self, way_of: Callable[[Node], "Way | str | Phrase | None"]) -> None:
        """``way_of`` tells of a node what it says, or what writes how it is drawn."""
        self.known: dict[str, str] = {}  # names of the context, each with the variable it is in
        self.handed = 0  # how often somebody else was given the context, or its loop was asked for
        self._way_of = way_of
        self._lines: list[str] = []
        self._depth = 1
        self._numbers = count()
        self._wanted: set[str] = set()
        self._fixed: list[str | Phrase] = []
        self._lost: list[set[str]] = [set()]
        self._held: dict[str, Any] = {"get_language": get_language}

    def drawing(self, name: str) -> Draw:
        """The function; ``name`` is the template's, for whoever reads where it failed."""
        self._flush()
        begin = "".join(f" {each} = {BEGIN[each]}\n" for each in sorted(self._wanted))
        text = FRAME + begin + "\n".join(self._lines)
        exec(compile(text, f"<{name}>", "exec"), self._held)  # our own words around held values
        made: Draw = self._held.pop("draw")
        return made

    def nodes(self, nodes: Iterable[Node]) -> None:
        """All of these, one after another."""
        for node in nodes:
            way = self._way_of(node)
            if isinstance(way, str | Phrase):
                self._fixed.append(way)
            elif way is None or not way(self, node):
                self.opaque(f"say({self.hold(node.render_annotated)}(context))")

    def line(self, text: str) -> int:
        """A line of Python; its place."""
        self._flush()
        self._lines.append(" " * self._depth + text)
        return len(self._lines) - 1

    def drop(self, place: int) -> None:
        """Take the line at this place back; what stands around it keeps its own."""
        self._lines[place] = " " * self._depth + "pass"

    def opaque(self, text: str) -> None:
        """A line that may give any name another meaning."""
        self.hand_over()
        self.line(text)
        self.forget(ALL)

    def hand_over(self) -> None:
        """Somebody else is given the context: all must stand in it that Django puts there."""
        self.handed += 1

    def hold(self, value: Any) -> str:
        """How the script calls something that it is given."""
        name = f"k{next(self._numbers)}"
        self._held[name] = value
        return name

    def called(self, name: str, value: Any) -> str:
        """The same under a name of its own."""
        self._held[name] = value
        return name

    def local(self) -> str:
        """A variable that nobody uses yet."""
        return f"v{next(self._numbers)}"

    def wanted(self, name: str) -> str:
        """What is asked once at the beginning: one of ``BEGIN``."""
        self._wanted.add(name)
        return name

    def bind(self, name: str, variable: str) -> None:
        """From here on the variable holds what stands in the context under this name."""
        self.forget(name)
        self.known[name] = variable

    def forget(self, name: str) -> None:
        """The name may mean something else now; ``ALL`` is all of them."""
        self._lost[-1].add(name)
        if name == ALL:
            self.known.clear()
        else:
            self.known.pop(name, None)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """The lines beneath a ``head``; they may not come to pass."""
        self.line(head)
        with self._beneath() as lost:
            yield
        for name in lost:
            self.forget(name)

    @contextmanager
    def scope(self, values: str) -> Iterator[None]:
        """The lines for which these values stand on top of the context."""
        self.line(f"dicts.append({values})")
        self.line("try:")
        with self._beneath() as lost:
            yield
        self.line("finally: dicts.pop()")
        if ALL in lost:  # all else was set on top, which is gone
            self.forget(ALL)

    def repeated(self, head: str, write: Callable[[], None]) -> None:
        """The lines of a loop, in which nothing is known that one of its turns may change."""
        self._flush()
        at, known = len(self._lines), dict(self.known)
        self._lost.append(set())
        with self.block(head):
            write()
        lost = self._lost.pop()
        if lost:
            del self._lines[at:]
            self.known = known
            for name in lost:
                self.forget(name)
            with self.block(head):
                write()

    @contextmanager
    def _beneath(self) -> Iterator[set[str]]:
        """The lines one step deeper, ``pass`` where there are none; afterwards all is known that
        was known before. Gives the names that were given another meaning there."""
        known, lost, begun = dict(self.known), set[str](), len(self._lines)
        self._lost.append(lost)
        self._depth += 1
        yield lost
        self._flush()
        if len(self._lines) == begun:
            self.line("pass")
        self._depth -= 1
        self._lost.pop()
        self.known = known

    def _flush(self) -> None:
        if not self._fixed:
            return
        pieces, self._fixed = self._fixed, []
        if all(isinstance(each, str) for each in pieces):
            words = "".join(map(str, pieces))
            if words:
                self._lines.append(f"{' ' * self._depth}say({words!r})")
            return
        phrase = Phrase(*pieces)
        known, say = self.hold(phrase.known.get), self.hold(phrase)
        lang = self.wanted("lang")
        self._lines.append(f"{' ' * self._depth}say({known}({lang}) or {say}(context))")
