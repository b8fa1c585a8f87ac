"""Keeping those who were pseudonymised from coming back by themselves."""

from collections.abc import Iterable

from pindos.identity.models import Account, Barred, OutsideSignIn
from pindos.identity.rules import barred_digest


def bar_from_outside(account_ids: Iterable[int], emails: Iterable[str]) -> int:
    """Remember, as digests, whom no directory or provider must bring back; return how many.

    Part of the transaction that forgets the person. Whoever comes back to work is added by an
    administrator, with an address: then the directory knows them as anybody else.
    """
    ids = set(account_ids)
    names = Account.objects.filter(pk__in=ids).values_list("username", flat=True)
    outside = OutsideSignIn.objects.filter(account__in=ids)
    said = [("login", each) for each in names]
    said += [("login", each) for each in outside.values_list("login", flat=True)]
    said += [("subject", each) for each in outside.values_list("subject", flat=True)]
    said += [("email", each) for each in emails]
    digests = {barred_digest(kind, text) for kind, text in said if text}
    Barred.objects.bulk_create([Barred(digest=each) for each in digests], ignore_conflicts=True)
    return len(digests)
