"""Accounts: their names, and which of them an administrator rules."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils import timezone

from pindos.identity.models import Account
from pindos.identity.terms import Language
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.naming import names_accounts
from pindos.kernel.prepared import keyed
from pindos.kernel.text import fold
from pindos.organisation.queries import PositionFacts, positions, positions_of
from pindos.organisation.terms import Role

CALLED = "called"  # the name that an account brings with it where it is asked for on every page


@names_accounts
def account_names(ids: Iterable[int]) -> dict[int, str]:
    """The name of each account's person; of an account without one, its own; one query."""
    return dict(_names(frozenset(ids)))


@keyed
def _names(ids: frozenset[int]) -> QuerySet[Account, tuple[int, str]]:
    return Account.objects.filter(pk__in=ids).values_list("pk", called())


def called() -> Coalesce:
    """The name of an account's person; of an account without one, its own."""
    person = Trim(Concat(F("person__given_name"), Value(" "), F("person__family_name")))
    return Coalesce(NullIf(person, Value("")), F("username"))


def languages_of_people(person_ids: Iterable[int]) -> dict[int, str]:
    """The language in which each is addressed; Greek for who has no account or several say so."""
    wanted = set(person_ids)
    known = dict(_languages(frozenset(wanted)))
    return {person_id: known.get(person_id, str(Language.GREEK)) for person_id in wanted}


@keyed
def _languages(person_ids: frozenset[int]) -> QuerySet[Account, tuple[int | None, str]]:
    rows = Account.objects.filter(person__in=person_ids, is_active=True).order_by("-id")
    return rows.values_list("person_id", "language")


def logins_of(person_ids: Iterable[int]) -> dict[int, str]:
    """The name of an account of each of these people who has one; one query."""
    return {person: name for person, name in _logins(frozenset(person_ids)) if person}


@keyed
def _logins(person_ids: frozenset[int]) -> QuerySet[Account, tuple[int | None, str]]:
    rows = Account.objects.filter(person__in=person_ids, is_active=True).order_by("-id")
    return rows.values_list("person_id", "username")


def people_of_logins(names: Iterable[str]) -> dict[str, int]:
    """Whose accounts these are: folded name -> person; one query."""
    rows = Account.objects.filter(folded__in={fold(name) for name in names}, is_active=True)
    return dict(rows.exclude(person=None).values_list("folded", "person_id"))


def person_of_account(account_id: int) -> int | None:
    """Whose account it is; None of a program's, and of one that is gone."""
    return Account.objects.filter(pk=account_id).values_list("person_id", flat=True).first()


def account_ids_of(*, username: str = "", person_ids: Iterable[int] = ()) -> set[int]:
    """The accounts of this name (in any case, without accents) or of these people."""
    wanted = Q(person__in=set(person_ids))
    if username:
        wanted |= Q(folded=fold(username))
    return set(Account.objects.filter(wanted).values_list("pk", flat=True))


def accounts_for(viewer: Viewer) -> QuerySet[Account]:
    """The accounts that the viewer rules; what may be asked of a person's is in rules_person."""
    every = Account.objects.select_related("person")
    if viewer is HOUSE:
        return every
    if not viewer.holds(Role.ADMINISTRATOR):
        return every.none()
    reached = viewer.units_as(Role.ADMINISTRATOR)
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate())
    standing, held_here = positions().filter(not_over), positions().filter(unit__in=reached)
    outside = standing.exclude(unit__in=reached).values("person")
    left = positions().exclude(person__in=standing.values("person"))
    left_elsewhere = left.exclude(person__in=held_here.values("person")).values("person")
    return every.exclude(person__in=outside).exclude(person__in=left_elsewhere)


def rules_person(viewer: Viewer, person_id: int | None) -> bool:
    """Whether a viewer rules the accounts of a person.

    An administrator does, if every unit the person stands in (or will) is reached: nobody may
    take over an account that can do more than their own. Of those who have left, the units they
    once stood in count, of which one is enough: they can do nothing any more.
    """
    if viewer is HOUSE:
        return True
    if not viewer.holds(Role.ADMINISTRATOR):
        return False
    if person_id is None:
        return True
    return _stands_within(positions_of([person_id]), viewer.units_as(Role.ADMINISTRATOR))


def _stands_within(held: list[PositionFacts], reached: frozenset[int]) -> bool:
    today = timezone.localdate()
    now = {each.unit_id for each in held if not each.is_over(today)}
    once = {each.unit_id for each in held}
    return now <= reached if now else not once or bool(once & reached)


def own_account(viewer: Viewer) -> Account:
    """The viewer's own; NotFound for who has not signed in."""
    account = None
    if viewer.account_id is not None:
        account = Account.objects.filter(pk=viewer.account_id, is_active=True).first()
    if account is None:
        raise NotFound
    return account


def account_by(viewer: Viewer, account_id: int) -> Account:
    """One of the accounts that the viewer rules; NotFound for all others."""
    account = accounts_for(viewer).filter(pk=account_id).first()
    if account is None:
        raise NotFound
    return account


def ruled_account(viewer: Viewer, username: str) -> Account:
    """An account that the viewer rules; NotFound for all others."""
    account = accounts_for(viewer).filter(folded=fold(username)).first()
    if account is None:
        raise NotFound
    return account


def unit_of_account(account: Account) -> int | None:
    """The unit in whose audit trail an account's events stand: where its person stands first."""
    if account.person_id is None:
        return None
    today = timezone.localdate()
    held = positions_of([account.person_id])
    first = next((each for each in reversed(held) if each.is_held(today)), None)
    return first.unit_id if first else None
