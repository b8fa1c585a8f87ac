"""What is wrong with a filter, where, and what was expected there."""

from collections.abc import Iterable
from difflib import get_close_matches

from django.utils.translation import gettext as _

from pindos.kernel.errors import Invalid, Words


class Unreadable(Invalid):
    """A filter that cannot be used; ``at`` is the place of the mistake, counted from 1."""

    def __init__(self, words: Words, at: int = 0) -> None:
        self.reason, self.at = words, at
        said = _("Place %(place)s: %(reason)s") % {"place": at, "reason": words} if at else words
        super().__init__({"filter": said})


def nearest(word: str, known: Iterable[str], offered: Iterable[str] | None = None) -> str:
    """«Did you mean …?», or what there is (``offered``, else all known) when nothing is near."""
    names = list(known)
    if close := get_close_matches(word, names, n=1, cutoff=0.6):
        return _("Did you mean «%(word)s»?") % {"word": close[0]}
    names = names if offered is None else list(offered)
    listed = ", ".join(names[:20]) + (" …" if len(names) > 20 else "")
    return _("There are: %(names)s.") % {"names": listed}
