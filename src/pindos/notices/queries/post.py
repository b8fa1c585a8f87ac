"""Reading notices: everybody reads their own, nobody another's."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import CharField, Count, QuerySet, Value
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.kernel.counting import Counted
from pindos.kernel.errors import NotFound
from pindos.kernel.kinds import moment_of, spoken
from pindos.kernel.prepared import filled_up, keyed, prepared
from pindos.notices.cipher import sealed
from pindos.notices.letters import own_host
from pindos.notices.mail_url import read_mail_url
from pindos.notices.models import MailServer, Notice, Preference, Sending
from pindos.notices.options import AUDIENCE, EVERYONE, MOOD, SINCE, TEXT, UNTIL
from pindos.notices.terms import How, kind_called, kinds
from pindos.organisation.queries import administration_held, positions
from pindos.organisation.terms import Role

DESK_ROLES = tuple(role for role in Role if role != Role.EMPLOYEE)
UNREAD_FIRST = ("is_read", "-id")
TOLD = "told"  # no choice of anybody's


def notices_for(viewer: Viewer) -> QuerySet[Notice]:
    """What the viewer has been told: unread first, then the newest."""
    if viewer.person_id is None:
        return Notice.objects.none()
    return Notice.objects.filter(person_id=viewer.person_id).order_by(*UNREAD_FIRST)


def waiting_about(kind: str) -> set[str]:
    """The things of a kind (``servicedesk.ticket:7``) of which a letter has not left yet."""
    rows = Sending.objects.filter(
        state=Sending.State.WAITING, notice__about__startswith=f"{kind}:"
    )
    return {about for about in rows.values_list("notice__about", flat=True) if about}


def fates_of_letters(keys: Iterable[str]) -> dict[str, str]:
    """What became of the letters of notices, by the key of each; of none, nothing."""
    rows = Sending.objects.filter(notice__key__in=list(keys)).order_by("id")
    states = dict(Sending.State.choices)
    return {
        str(key): str(states[state]) for key, state in rows.values_list("notice__key", "state")
    }


def unread_count(viewer: Viewer) -> int:
    """How many notices the viewer has not read."""
    return _unread.count(viewer.person_id) if viewer.person_id is not None else 0


def unread_counted(viewer: Viewer) -> Counted | None:
    """The same as a question that is asked together with others; None for nobody."""
    return _unread.counted(viewer.person_id) if viewer.person_id is not None else None


@prepared
def _unread(person_id: int) -> QuerySet[Notice]:
    return Notice.objects.filter(person_id=person_id, is_read=False)


class Choice(NamedTuple):
    """How a kind is told: whether under the bell, and when by mail."""

    is_shown: bool = True
    how: str = How.AT_ONCE


def choices_of(viewer: Viewer) -> dict[str, Choice]:
    """The viewer's choice for every kind there is: their own, else the kind's default."""
    rows = Preference.objects.filter(person=viewer.person_id or 0)
    own = {row.kind: Choice(row.is_shown, row.how) for row in rows}
    return {key: own.get(key, Choice(how=kind.how)) for key, kind in kinds().items()}


def choices_for(person_ids: Iterable[int], kind: str, key: str) -> dict[int, Choice]:
    """The choice for one kind of each of these people who has not been told ``key``; one query."""
    ids = sorted(set(person_ids))
    rows = _chosen(filled_up(ids), kind, key) if ids else []
    told = {person for person, _is_shown, how in rows if how == TOLD}
    own = {person: Choice(is_shown, how) for person, is_shown, how in rows if how != TOLD}
    default = Choice(how=kind_called(kind).how)
    return {person: own.get(person, default) for person in ids if person not in told}


@keyed
def _chosen(
    person_ids: tuple[int, ...], kind: str, key: str
) -> QuerySet[Any, tuple[int, bool, str]]:
    """What these people have chosen, and who has been told: with that in place of a choice."""
    told = Notice.objects.filter(person_id__in=person_ids, key=key)
    rows: QuerySet[Any, Any] = Preference.objects.filter(person__in=person_ids, kind=kind)
    return rows.values_list("person_id", "is_shown", "how").union(
        told.values_list("person_id", "is_read", Value(TOLD, CharField())), all=True
    )


def mail_server() -> MailServer | None:
    """The server that takes our mail: the saved one, else PINDOS_SMTP_URL's, else none."""
    return _saved_server.first() or _given_server()


@prepared
def _saved_server() -> QuerySet[MailServer]:
    return MailServer.objects.order_by("pk")[:1]


def is_mail_on() -> bool:
    """Whether there is such a server and it is switched on."""
    saved = _is_saved_on.first()
    return bool(settings.SMTP_URL) if saved is None else saved


@keyed
def _is_saved_on() -> QuerySet[MailServer, bool]:
    return MailServer.objects.order_by("pk").values_list("is_on", flat=True)[:1]


def mail_unit_of(viewer: Viewer) -> int:
    """The administration for which the viewer keeps the mail server and its log.

    It serves the whole instance, so only an administrator of a whole administration may; to all
    others the page is not found.
    """
    found = administration_held(viewer, Role.ADMINISTRATOR)
    if found is None:
        raise NotFound
    return found


def sendings_for(viewer: Viewer) -> QuerySet[Sending]:
    """The delivery log, newest first: who, by which channel, with what fate; never the words."""
    mail_unit_of(viewer)
    return Sending.objects.select_related("notice__person", "outside").order_by("-id")


class Announcement(NamedTuple):
    """A few words at the top of every page, and how loud they are."""

    text: str
    mood: str


def announcement_for(viewer: Viewer) -> Announcement | None:
    """What stands at the top of the viewer's pages now; who has no post sees what is for all."""
    text, now = spoken(TEXT.now()), timezone.now()
    begins, ends = moment_of(SINCE.now()), moment_of(UNTIL.now())
    if not text or (begins and now < begins) or (ends and now >= ends):
        return None
    is_for_viewer = AUDIENCE.now() == EVERYONE or viewer.holds(*DESK_ROLES)
    return Announcement(text, MOOD.now()) if is_for_viewer else None


class Tally(NamedTuple):
    """How much of the post is where."""

    waiting: int
    sent: int
    failed: int


def tally() -> Tally:
    """How many sendings wait, have left and have failed."""
    counted = dict(
        Sending.objects.order_by()
        .values_list("state")
        .annotate(n=Count("id"))
        .values_list("state", "n")
    )
    return Tally(*(counted.get(state, 0) for state in Tally._fields))


def own_address(viewer: Viewer) -> str:
    """The viewer's own e-mail address, where one is known."""
    if viewer.person_id is None:
        return ""
    known = positions().filter(person=viewer.person_id).values_list("person__email", flat=True)
    return known.first() or ""


def _given_server() -> MailServer | None:
    if not settings.SMTP_URL:
        return None
    given = read_mail_url(settings.SMTP_URL)
    return MailServer(
        host=given.host,
        port=given.port,
        security=given.security,
        username=given.username,
        secret=sealed(given.password),
        sender=given.sender or f"pindos@{own_host()}",
        is_on=True,
    )
