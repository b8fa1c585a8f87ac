"""Two branches of one administration and another administration, with people in them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pindos.identity.hashing import Argon2
from pindos.identity.models import Account
from pindos.identity.queries import viewer_for
from pindos.organisation.models import Administration, Person, Position, Reach, Unit
from pindos.organisation.terms import Role, UnitKind

PASSWORD = "Βίκος-φαράγγι-42"
LONG_AGO = date(2020, 1, 1)


def today() -> date:
    return timezone.localdate()


def yesterday() -> date:
    return today() - timedelta(days=1)


def tomorrow() -> date:
    return today() + timedelta(days=1)


class House:
    """A small administration: root over left and right; elsewhere stands another one."""

    def __init__(self) -> None:
        here = Administration.objects.create(key="AAA", name_el="Εδώ", seat_el="Κοζάνη")
        there = Administration.objects.create(key="BBB", name_el="Αλλού", seat_el="Λάρισα")
        self.root = self.unit(here, "T-ROOT", None)
        self.left = self.unit(here, "T-LEFT", self.root)
        self.right = self.unit(here, "T-RIGHT", self.root)
        self.elsewhere = self.unit(there, "T-ELSEWHERE", None)

    def unit(self, administration: Administration, key: str, parent: Unit | None) -> Unit:
        unit = Unit.objects.create(
            administration=administration,
            key=key,
            short_el=key,
            name_el=f"Τμήμα {key}",
            kind=UnitKind.DEPARTMENT,
            parent=parent,
        )
        for above in (unit, parent):
            if above:
                Reach.objects.create(above=above, below=unit)
        return unit

    def person(self, key, given="Ελένη", family="Παπαδοπούλου") -> Person:
        return Person.objects.create(
            key=key,
            given_name=given,
            family_name=family,
            search_text=f"{given} {family}".casefold(),
        )

    def appoint(self, person, unit, role=Role.EMPLOYEE, starts=LONG_AGO, ends=None) -> Position:
        return Position.objects.create(
            person=person, unit=unit, role=role, starts_on=starts, ends_on=ends
        )

    def account(self, username, unit=None, role=Role.EMPLOYEE, password=None) -> Account:
        person = self.person(username)
        if unit:
            self.appoint(person, unit, role)
        return Account.objects.create_user(username, password, person_id=person.pk)

    def administrator(self, username, unit) -> Account:
        return self.account(username, unit, Role.ADMINISTRATOR)


@pytest.fixture(autouse=True)
def quick_hash(monkeypatch) -> None:
    """What a hash costs is measured elsewhere; here it would be waited for a thousand times."""
    monkeypatch.setattr(Argon2, "memory_cost", 64)
    monkeypatch.setattr(Argon2, "time_cost", 1)


@pytest.fixture
def house(db) -> House:
    return House()


@pytest.fixture
def viewer_of():
    return viewer_for
