"""Who has no access any more because their last position is over."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from pindos.identity.models import Account
from pindos.organisation.queries import positions


def who_have_left(person_ids: Iterable[int]) -> set[int]:
    """Those of these people who held positions that are all over; whoever never held one stays.

    Two queries, however many people.
    """
    ids = set(person_ids)
    held = positions().filter(person__in=ids)
    standing = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()))
    ever, still = (set(each.values_list("person_id", flat=True)) for each in (held, standing))
    return ever - still


def with_access_today(person_ids: Iterable[int]) -> set[int]:
    """Those of these people who may sign in today: an active account, and not left."""
    ids = set(person_ids)
    active = Account.objects.filter(person__in=ids, is_active=True)
    return set(active.values_list("person_id", flat=True)) - who_have_left(ids)


def has_access_today(person_id: int) -> bool:
    """Whether somebody may still see anything here; whatever shows things without a sign-in asks.

    A feed that a calendar fetches by its own secret address is such a thing.
    """
    return person_id in with_access_today([person_id])


def accounts_to_end() -> QuerySet[Account]:
    """Accounts of people who have left that still have tokens, sessions or open links."""
    today = timezone.localdate()
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    standing = positions().filter(not_over).values("person")
    left = positions().exclude(person__in=standing).values("person")
    something = (
        Q(tokens__isnull=False, tokens__revoked_at=None)
        | Q(sittings__isnull=False)
        | Q(links__isnull=False, links__used_at=None, links__revoked_at=None)
    )
    return Account.objects.filter(something, person__in=left).distinct().order_by("pk")
