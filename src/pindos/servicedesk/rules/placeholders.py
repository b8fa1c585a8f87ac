"""What a ready text may leave open: ``{requester:vocative}`` or, in Greek, ``{αιτών:κλητική}``."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.kernel.text import fold

CASES = ("nominative", "genitive", "accusative", "vocative")
THINGS: dict[str, tuple[str, ...]] = {  # with its forms, the first of which is meant by itself
    "greeting": ("formal", "familiar"),
    "requester": CASES,
    "sir": CASES,
    "number": (),
    "title": (),
    "unit": ("nominative", "genitive", "accusative", "place"),
    "site": ("nominative", "genitive", "accusative", "place"),
    "writer": ("nominative", "genitive", "accusative"),
    "opened": ("plain", "when"),
    "today": ("plain", "when"),
}
GREEK = {
    "greeting": "προσφώνηση",
    "requester": "αιτών",
    "sir": "κύριος",
    "number": "αριθμός",
    "title": "τίτλος",
    "unit": "τμήμα",
    "site": "έδρα",
    "writer": "συντάκτης",
    "opened": "ημερομηνία",
    "today": "σήμερα",
    "formal": "επίσημη",
    "familiar": "οικεία",
    "nominative": "ονομαστική",
    "genitive": "γενική",
    "accusative": "αιτιατική",
    "vocative": "κλητική",
    "place": "πού",
    "plain": "απλή",
    "when": "πότε",
}
MEANINGS: dict[str, Promise] = {
    "greeting": _("How the person who asked is greeted"),
    "requester": _("The person who asked"),
    "sir": _("The person who asked, with Mr or Mrs"),
    "number": _("Number of the ticket"),
    "title": _("Title of the ticket"),
    "unit": _("The responsible department"),
    "site": _("Where it is"),
    "writer": _("Whoever writes the reply"),
    "opened": _("The day on which it was reported"),
    "today": _("The day of today"),
}
_KEYS = {fold(word): key for key, word in GREEK.items()} | {key: key for key in GREEK}
_OPEN = re.compile(r"\{([^{}\n]*)\}")
_BRACE = re.compile(r"[{}]")


class Placeholder(NamedTuple):
    """Something that is filled in when the text is used."""

    thing: str
    form: str


class Fault(NamedTuple):
    """What is wrong with a text, and where; lines and columns are counted from 1."""

    line: int
    column: int
    words: Promise
    found: str

    def __str__(self) -> str:
        where = _("Line %(line)s, column %(column)s: %(words)s")
        words = str(self.words) % {"found": self.found}
        return str(where) % {"line": self.line, "column": self.column, "words": words}


UNKNOWN = _("{%(found)s} is not known. Choose one from the list.")
NO_SUCH_FORM = _("{%(found)s} does not have this form. Choose one from the list.")
LONELY = _(
    "The brace %(found)s has no partner. Write a placeholder from the list, or leave it out."
)


def read_placeholder(inside: str) -> Placeholder | None:
    """What stands between braces; None when there is no such thing or form."""
    name, _sep, form = (part.strip() for part in inside.partition(":"))
    thing, wanted = _KEYS.get(fold(name), ""), _KEYS.get(fold(form), "")
    if thing not in THINGS or (form and wanted not in THINGS[thing]):
        return None
    return Placeholder(thing, wanted or next(iter(THINGS[thing]), ""))


def faults_in(text: str) -> list[Fault]:
    """All that cannot be filled in, in the order of the text."""
    return sorted([*_unknown(text), *_lonely(text)])


def fill(text: str, say: Callable[[Placeholder], str]) -> str:
    """The text with every placeholder said; what is not known stays as it is written."""

    def said(found: "re.Match[str]") -> str:
        placeholder = read_placeholder(found.group(1))
        return say(placeholder) if placeholder else found.group()

    return _OPEN.sub(said, text)


def in_greek(placeholder: Placeholder) -> str:
    """As it is written in a Greek text; the form that is meant by itself is left out."""
    forms = THINGS[placeholder.thing]
    if not forms or placeholder.form == forms[0]:
        return f"{{{GREEK[placeholder.thing]}}}"
    return f"{{{GREEK[placeholder.thing]}:{GREEK[placeholder.form]}}}"


def all_placeholders() -> list[Placeholder]:
    """Everything that can be left open, for people to choose from."""
    return [Placeholder(thing, form) for thing, forms in THINGS.items() for form in forms or ("",)]


def _unknown(text: str) -> Iterator[Fault]:
    for found in _OPEN.finditer(text):
        inside = found.group(1)
        if read_placeholder(inside) is None:
            is_thing = _KEYS.get(fold(inside.partition(":")[0].strip()), "") in THINGS
            words = NO_SUCH_FORM if is_thing else UNKNOWN
            yield Fault(*_place(text, found.start()), words, inside)


def _lonely(text: str) -> Iterator[Fault]:
    blanked = _OPEN.sub(lambda found: " " * len(found.group()), text)
    for found in _BRACE.finditer(blanked):
        yield Fault(*_place(text, found.start()), LONELY, found.group())


def _place(text: str, at: int) -> tuple[int, int]:
    before = text[:at]
    return before.count("\n") + 1, at - before.rfind("\n")
