"""Whose an e-mail address is, whatever its capitals."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower

from pindos.kernel.prepared import filled_up, keyed
from pindos.organisation.models import Person
from pindos.organisation.queries.people import FACTS, PersonFacts, facts_of_columns


def people_of_address(email: str) -> list[PersonFacts]:
    """Everybody with this e-mail address, whatever its capitals; two share one now and then."""
    return [person for found in people_of_addresses([email]).values() for person in found]


def people_of_addresses(emails: Iterable[str]) -> dict[str, list[PersonFacts]]:
    """The same for several at once: by the address in small letters, those that are somebody's.

    One query, none where nothing is an address.
    """
    wanted = filled_up(each.strip().lower() for each in emails if "@" in each)
    found: dict[str, list[PersonFacts]] = {}
    for *row, address in _with_addresses(wanted) if wanted else []:
        found.setdefault(address, []).append(facts_of_columns(row))
    return found


@keyed
def _with_addresses(addresses: tuple[str, ...]) -> QuerySet[Person, Any]:
    """With the address as the database writes it small: Python has a final sigma."""
    rows = Person.objects.annotate(address=Lower("email")).filter(address__in=addresses)
    return rows.values_list(*FACTS, "address")


def people_by_address(emails: Iterable[str]) -> set[str]:
    """Which of these e-mail addresses are somebody's, in small letters; one query for hundreds."""
    wanted = sorted({each.strip().casefold() for each in emails if "@" in each})
    lowered = Person.objects.annotate(address=Lower("email"))
    return {
        address
        for at in range(0, len(wanted), 500)
        for address in lowered.filter(address__in=wanted[at : at + 500]).values_list(
            "address", flat=True
        )
    }
