"""Who has no access any more because their last position is over."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, Q, QuerySet, Value
from django.utils import timezone

from pindos.identity.models import Account
from pindos.identity.terms import Language
from pindos.kernel.prepared import filled_up, keyed
from pindos.organisation.queries import positions


def who_have_left(person_ids: Iterable[int]) -> set[int]:
    """Those of these people who held positions that are all over; whoever never held one stays.

    One query, however many people.
    """
    today, held = timezone.localdate(), _held(frozenset(person_ids))
    still = {person for person, ends_on in held if ends_on is None or ends_on >= today}
    return {person for person, _ends_on in held} - still


@keyed
def _held(person_ids: frozenset[int]) -> QuerySet[Any, tuple[int, date | None]]:
    return positions().filter(person__in=person_ids).values_list("person_id", "ends_on")


def languages_of_those_here(person_ids: Iterable[int]) -> dict[int, str]:
    """``languages_of_people`` without those who have left; one query, asked at every telling."""
    wanted = set(person_ids)
    rows = _here(filled_up(wanted)) if wanted else []
    today, languages, held, still = timezone.localdate(), {}, set(), set()
    for person, ends_on, language, _account in sorted(rows, key=lambda row: -row[3]):
        if language:
            languages[person] = language  # of several accounts the first
            continue
        held.add(person)
        if ends_on is None or ends_on >= today:
            still.add(person)
    here = wanted - (held - still)
    return {person: languages.get(person, str(Language.GREEK)) for person in sorted(here)}


@keyed
def _here(person_ids: tuple[int, ...]) -> QuerySet[Any, tuple[int, date | None, str, int]]:
    """The positions of these people, and the languages of their accounts."""
    words, number = Value("", CharField()), Value(0, BigIntegerField())
    held = positions().filter(person__in=person_ids)
    accounts = Account.objects.filter(person__in=person_ids, is_active=True)
    return held.values_list("person_id", "ends_on", words, number).union(
        accounts.values_list("person_id", Value(None, DateField()), "language", "id"), all=True
    )


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
