"""The little language of filters: ``state = open and (priority >= high or late = yes)``.

``or`` binds less than ``and``, ``and`` less than ``not``; groups stand in parentheses. Its words
may be Greek too, and a column may be called by its label. What is written can be read again.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from pindos.kernel.filtering.errors import Unreadable, nearest
from pindos.kernel.filtering.terms import (
    DEEPEST,
    EVERYTHING,
    LONGEST,
    LONGEST_VALUE,
    MOST_CONDITIONS,
    MOST_VALUES,
    Condition,
    Group,
    Mode,
    Node,
    Op,
    joined,
    size_of,
)
from pindos.kernel.filtering.tokens import Token, quoted, tokens_of
from pindos.kernel.text import fold

COMPARING = {op.value: op for op in (Op.EQ, Op.NE, Op.LT, Op.LE, Op.GT, Op.GE)}
BY_WORD = {"contains": Op.CONTAINS, "starts": Op.STARTS, "before": Op.LT, "after": Op.GT}


def parse(text: str, names: Mapping[str, str]) -> Node:
    """The tree of a text; ``names`` leads from what a column may be called to its key.

    Refuses (Unreadable) what cannot be read, with its place and what was expected there.
    """
    if len(text) > LONGEST:
        raise Unreadable(_("A filter has at most %(most)s characters.") % {"most": LONGEST})
    if not text.strip():
        return EVERYTHING
    node = _Reader(text, names).whole()
    hold_to_limits(node)
    return node


def hold_to_limits(node: Node) -> None:
    """Refuse a tree that is larger than anybody needs."""
    size = size_of(node)
    if size.conditions > MOST_CONDITIONS:
        words = _("A filter has at most %(most)s conditions.")
        raise Unreadable(words % {"most": MOST_CONDITIONS})
    if size.depth > DEEPEST:
        words = _("Groups may stand within each other %(most)s times at most.")
        raise Unreadable(words % {"most": DEEPEST})


def write(node: Node) -> str:
    """The text of a tree, which reads back as the same tree."""
    if isinstance(node, Group) and node.mode is not Mode.NONE:
        return _items(node)
    return _item(node)


def _items(group: Group) -> str:
    glue = " and " if group.mode is Mode.ALL else " or "
    return glue.join(_item(item) for item in group.items)


def _item(node: Node) -> str:
    if isinstance(node, Condition):
        return write_condition(node)
    if node.mode is not Mode.NONE:
        return f"({_items(node)})"
    if len(node.items) == 1:
        return f"not {_item(node.items[0])}"
    return f"not ({_items(node)})"


def write_condition(condition: Condition) -> str:
    """One condition, such as ``state in (new, solved)``."""
    start, values = f"{condition.column} {condition.op}", [quoted(v) for v in condition.values]
    if condition.op is Op.IN:
        return f"{start} ({', '.join(values)})"
    return " ".join([start, " and ".join(values)]).rstrip()


class _Reader:
    """Reads the tokens of one text from left to right."""

    def __init__(self, text: str, names: Mapping[str, str]) -> None:
        self.tokens, self.names, self.here, self.open = tokens_of(text), names, 0, 0

    @property
    def token(self) -> Token:
        return self.tokens[self.here]

    def whole(self) -> Node:
        node = self._any()
        if self.token.kind != "end":
            raise self._wrong(_("«and», «or» or the end"))
        return node

    def _any(self) -> Node:
        items = [self._all()]
        while self._takes("or"):
            items.append(self._all())
        return joined(Mode.ANY, items)

    def _all(self) -> Node:
        items = [self._one()]
        while self._takes("and"):
            items.append(self._one())
        return joined(Mode.ALL, items)

    def _one(self) -> Node:
        self.open += 1
        if self.open > 2 * DEEPEST:
            words = _("Groups may stand within each other %(most)s times at most.")
            raise Unreadable(words % {"most": DEEPEST}, self.token.at)
        try:
            return self._inside()
        finally:
            self.open -= 1

    def _inside(self) -> Node:
        if self._takes("not"):
            return joined(Mode.NONE, [self._one()])
        if self._takes_sign("("):
            node = self._any()
            self._needs_sign(")")
            return node
        return self._condition()

    def _condition(self) -> Condition:
        at, column = self.token.at, self._column()
        op = self._operator()
        values = self._values(op)
        return Condition(column, op, values, at)

    def _column(self) -> str:
        token = self.token
        if token.kind not in ("word", "value") or token.word:
            raise self._wrong(_("a column, such as «%(name)s»") % {"name": self._a_name()})
        key = self.names.get(name_of(token.text))
        if key is None:
            unknown = _("There is no column «%(name)s».") % {"name": token.text[:60]}
            near = nearest(name_of(token.text), self.names, dict.fromkeys(self.names.values()))
            raise Unreadable(f"{unknown} {near}", token.at)
        self.here += 1
        return key

    def _a_name(self) -> str:
        return next(iter(self.names.values()), "")

    def _operator(self) -> Op:
        token = self.token
        if token.kind == "sign" and token.text in COMPARING:
            self.here += 1
            return COMPARING[token.text]
        for word, op in (*BY_WORD.items(), ("in", Op.IN), ("between", Op.BETWEEN)):
            if self._takes(word):
                return op
        if self._takes("is"):
            op = Op.FILLED if self._takes("not") else Op.EMPTY
            if self._takes("empty"):
                return op
            raise self._wrong(_("«empty» or «not empty»"))
        raise self._wrong(_("an operator: %(signs)s") % {"signs": ", ".join(Op)})

    def _values(self, op: Op) -> tuple[str, ...]:
        if op in (Op.EMPTY, Op.FILLED):
            return ()
        if op is Op.BETWEEN:
            low = self._value()
            if not self._takes("and"):
                raise self._wrong(_("«and» and the second value"))
            return low, self._value()
        return self._listed() if op is Op.IN else (self._value(),)

    def _listed(self) -> tuple[str, ...]:
        self._needs_sign("(")
        values = [self._value()]
        while self._takes_sign(","):
            values.append(self._value())
            if len(values) > MOST_VALUES:
                words = _("A condition has at most %(most)s values.")
                raise Unreadable(words % {"most": MOST_VALUES}, self.token.at)
        self._needs_sign(")")
        return tuple(values)

    def _value(self) -> str:
        token = self.token
        if token.kind not in ("word", "value") or token.word:
            raise self._wrong(_("a value; one of several words stands in quotes"))
        if len(token.text) > LONGEST_VALUE:
            words = _("A value has at most %(most)s characters.") % {"most": LONGEST_VALUE}
            raise Unreadable(words, token.at)
        self.here += 1
        return token.text

    def _takes(self, word: str) -> bool:
        found = self.token.word == word
        self.here += found
        return found

    def _takes_sign(self, sign: str) -> bool:
        found = self.token.kind == "sign" and self.token.text == sign
        self.here += found
        return found

    def _needs_sign(self, sign: str) -> None:
        if not self._takes_sign(sign):
            raise self._wrong(f"«{sign}»")

    def _wrong(self, expected: str) -> Unreadable:
        token = self.token
        if token.kind == "end":
            words = _("The filter ends here; expected was: %(expected)s.")
            return Unreadable(words % {"expected": expected}, token.at)
        words = _("Expected was %(expected)s, not «%(found)s».")
        return Unreadable(words % {"expected": expected, "found": token.text[:60]}, token.at)


def name_of(text: str) -> str:
    """What a column is called, for comparing: folded, words joined by underscores."""
    return fold(text).replace(" ", "_").replace("-", "_")
