"""The words of all rooms in one table for each language, where Django keeps a table for each room.

Django means to put together what has the same plural rule, but compares the code of a rule
with the rule itself (``TranslationCatalog.update`` of 5.2), so that nothing is ever the same: a
text was looked for in two dozen tables, one after another, some fifty times a page.
"""

from typing import Any

from django.utils.translation.trans_real import TranslationCatalog

_beside = TranslationCatalog.update


def keep_in_one_table() -> None:
    """Let the languages that are read from now on be kept so; called once, at the start."""
    TranslationCatalog.update = _update  # type: ignore[method-assign]


def _update(self: Any, trans: Any) -> None:
    """Put in the words of one more room, before which those that were there give way."""
    if trans.plural.__code__ == self._plurals[0].__code__:
        self._catalogs[0].update(trans._catalog)
    else:
        _beside(self, trans)
