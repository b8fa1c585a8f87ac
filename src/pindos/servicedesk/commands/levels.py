"""Setting what is promised for which tickets; the clocks of open ones follow."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.clocks.commands import Change
from pindos.clocks.queries import all_hours
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, Invalid, Words
from pindos.kernel.events import emit
from pindos.kernel.jobs import bring_forward
from pindos.kernel.progress import tell_how_far
from pindos.kernel.rows import made_of
from pindos.kernel.updating import update_rows
from pindos.kernel.versions import NOTHING_SEEN, Seen, to_write, write
from pindos.organisation.queries import prefecture_named
from pindos.organisation.terms import Role
from pindos.servicedesk.commands.promises import DEADLINES, RUNS_BY, renew_together
from pindos.servicedesk.events import LevelSet
from pindos.servicedesk.models import Following, Level, Ticket
from pindos.servicedesk.queries import (
    WITHOUT_CLOCKS,
    category_shown,
    count_without_clocks,
    forget_levels,
)
from pindos.servicedesk.queries.levels import following, level_is_for
from pindos.servicedesk.rules import LONGEST, SHIPPED_LEVELS, scope_of
from pindos.servicedesk.terms import ABOUT, FOLLOW_LEVELS, OPEN, Priority

FOLLOWED = ("answer", "solution", "leg", "hours", "is_retired")
AT_ONCE = 500  # tickets of one transaction
READ = ("id", "state", "opened_at", "solved_at", *RUNS_BY)


@transaction.atomic
def set_level(
    *,
    viewer: Viewer,
    priority: int | str | None = None,
    category: str | None = None,
    prefecture: str | None = None,
    answer: int | None = None,
    solution: int | None = None,
    leg: int | None = None,
    hours: str = "",
    is_retired: bool = False,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
) -> Level:
    """Promise so many minutes of working time for the tickets that are named; empty means any.

    For administrators. What is left empty is as the more general level has it. Open tickets
    follow. Refuses a level that promises nothing of its own, what is out of bounds (422), and a
    field that somebody else has changed meanwhile (409, Clash).
    """
    refuse_unless_administrator(viewer)
    found = _scope(priority, category, prefecture)
    wanted = _read(found, answer, solution, leg, hours, is_retired)
    scope = scope_of(found["priority"], found["category_id"], found["prefecture_id"])
    row = Level.objects.select_for_update().filter(scope=scope).first()
    if row is None:
        row, changes = _begun(scope, found, wanted)
    else:
        changes = write(row, to_write(row, wanted, version, seen))
    if changes:
        emit(
            LevelSet(level_id=row.pk, scope=row.scope),
            about=row,
            unit_id=None,
            by=viewer,
            capacity=Role.ADMINISTRATOR,
            changes=changes,
        )
        transaction.on_commit(forget_levels)
    return row


def change_of_level(*, viewer: Viewer, **said: Any) -> Change:
    """Such a level to be looked at before it is set; ``said`` and refusals as ``set_level``."""
    refuse_unless_administrator(viewer)
    scope = {name: said.get(name) for name in ("priority", "category", "prefecture")}
    times = {name: said.get(name) for name in ("answer", "solution", "leg")}
    found = _scope(**scope)
    wanted = _read(found, **times, hours=said.get("hours", ""), is_retired=said["is_retired"])
    return Change([], None, ABOUT, {**found, **wanted})


def refuse_unless_administrator(viewer: Viewer) -> None:
    """Only administrators set levels."""
    if not viewer.units_as(Role.ADMINISTRATOR):
        raise Forbidden(_("Only an administrator sets service levels."))


def begin_following(level_id: int) -> None:
    """Let the job begin, or begin anew, with the open tickets that a level is for."""
    Following.objects.update_or_create(level_id=level_id, defaults={"after": 0})
    bring_forward(FOLLOW_LEVELS)


def follow_levels() -> int:
    """Let the clocks of open tickets follow the levels that were set; how many were looked at.

    In transactions of their own, so that nobody waits long. Says how far it is; how far it came
    is kept with each of them, so what was cut off goes on, and a level that is set again meanwhile
    begins anew.
    """
    total, done = sum(_open_of(row).count() for row in following()), 0
    while row := following().first():
        done += _followed(row.pk)
        tell_how_far(done, max(done, total))
    return done


@transaction.atomic
def _followed(following_id: int) -> int:
    """How many followed now; whoever sets the level again waits until these have."""
    row = following().select_for_update(of=("self",)).filter(pk=following_id).first()
    if row is None:
        return 0
    forget_levels()
    tickets = _renewed_after(row.after, Q(state__in=OPEN) & level_is_for(row.level))
    if tickets:
        Following.objects.filter(pk=row.pk).update(after=tickets[-1].pk)
    else:
        row.delete()
    return len(tickets)


def _open_of(row: Following) -> QuerySet[Ticket]:
    return Ticket.objects.filter(level_is_for(row.level), state__in=OPEN, pk__gt=row.after)


def promise_for_all() -> int:
    """Give clocks to open tickets of an earlier version that have none; how many.

    Says how far it is; what was cut off goes on, because those that have clocks are left out.
    """
    total = count_without_clocks()
    last = count = 0
    while tickets := _renewed_after(last, WITHOUT_CLOCKS):
        last, count = tickets[-1].pk, count + len(tickets)
        tell_how_far(count, max(count, total))
    return count


@transaction.atomic
def _renewed_after(last: int, mine: Q) -> list[Ticket]:
    """The next of them, of which only that is read by which clocks run."""
    rows = Ticket.objects.filter(mine, pk__gt=last).order_by("pk").select_for_update()
    read = list(rows.values_list(*READ)[:AT_ONCE])
    make: Any = made_of(Ticket, DEFAULT_DB_ALIAS, READ)
    tickets: list[Ticket] = [make(values) for values in read]
    renew_together(tickets, timezone.now())
    update_rows(tickets, DEADLINES)
    return tickets


def _scope(
    priority: int | str | None, category: str | None, prefecture: str | None
) -> dict[str, Any]:
    return {
        "priority": priority_called(priority) if priority else None,
        "category_id": category_shown(category).id if category else None,
        "prefecture_id": prefecture_named(prefecture).id if prefecture else None,
    }


def priority_called(value: int | str) -> Priority:
    """The priority of this number or name: 1 to 4, or low, normal, high, critical."""
    text = str(value).strip().upper()
    if text in Priority.names:
        return Priority[text]
    if text.isdecimal() and int(text[:3]) in Priority.values:
        return Priority(int(text[:3]))
    names = ", ".join(name.lower() for name in Priority.names)
    raise Invalid({"priority": _("Choose one of these: %(choices)s.") % {"choices": names}})


def _read(
    scope: dict[str, Any],
    answer: int | None,
    solution: int | None,
    leg: int | None,
    hours: str,
    is_retired: bool,
) -> dict[str, Any]:
    wanted = {"answer": answer, "solution": solution, "leg": leg, "hours": hours}
    wrong: dict[str, Words] = {}
    for name in ("answer", "solution", "leg"):
        minutes = wanted[name]
        if isinstance(minutes, int) and not 0 < minutes <= LONGEST:
            wrong[name] = _("Choose from 1 to %(most)s minutes.") % {"most": LONGEST}
    if hours and hours not in all_hours():
        wrong["hours"] = _("There are no such working hours.")
    is_basic = not (scope["category_id"] or scope["prefecture_id"])
    if is_basic and scope["priority"] is None:
        wrong["priority"] = _("Choose a priority, a category or a prefecture.")
    elif is_basic and (not (answer and solution and leg and hours) or is_retired):
        wrong["solution"] = _("The level of a priority promises all three, by some hours.")
    elif not any(wanted.values()):
        wrong["solution"] = _("This level promises nothing of its own. Write at least one time.")
    if wrong:
        raise Invalid(wrong)
    return {**wanted, "is_retired": is_retired}


def _begun(
    scope: str, found: dict[str, Any], wanted: dict[str, Any]
) -> tuple[Level, dict[str, tuple[Any, Any]]]:
    """A first row: of a new level, or for one that the house brings."""
    row = Level(scope=scope, **found, **wanted)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        words = _("Somebody else has just set this level. Look again, then repeat.")
        raise Invalid({"solution": words}) from error
    shipped = SHIPPED_LEVELS.get(scope)
    before = shipped._asdict() if shipped else {}
    changes = {field: (before.get(field), wanted[field]) for field in FOLLOWED}
    return row, {field: pair for field, pair in changes.items() if pair[0] != pair[1]}
