"""Links in mails: what each still opens, and whom somebody may invite."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from pindos.identity.models import Account, EntryLink
from pindos.identity.queries.accounts import accounts_for, rules_person
from pindos.identity.queries.tokens import digest_of
from pindos.identity.queries.viewers import viewer_for
from pindos.identity.terms import LinkKind
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound
from pindos.organisation.queries import PositionFacts, positions, positions_of
from pindos.organisation.terms import Role

PLAIN = (Role.EMPLOYEE, Role.TECHNICIAN, Role.DIRECTORATE_STAFF)  # whom a head may invite


def invites(viewer: Viewer) -> bool:
    """Whether the viewer may invite anybody at all."""
    return viewer.holds(Role.ADMINISTRATOR, Role.HEAD, Role.DIRECTOR)


def people_to_invite(viewer: Viewer, person_ids: Iterable[int]) -> set[int]:
    """Those of these people whom the viewer may invite.

    Whoever rules their accounts may; so may the head of the units in which they stand, as long
    as they are no heads, administrators or auditors themselves.
    """
    ids = list(person_ids)
    held: dict[int, list[PositionFacts]] = {each: [] for each in ids}
    for position in positions_of(ids):
        held[position.person_id].append(position)
    return {each for each in ids if _is_headed(viewer, held[each]) or rules_person(viewer, each)}


def account_to_invite(viewer: Viewer, account_id: int) -> Account:
    """An account of somebody whom the viewer may invite; NotFound for all others."""
    account = Account.objects.filter(pk=account_id).select_related("person").first()
    if account is None or account.person_id is None:
        raise NotFound
    if viewer is not HOUSE and account.person_id not in people_to_invite(
        viewer, [account.person_id]
    ):
        raise NotFound
    return account


def accounts_of_person(person_id: int) -> QuerySet[Account]:
    """The accounts of somebody who was fetched by right, the oldest first."""
    return Account.objects.filter(person=person_id).select_related("person").order_by("pk")


def invitations_for(viewer: Viewer) -> QuerySet[EntryLink]:
    """The invitations that nobody has used yet, of people whom the viewer may invite."""
    waiting = EntryLink.objects.filter(
        kind=LinkKind.INVITATION, used_at=None, revoked_at=None
    ).select_related("account__person", "made_by")
    if viewer is HOUSE:
        return waiting
    headed = _headed_units(viewer)
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate())
    standing = positions().filter(not_over)
    above = standing.exclude(unit__in=headed, role__in=PLAIN).values("person")
    below = standing.filter(unit__in=headed, role__in=PLAIN).values("person")
    theirs = Account.objects.filter(person__in=below).exclude(person__in=above)
    ruled = accounts_for(viewer)
    return waiting.filter(Q(account__in=theirs.values("pk")) | Q(account__in=ruled.values("pk")))


def open_link(secret: str, kind: str) -> EntryLink | None:
    """The link of this secret, if it still opens what it was made for."""
    found = EntryLink.objects.filter(
        digest=digest_of(secret),
        kind=kind,
        used_at=None,
        revoked_at=None,
        expires_at__gt=timezone.now(),
        account__is_active=True,
    ).select_related("account__person", "made_by")
    link = found.first()
    return link if link and viewer_for(link.account).is_known else None


def kind_of_link(secret: str) -> str:
    """What a link was made for, whether it still opens it or not; nothing for an unknown one."""
    found = EntryLink.objects.filter(digest=digest_of(secret))
    return found.values_list("kind", flat=True).first() or ""


def _is_headed(viewer: Viewer, held: list[PositionFacts]) -> bool:
    """Whether all positions that are not over are plain ones in units that the viewer heads."""
    today, headed = timezone.localdate(), _headed_units(viewer)
    standing = [each for each in held if not each.is_over(today)]
    return bool(standing) and all(
        each.unit_id in headed and each.role in PLAIN for each in standing
    )


def _headed_units(viewer: Viewer) -> frozenset[int]:
    """A head's units and all below; a director's own, whose departments have their heads."""
    return viewer.units_as(Role.HEAD) | viewer.posts_as(Role.DIRECTOR)
