"""Letting a pseudonym stand for one person, for good (GDPR art. 17)."""

from secrets import randbelow
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.identity.commands import bar_from_outside
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.events import emit
from pindos.kernel.personal import Alias, holdings
from pindos.kernel.sealing import seal
from pindos.kernel.text import fold
from pindos.operations.events import PersonPseudonymised
from pindos.operations.forgetting import Forgetting, label_of
from pindos.operations.models import PersonExport, Pseudonym
from pindos.operations.queries.health import house_unit_of
from pindos.operations.queries.person_exports import path_of_export, whom
from pindos.operations.queries.pseudonyms import Former, person_to_forget
from pindos.operations.terms import CopyState
from pindos.organisation.terms import Role

WORD = "Πρόσωπο"
FEWEST, MOST = 1_000, 10_000  # numbers to choose from; ten times as many when they run out


class Counted(NamedTuple):
    """How much of one table is erased or changed, and in how many places the person is named."""

    label: str
    erased: int
    changed: int
    mentions: int


class Preview(NamedTuple):
    """What would be done about whom; ``typed`` is what must be typed to have it done."""

    person_id: int
    name: str
    tables: list[Counted]
    files: int
    typed: str


def plan_pseudonym(*, viewer: Viewer, person_id: int) -> Preview:
    """Count what would be erased and changed; changes nothing. Refuses as the act itself does."""
    former = person_to_forget(viewer, person_id)
    done = _forgetting(former, 0, is_dry=True)
    done.run()
    files = sum(
        each.rows(whom(person_id)).count()
        for each in holdings()
        if each.table == "records.attachment"
    )
    return Preview(person_id, former.facts.name, _counted(done), files, former.facts.name)


def pseudonymise_person(*, viewer: Viewer, person_id: int, confirm: str) -> Pseudonym:
    """Let a pseudonym stand for somebody; it cannot be undone.

    ``confirm`` is the person's full name, typed. Figures, tickets and the chain of the trail
    stay. Refuses (Invalid) another name, and whoever still has access.
    """
    former = person_to_forget(viewer, person_id)
    if fold(confirm) != fold(former.facts.name):
        raise Invalid(
            {"confirm": _("Type the full name: %(name)s.") % {"name": former.facts.name}}
        )
    while seal():
        pass
    return _carry_out(viewer, former)


@transaction.atomic
def _carry_out(viewer: Viewer, former: Former) -> Pseudonym:
    number = _free_number()
    known = whom(former.facts.id)
    bar_from_outside(known.account_ids, former.person.emails)
    _remove_copies(former.facts.id)
    done = _forgetting(former, number, is_dry=False)
    done.run()
    row = Pseudonym.objects.create(
        person_id=former.facts.id,
        number=number,
        by_id=viewer.account_id,
        at=timezone.now(),
        erased=done.erased.total(),
        changed=done.changed.total(),
        mentions=done.found.total(),
    )
    said = PersonPseudonymised(
        person_id=former.facts.id,
        number=number,
        erased=row.erased,
        changed=row.changed,
        mentions=row.mentions,
    )
    unit_id = house_unit_of(viewer)
    capacity = str(Role.ADMINISTRATOR) if unit_id is not None else ""
    emit(said, about=row, unit_id=unit_id, by=viewer, capacity=capacity)
    return row


def _forgetting(former: Former, number: int, *, is_dry: bool) -> Forgetting:
    alias = Alias(WORD, str(number))
    return Forgetting(whom(former.facts.id), former.person, alias, is_dry=is_dry)


def _counted(done: Forgetting) -> list[Counted]:
    tables = dict.fromkeys([*done.erased, *done.changed, *done.found])
    rows = [
        Counted(label_of(each), done.erased[each], done.changed[each], done.found[each])
        for each in tables
    ]
    return [each for each in rows if each.erased or each.changed or each.mentions]


def _free_number() -> int:
    most = MOST
    while True:
        number = FEWEST + randbelow(most - FEWEST)
        if not Pseudonym.objects.filter(number=number).exists():
            return number
        most *= 2


def _remove_copies(person_id: int) -> None:
    """Copies of their data that somebody could still fetch."""
    for row in PersonExport.objects.filter(person=person_id).exclude(file=""):
        path_of_export(row).unlink(missing_ok=True)
        row.state, row.file = CopyState.GONE, ""
        row.save(update_fields=["state", "file"])
