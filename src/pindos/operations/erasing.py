"""Taking out of files what is written in them; figures, dates and the chain of the trail stay.

Rows keep their ids and their plain values. Of the trail what holds words goes with its salts: the
chain holds salted digests only.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from pindos.kernel.keeping import FileKind
from pindos.kernel.models import Change, Draft, Event, Versioned
from pindos.kernel.personal import Holding, holdings, in_pieces
from pindos.operations.forgetting import WITHOUT_EVENTS

WORDS = "Διαγράφηκε (κανόνας διατήρησης)"
SPOKEN = frozenset(  # particulars that people type, whatever they look like
    [
        *("answer", "answers", "back_out", "before", "cause", "description", "fix", "name"),
        *("note", "otherwise", "plan", "question", "reason", "service", "text", "title"),
        *("titles", "tried", "workaround"),
    ]
)
PLAIN = frozenset(["basis", "clause", "duty", "fields", "tag", "tie", "verb"])  # by the house
CODE = re.compile(r"[A-Za-z0-9_.:+-]{0,64}")


def erased(value: Any, name: str = "") -> Any:
    """The same value without words that somebody may have typed, in lists and objects too."""
    if isinstance(value, list):
        return [erased(each, name) for each in value]
    if isinstance(value, dict):
        return {key: erased(each, key.rpartition(".")[2]) for key, each in value.items()}
    if not isinstance(value, str) or not value or name in PLAIN:
        return value
    return WORDS if name in SPOKEN or not CODE.fullmatch(value) else value


def holds_words(value: Any, name: str) -> bool:
    """Whether somebody's words may stand in a value of the trail."""
    last = name.rpartition(".")[2]
    is_typed = last == "answers" and bool(value)
    return is_typed or erased(value, last) != value


def erase_texts(kind: FileKind, rows: Sequence[Any]) -> None:
    """Put fixed words in the place of all that is written in these files, and in their trail."""
    records = [row.record_id for row in rows]
    subjects = {kind.subject(row.pk) for row in rows}
    for holding in holdings():
        if holding.record and holding.texts:
            found = holding.model._default_manager.filter(**{f"{holding.record}__in": records})
            subjects |= _rewrite(holding, found.values("pk"))
    for holding in holdings():
        if holding.subject and holding.texts:
            for piece in _pieces(subjects):
                about = holding.model._default_manager.filter(**{f"{holding.subject}__in": piece})
                _rewrite(holding, about.values("pk"))
    for piece in _pieces(subjects):
        _forget(Event.objects.filter(seq__isnull=False, subject__in=piece))
    for row in rows:
        Draft.objects.filter(form__startswith=kind.drafts(row.pk)).delete()


def _rewrite(holding: Holding, ids: QuerySet[Any, Any]) -> set[str]:
    """Rewrite the texts of rows; how the trail names them."""
    found = set()
    rows = holding.model._default_manager.filter(pk__in=ids).order_by("pk")
    for row in rows.iterator(chunk_size=500):
        if not holding.table.startswith(WITHOUT_EVENTS):
            found.add(f"{holding.table}:{row.pk}")
        _write(holding, row)
    return found


def _write(holding: Holding, row: Any) -> None:
    values = {}
    for name in set(holding.texts) - set(holding.names):
        before = getattr(row, name)
        after = _without_words(row, name, before, is_typed=name in holding.typed)
        if after != before:
            values[name] = after
    if not values:
        return
    if isinstance(row, Versioned):
        row.touch(values)
        values |= {"version": row.version, "touched": row.touched}
    same = holding.model._default_manager.filter(pk=row.pk)
    same.update(**values)
    if holding.afresh:
        same.update(**holding.afresh(same.get()))


def _without_words(row: Any, name: str, value: Any, *, is_typed: bool) -> Any:
    if isinstance(value, str):
        most = getattr(row._meta.get_field(name), "max_length", None)
        return WORDS[:most] if value else value
    return type(value)() if is_typed and value else erased(value)


def _forget(events: QuerySet[Event]) -> None:
    """Values and particulars in words go with their salts; the chain still holds."""
    changes = Change.objects.filter(event__in=events, salt__isnull=False)
    ids = [
        pk
        for pk, name, before, after in changes.values_list("pk", "field", "before", "after")
        if holds_words(before, name) or holds_words(after, name)
    ]
    for piece in in_pieces(ids):
        Change.objects.filter(pk__in=piece).update(before=None, after=None, salt=None)
    said = events.filter(salt__isnull=False).values_list("pk", "payload")
    ids = [pk for pk, payload in said if erased(payload) != payload]
    for piece in in_pieces(ids):
        Event.objects.filter(pk__in=piece).update(payload=None, address=None, salt=None)


def _pieces(names: Iterable[str]) -> Iterable[list[str]]:
    every = sorted(names)
    return (every[at : at + 400] for at in range(0, len(every), 400))
