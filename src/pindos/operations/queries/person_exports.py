"""Copies of what is kept about one person: who may ask for one, and who may fetch it."""

from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from pindos.identity.queries import account_ids_of
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.personal import Whom
from pindos.operations.models import PersonExport
from pindos.operations.queries.health import house_unit_of
from pindos.operations.terms import CopyState


def whom(person_id: int) -> Whom:
    """A person with all accounts that are theirs."""
    return Whom(person_id, frozenset(account_ids_of(person_ids=[person_id])))


def protects_data(viewer: Viewer) -> bool:
    """Whether somebody looks after the data of all people: an administrator of all of it."""
    try:
        house_unit_of(viewer)
    except NotFound:
        return False
    return True


def own_exports_for(viewer: Viewer) -> QuerySet[PersonExport]:
    """The copies that somebody asked for about themself, newest first."""
    if viewer.account_id is None or viewer.person_id is None:
        return PersonExport.objects.none()
    mine = PersonExport.objects.filter(is_own=True, asked_by=viewer.account_id)
    return mine.filter(person=viewer.person_id).order_by("-pk")


def person_exports_for(viewer: Viewer) -> QuerySet[PersonExport]:
    """All copies that were asked for; NotFound for who does not run the house."""
    house_unit_of(viewer)
    return PersonExport.objects.select_related("person", "asked_by").order_by("-pk")


def person_exports_about(person_id: int) -> QuerySet[PersonExport]:
    """The copies of a person's data that others asked for."""
    return PersonExport.objects.filter(person=person_id, is_own=False)


def export_to_fetch(viewer: Viewer, export_id: int) -> PersonExport:
    """A copy that the viewer asked for and may still fetch; NotFound for all others."""
    found = PersonExport.objects.filter(pk=export_id, asked_by=viewer.account_id)
    row = found.filter(state=CopyState.MADE, good_until__gt=timezone.now()).first()
    if row is None or viewer.account_id is None:
        raise NotFound
    is_theirs = row.is_own and row.person_id == viewer.person_id
    if not is_theirs and (viewer is HOUSE or not protects_data(viewer)):
        raise NotFound
    return row


def path_of_export(row: PersonExport) -> Path:
    """Where the archive of a copy stands."""
    return Path(settings.FILES) / "exports" / row.file
