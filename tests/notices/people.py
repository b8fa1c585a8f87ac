"""People to be told something."""

from datetime import date

from pindos.identity.models import Account
from pindos.kernel.access import Viewer
from pindos.organisation.models import Administration, Person, Position, Reach, Unit
from pindos.organisation.terms import UnitKind


def person(key, *, language=None, email=""):
    made, _ = Person.objects.get_or_create(
        key=key, defaults={"given_name": "Δάφνη", "family_name": "Μάρκου", "email": email}
    )
    if language:
        Account.objects.create(username=key, person=made, language=language)
    return made


def reader(who):
    return Viewer(account_id=1, person_id=who.pk)


def post(username, role, *, kind=UnitKind.ADMINISTRATION, key="EPWM", email=""):
    """An account whose person holds a role in a unit; the administration is made when needed."""
    here, _ = Administration.objects.get_or_create(
        key="EPWM", defaults={"name_el": "Ήπειρος – Δυτική Μακεδονία", "seat_el": "Ιωάννινα"}
    )
    unit, is_new = Unit.objects.get_or_create(
        key=key, defaults={"administration": here, "short_el": key, "name_el": key, "kind": kind}
    )
    if is_new:
        Reach.objects.create(above=unit, below=unit)
    who = person(username, email=email)
    Position.objects.create(person=who, unit=unit, role=role, starts_on=date(2026, 1, 1))
    return Account.objects.create_user(username, None, person_id=who.pk)
