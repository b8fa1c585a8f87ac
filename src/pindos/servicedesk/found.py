"""How tickets are found: who sees which, and how they look among the results."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.access import Viewer
from pindos.organisation.queries import units_by_id
from pindos.organisation.rights import units_worked_by
from pindos.records.queries import numbers_ending, numbers_typed
from pindos.search.about import Kind, Lead, finds, jumps
from pindos.search.terms import Shown, Text
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import tickets_for
from pindos.servicedesk.queries.findable import (
    Words,
    findables,
    readable,
    tickets_with_ids,
    words_of,
)
from pindos.servicedesk.terms import ABOUT, State

LONGEST_BARE = 6  # digits
MOST_PLACES = 20  # more than there are prefectures


def _readable(viewer: Viewer, ids: Collection[int], is_internal: bool) -> set[int]:  # noqa: FBT001
    return readable(viewer, ids, in_full=is_internal)


def _shown(viewer: Viewer, ids: Collection[int]) -> dict[int, Shown]:
    in_full = readable(viewer, ids, in_full=True)
    others = set(ids) - in_full
    seen = in_full | (readable(viewer, others, in_full=False) if others else set())
    rows = tickets_with_ids(seen) if seen else []
    words = words_of(rows)
    units = units_by_id({row.unit_id for row in rows})
    return {
        row.pk: Shown(
            title=row.title,
            url=reverse("servicedesk:ticket-show", args=[row.number]),
            number=row.number or "",
            facts=(str(State(row.state).label), units[row.unit_id].name),
            texts=_texts(words[row.pk], is_in_full=row.pk in in_full),
            at=row.opened_at,
        )
        for row in rows
    }


def _texts(words: Collection[Words], *, is_in_full: bool) -> tuple[Text, ...]:
    return tuple(
        Text(each.label, each.text) for each in words if is_in_full or not each.is_internal
    )


def _ids(after: int, most: int) -> list[int]:
    rows = Ticket.objects.filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:most])


@jumps
def _to_ticket(viewer: Viewer, text: str) -> Lead | None:
    """A number leads to its ticket, however it was typed; without its year to the newest."""
    numbers = numbers_typed(text) if text else []
    if not numbers:
        return None
    rows = tickets_for(viewer).filter(number__in=numbers).values_list("number", "title")
    titles = dict(rows[: len(numbers)])
    if number := next((each for each in numbers if each in titles), None):
        return _lead(number, titles[number])
    words = _("There is no ticket %(number)s, or it is not yours to see.")
    return Lead(words=words % {"number": numbers[0]})


@jumps
def _to_bare_number(viewer: Viewer, text: str) -> Lead | None:
    """Digits alone may be the end of a number of this year: of the only one that somebody sees, or
    the only one of the units they work for."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST_BARE):
        return None
    found = tickets_for(viewer).filter(number__in=numbers_ending(digits))
    rows = list(found.values_list("number", "title", "unit_id")[:MOST_PLACES])
    own = [row for row in rows if row[2] in units_worked_by(viewer)]
    chosen = rows if len(rows) == 1 else own
    if len(chosen) != 1:
        return None
    number, title, _unit = chosen[0]
    return _lead(str(number), title, is_sure=False)


def _lead(number: str, title: str, *, is_sure: bool = True) -> Lead:
    where = reverse("servicedesk:ticket-show", args=[number])
    return Lead(url=where, words=f"{_('Ticket')} {number}: {title}", is_sure=is_sure)


finds(
    Kind(
        key=ABOUT,
        label=gettext_lazy("Ticket"),
        many=gettext_lazy("Tickets"),
        shown=_shown,
        source=findables,
        ids=_ids,
        readable=_readable,
        is_marked=True,
    )
)
