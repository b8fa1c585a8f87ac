"""People to be told something."""

from pindos.identity.models import Account
from pindos.kernel.access import Viewer
from pindos.organisation.models import Person


def person(key, *, language=None, email=""):
    made, _ = Person.objects.get_or_create(
        key=key, defaults={"given_name": "Δάφνη", "family_name": "Μάρκου", "email": email}
    )
    if language:
        Account.objects.create(username=key, person=made, language=language)
    return made


def reader(who):
    return Viewer(account_id=1, person_id=who.pk)
