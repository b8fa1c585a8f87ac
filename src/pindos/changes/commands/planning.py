"""Planning: a change is written down, put otherwise, moved."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.changes.commands.reading import ALL, Reader, check_whole, searchable
from pindos.changes.commands.turn import Files, Turn, author_of, say
from pindos.changes.events import ChangeEdited, ChangePlanned, ChangeRescheduled
from pindos.changes.models import Affected, Change
from pindos.changes.queries import plans
from pindos.changes.rules import fixed_in, risk_of
from pindos.changes.terms import ABOUT, FIELDS, LEAST_SAID, SERIES, Act, State, Step
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, Refused
from pindos.kernel.versions import NOTHING_SEEN, Seen, name_of, to_write
from pindos.organisation.queries import (
    administration_key,
    competent_unit,
    sites_by_id,
    unit_named,
    units_below,
)
from pindos.organisation.rights import capacity_in, units_worked_by
from pindos.organisation.terms import Competence
from pindos.records.commands import add_entry, give_number, open_record
from pindos.records.terms import EntryKind
from pindos.servicedesk.commands.sent import Sent


@transaction.atomic
def plan_change(
    *, viewer: Viewer, title: str, unit: str = "", files: Files = (), **given: Any
) -> Change:
    """Write a change down; nobody hears of it until it is approved.

    ``unit`` is the key of the unit that does it, without it the viewer's own. A moment without a
    time zone is by the clock of Athens. Refuses what cannot be used (Invalid), and whoever works
    for no unit (Forbidden).
    """
    _known({**given, "title": title})
    unit_id = _unit(viewer, unit)
    values = Reader(viewer, unit_id).read({**given, "title": title})
    if viewer.person_id is None:
        raise Refused(_("Your account belongs to no person, so it cannot plan work."))
    change, entry_id = _written_down(viewer, viewer.person_id, unit_id, values, files)
    said = {**values, "unit": unit_id, "risk": change.risk, "number": change.number}
    say(
        ChangePlanned,
        change,
        by=viewer,
        capacity=capacity_in(viewer, unit_id),
        entry_id=entry_id,
        changes={name: (None, value) for name, value in said.items()},
    )
    return change


@transaction.atomic
def edit_change(
    *,
    viewer: Viewer,
    change_id: int,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
    **given: Any,
) -> Change:
    """Put otherwise what is given, leave the rest.

    What others changed since the version stays; refuses a field that both changed (Clash), and
    what approval goes by once somebody was asked for it.
    """
    _known(given)
    turn = Turn(viewer, change_id, Act.EDIT)
    turn.go()
    change = turn.change
    wanted = Reader(viewer, change.unit_id, change.responsible_id).read(given)
    differing = [name for name, value in wanted.items() if getattr(change, name) != value]
    if fixed := fixed_in(change.state, differing):
        labels = ", ".join(str(FIELDS[name]) for name in fixed)
        words = _(
            "Approval goes by this, so it stands still now: %(fields)s. Withdraw the request, "
            "or move the work to another time."
        )
        raise Refused(words % {"fields": labels})
    written = to_write(change, wanted, version, seen)
    return _edited(turn, written)


@transaction.atomic
def reschedule_change(
    *,
    viewer: Viewer,
    change_id: int,
    starts_at: Any,
    ends_at: Any,
    reason: str,
    version: int | None = None,
) -> Change:
    """Move an approved change to another time, or try one again that was backed out.

    The former stays approved and its head hears of it; the latter is asked for anew. Refuses a
    window that has passed.
    """
    sent = Sent()
    reason = sent.text("reason", reason, least=LEAST_SAID)
    sent.check()
    turn = Turn(viewer, change_id, Act.RESCHEDULE)
    after = turn.go(version)
    change = turn.change
    window = Reader(viewer, change.unit_id).read({"starts_at": starts_at, "ends_at": ends_at})
    _check_coming(window, turn)
    known = change.announced_at is not None and change.state == State.APPROVED
    check_whole(change, window)
    turn.write(window)
    is_again = after is State.DRAFT
    turn.enter(
        after,
        moved_at=turn.now if known else None,
        announced_at=None if is_again else change.announced_at,
        ended_at=None,
    )
    entry_id = turn.step(
        Step.RESCHEDULED, reason=reason, starts=change.starts_at, ends=change.ends_at
    )
    return turn.say(
        ChangeRescheduled,
        entry_id=entry_id,
        reason=reason,
        starts_at=change.starts_at,
        ends_at=change.ends_at,
        was_announced=known,
    )


def _written_down(
    viewer: Viewer, person_id: int, unit_id: int, values: dict[str, Any], files: Files
) -> tuple[Change, int]:
    """The new row with its record and number, and the first line of the timeline."""
    now = timezone.now()
    change = Change(
        unit_id=unit_id, planned_by_id=person_id, planned_at=now, state_since=now, **values
    )
    check_whole(change, values)
    change.risk = risk_of(change.scale, change.undo).value
    change.record_id = open_record(about=ABOUT).pk
    entry = add_entry(
        record_id=change.record_id,
        kind=EntryKind.STEP,
        author=author_of(viewer, unit_id),
        step=Step.PLANNED,
        files=files,
    )
    # From here to the end of the transaction all others who plan in the administration wait.
    series = f"{administration_key(unit_id)}-{SERIES}"
    change.number = give_number(record_id=change.record_id, prefecture_key=series, on=now)
    change.search_text = searchable(change)
    change.save(force_insert=True)
    _keep_affected(change)
    return change, entry.pk


def _edited(turn: Turn, written: dict[str, Any]) -> Change:
    change = turn.change
    scale, undo = written.get("scale", change.scale), written.get("undo", change.undo)
    check_whole(change, written)
    changes = turn.write({**written, "risk": risk_of(scale, undo).value})
    if not changes:
        return change
    change.search_text = searchable(change)
    change.save(update_fields=["search_text"])
    if {"units", "sites", "assets"} & changes.keys():
        _keep_affected(change)
    entry_id = turn.step(Step.EDITED, fields=[name_of(name) for name in changes])
    return turn.say(ChangeEdited, entry_id=entry_id)


def _check_coming(window: dict[str, Any], turn: Turn) -> None:
    faults = {name: _("This is missing: write it.") for name in window if window[name] is None}
    if not faults and window["ends_at"] <= turn.now:
        faults = {"ends_at": _("This time has passed. Choose one that is to come.")}
    if faults:
        raise Invalid(faults)


def _keep_affected(change: Change) -> None:
    """Write anew what it touches; with it the units that serve a site or stand below a unit."""
    Affected.objects.filter(change=change).delete()
    below = units_below(change.units) if change.units else set()
    places = {site.prefecture_id for site in sites_by_id(change.sites).values()}
    serving = set()
    for place in places:
        try:
            serving.add(competent_unit(Competence.SUPPORT_USERS, place).unit_id)
        except Refused:
            continue  # nobody serves users there: nobody is to be told
    rows = [Affected(change=change, unit_id=pk) for pk in change.units]
    rows += [
        Affected(change=change, unit_id=pk, is_named=False)
        for pk in sorted((below | serving) - set(change.units))
    ]
    rows += [Affected(change=change, site_id=pk) for pk in change.sites]
    rows += [Affected(change=change, asset_id=pk) for pk in change.assets]
    Affected.objects.bulk_create(rows)


def _unit(viewer: Viewer, key: str) -> int:
    """The unit that does it; refuses one for which the viewer does not work."""
    if not plans(viewer):
        raise Forbidden(_("Only those who work in a unit of informatics plan work."))
    worked = units_worked_by(viewer)
    if not key:
        own = sorted(post.unit_id for post in viewer.posts if post.unit_id in worked)
        return own[0] if own else sorted(worked)[0]
    unit_id = unit_named(key).id
    if unit_id not in worked:
        raise Forbidden(_("You plan work only for a unit in which you work."))
    return unit_id


def _known(given: dict[str, Any]) -> None:
    if unknown := set(given) - set(ALL):
        raise TypeError(f"no such fields: {sorted(unknown)}")
