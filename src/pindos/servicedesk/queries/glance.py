"""A long timeline at a glance: its beginning and its end, read without all that lies between."""

from typing import NamedTuple, TypeVar

from pindos.kernel.access import Viewer
from pindos.records.queries import Line, entries_in_full, outline_of
from pindos.records.terms import Sight
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.found import FILES, MEMBERS, SHARES
from pindos.servicedesk.queries.merging import Joint, joint_for
from pindos.servicedesk.queries.story import Moment, moments_of, story_of
from pindos.servicedesk.queries.tickets import sight_of_ticket
from pindos.servicedesk.queries.told_links import OF_LINKS
from pindos.servicedesk.terms import Step

PUBLIC, INTERNAL = "public", "internal"
CAME = (Step.ROUTED, Step.MOVED)

T = TypeVar("T")


class Excerpt(NamedTuple):
    """How many of the ``latest`` are to be seen (1 or more, None is all of them), of what kind.

    ``kind`` is PUBLIC or INTERNAL, or empty for both.
    """

    latest: int | None
    kind: str = ""


class Glance(NamedTuple):
    """The first moment and the latest; ``older`` lie between and were not read.

    When nothing is left out, all stand in ``begin``. ``came`` says how it came to its unit, and
    ``newest`` is the id of the last entry of all.
    """

    begin: list[Moment]
    end: list[Moment]
    older: int
    came: list[Moment]
    newest: int


def glance_at(
    viewer: Viewer, ticket: Ticket, wanted: Excerpt, has: frozenset[str], *, fewest: int
) -> Glance:
    """What the viewer may read of a ticket's timeline, as far as a page shows it.

    ``has`` is what is found on the ticket (``found_on``); fewer than ``fewest`` are not left out.
    """
    if SHARES in has:  # single entries of other records stand in no outline
        return _of_whole(story_of(viewer, ticket), wanted, fewest)
    sight = sight_of_ticket(viewer, ticket)
    is_joint = MEMBERS in has and sight == Sight.ALL
    joint = joint_for(viewer, ticket, is_inside=True) if is_joint else Joint({}, frozenset())
    lines = outline_of([ticket.record_id, *joint.records], sight)
    meant = lines
    if wanted.kind:
        meant = [line for line in lines if _is_meant(line, ticket, wanted.kind)]
    came = [line for line in lines if line.step in CAME and line.record_id == ticket.record_id]
    chosen = {*_chosen(meant, wanted, fewest), *came}
    entries = entries_in_full(chosen, with_files=FILES in has or is_joint)
    told = {moment.id: moment for moment in moments_of(viewer, entries, joint)}
    shown = [line.id for line in meant if line.step not in OF_LINKS or line.id in told]
    begin, end, older = _ends(shown, wanted, fewest)
    return Glance(
        [told[pk] for pk in begin],
        [told[pk] for pk in end],
        older,
        [told[line.id] for line in came],
        lines[-1].id if lines else 0,
    )


def _of_whole(story: list[Moment], wanted: Excerpt, fewest: int) -> Glance:
    """The same of a timeline that was read as a whole."""
    meant = story
    if wanted.kind == INTERNAL:
        meant = [moment for moment in story if moment.is_internal]
    elif wanted.kind == PUBLIC:
        meant = [moment for moment in story if not (moment.is_internal or moment.origin)]
    begin, end, older = _ends(meant, wanted, fewest)
    came = [moment for moment in story if moment.step in CAME and not moment.origin]
    return Glance(begin, end, older, came, story[-1].id if story else 0)


def _is_meant(line: Line, ticket: Ticket, kind: str) -> bool:
    if kind == INTERNAL:
        return line.is_internal
    return kind != PUBLIC or not (line.is_internal or line.record_id != ticket.record_id)


def _chosen(meant: list[Line], wanted: Excerpt, fewest: int) -> list[Line]:
    """What must be read; of links all, and as many more as of these may turn out untold."""
    links = [line for line in meant if line.step in OF_LINKS]
    spare = len(links)
    if wanted.latest is None or len(meant) - wanted.latest - 1 < fewest + spare:
        return meant
    return [*meant[: 1 + spare], *links, *meant[-wanted.latest - spare :]]


def _ends(shown: list[T], wanted: Excerpt, fewest: int) -> tuple[list[T], list[T], int]:
    """The first and the latest, and how many lie between; all of them when those are few."""
    older = 0 if wanted.latest is None else len(shown) - wanted.latest - 1
    if wanted.latest is None or older < fewest:
        return shown, [], 0
    return shown[:1], shown[-wanted.latest :], older
