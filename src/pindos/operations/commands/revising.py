"""Putting a change of a setting back, field by field, whatever else has happened since."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, Refused
from pindos.kernel.events import emit
from pindos.kernel.models import Event
from pindos.operations.events import RevisionUndone
from pindos.operations.queries import Revision, revision_by


@transaction.atomic
def undo_revision(
    *,
    viewer: Viewer,
    seq: int,
    fields: Collection[str] | None = None,
    seen: Mapping[str, str] | None = None,
) -> list[str]:
    """Put fields back to what they were before the change of this number; their names.

    Without ``fields`` those that nobody has changed since; a field that was changed since is put
    back only when it is named. With ``seen``, the words of today's values that were looked at,
    it is refused when a value is another one by now. Who may set the thing may put it back.
    """
    revision = revision_by(viewer, seq)
    if not revision.fields:
        raise Forbidden(_("Nothing of this change can be put back by you."))
    chosen = _chosen(revision, fields)
    _refuse_stale(revision, chosen, seen or {})
    now = dict(revision.kind.now(viewer, revision.thing_id))
    was = {field.name: field.was for field in revision.fields if field.name in chosen}
    revision.kind.put(viewer, revision.thing_id, {**now, **was})
    event = Event.objects.get(seq=seq)
    emit(
        RevisionUndone(seq=seq, thing=event.subject, fields=sorted(chosen)),
        about=event,
        unit_id=event.unit_id,
        by=viewer,
    )
    return sorted(chosen)


def _chosen(revision: Revision, fields: Collection[str] | None) -> set[str]:
    """Which fields are put back; refuses unknown ones, and when none is left."""
    known = {field.name for field in revision.fields}
    if fields is not None and (unknown := set(fields) - known):
        words = _("This change has no field %(name)s.") % {"name": min(unknown)[:60]}
        raise Invalid({"fields": words})
    if fields is None:
        chosen = {field.name for field in revision.fields if field.stands}
        if not chosen and revision.can_be_undone:
            raise Refused(
                _("All of it has been changed again since. Name the fields to put back anyway.")
            )
    else:
        chosen = set(fields)
    chosen -= {field.name for field in revision.fields if field.is_back}
    if not chosen:
        raise Refused(_("It already is what it was before. Nothing was changed."))
    return chosen


def _refuse_stale(revision: Revision, chosen: set[str], seen: Mapping[str, str]) -> None:
    """Refuse when a value is no more the one that was looked at."""
    for field in revision.fields:
        if field.name in chosen and seen.get(field.name, field.now) != field.now:
            raise Refused(
                _("Somebody has changed %(field)s meanwhile: it is now %(now)s. Look again.")
                % {"field": field.label, "now": field.now or "–"}
            )
