"""Asking for a copy of all that is kept about one person, making it and handing it out."""

from datetime import datetime, timedelta
from secrets import token_hex

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from pindos.identity.queries import languages_of_people
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.events import emit
from pindos.kernel.jobs import bring_forward
from pindos.operations.events import (
    PersonExportAsked,
    PersonExportEvent,
    PersonExportFailed,
    PersonExportMade,
    PersonExportTaken,
)
from pindos.operations.models import PersonExport
from pindos.operations.options import EXPORT_DAYS
from pindos.operations.packing import pack
from pindos.operations.queries.health import house_unit_of
from pindos.operations.queries.person_exports import export_to_fetch, path_of_export, whom
from pindos.operations.terms import CopyState
from pindos.organisation.queries import people_by_id, person_known_to
from pindos.organisation.terms import Role


@transaction.atomic
def own_export(*, viewer: Viewer) -> PersonExport:
    """Have a copy made of all that is kept about oneself, unless one is being made.

    Refuses an account that is nobody's.
    """
    if viewer.account_id is None or viewer.person_id is None:
        raise Refused(_("This account belongs to no person, so nothing is kept about one."))
    return _ask(viewer, viewer.person_id, is_own=True)


@transaction.atomic
def person_export(*, viewer: Viewer, person: str | int) -> PersonExport:
    """Have a copy made of all that is kept about somebody, to hand it to them (GDPR art. 15).

    For administrators of a whole administration. Refuses (Invalid) somebody unknown.
    """
    house_unit_of(viewer)
    if viewer.account_id is None:
        raise Refused(_("Say with whose account you act: the copy is handed to it alone."))
    try:
        found = person_known_to(viewer, person)
    except Invalid as wrong:
        raise Invalid({"person": next(iter(wrong.fields.values()))}) from wrong
    return _ask(viewer, found.id, is_own=False)


def make_person_exports(now: datetime | None = None) -> int:
    """Make the copies that were asked for; return how many. The database is not held meanwhile."""
    rows = PersonExport.objects.filter(state=CopyState.ASKED).order_by("pk")
    return sum(_make(row, now or timezone.now()) for row in list(rows))


def forget_person_exports(now: datetime | None = None) -> int:
    """Remove the files of copies whose time is over; return how many."""
    over = PersonExport.objects.filter(state=CopyState.MADE, good_until__lte=now or timezone.now())
    rows = list(over.order_by("pk"))
    for row in rows:
        path_of_export(row).unlink(missing_ok=True)
        PersonExport.objects.filter(pk=row.pk).update(state=CopyState.GONE, file="")
    return len(rows)


@transaction.atomic
def take_person_export(*, viewer: Viewer, export_id: int) -> PersonExport:
    """The copy, to be sent; that it was taken is on record before the first byte goes."""
    row = export_to_fetch(viewer, export_id)
    row.taken_at = timezone.now()
    row.save(update_fields=["taken_at"])
    _say(PersonExportTaken, row, viewer, rows=row.rows)
    return row


def _ask(viewer: Viewer, person_id: int, *, is_own: bool) -> PersonExport:
    waiting = PersonExport.objects.filter(
        person=person_id, asked_by=viewer.account_id, state=CopyState.ASKED, is_own=is_own
    ).first()
    if waiting is not None:
        return waiting
    row = PersonExport.objects.create(
        person_id=person_id,
        asked_by_id=viewer.account_id or 0,
        is_own=is_own,
        asked_at=timezone.now(),
    )
    _say(PersonExportAsked, row, viewer)
    bring_forward("make-person-exports")
    return row


def _make(row: PersonExport, now: datetime) -> bool:
    row.file = f"{token_hex(16)}.zip"
    path = path_of_export(row)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    language = languages_of_people([row.person_id])[row.person_id]
    person = people_by_id([row.person_id])[row.person_id]
    try:
        with translation.override(language):
            packed = pack(whom(row.person_id), person.name, now, path)
    except Exception as error:  # noqa: BLE001  one bad copy must not stop the others
        path.unlink(missing_ok=True)
        row.state, row.file, row.error = CopyState.FAILED, "", f"{type(error).__name__}: {error}"
        row.error = row.error[:300]
        _end(row, PersonExportFailed)
        return False
    row.state, row.made_at, row.rows = CopyState.MADE, now, packed.rows
    row.good_until, row.size = now + timedelta(days=EXPORT_DAYS.now()), path.stat().st_size
    is_ours = _end(row, PersonExportMade, rows=packed.rows)
    if not is_ours:
        path.unlink(missing_ok=True)
    return is_ours


@transaction.atomic
def _end(row: PersonExport, event: type[PersonExportEvent], **more: int) -> bool:
    """Write down how it went, unless somebody else has done so; whether it was written."""
    waiting = PersonExport.objects.select_for_update().filter(pk=row.pk, state=CopyState.ASKED)
    if not waiting.exists():
        return False
    row.save()
    _say(event, row, HOUSE, **more)
    return True


def _say(event: type[PersonExportEvent], row: PersonExport, viewer: Viewer, **more: int) -> None:
    said = event(export_id=row.pk, person_id=row.person_id, is_own=row.is_own, **more)
    capacity = "" if row.is_own or viewer is HOUSE else str(Role.ADMINISTRATOR)
    emit(said, about=row, unit_id=None, by=viewer, capacity=capacity)
