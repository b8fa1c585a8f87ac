"""The first account of an instance: somebody must be able to let the others in."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.identity.commands.accounts import create_account
from pindos.identity.models import Account
from pindos.identity.rules import readable_password
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Refused
from pindos.organisation.commands import add_person, appoint_person
from pindos.organisation.queries import units
from pindos.organisation.terms import Role

FIRST = "admin"


@transaction.atomic
def create_first_administrator() -> str | None:
    """Make the account ``admin``, administrator over the first chart; return its password.

    None, and nothing done, when there is an account already; refused without a chart.
    """
    if Account.objects.exists():
        return None
    root = units().filter(parent=None).order_by("pk").first()
    if root is None:
        raise Refused(_("Load an organisation chart first: pindos chart load FILE."))
    person = add_person(viewer=HOUSE, key=FIRST, family_name="Διαχειριστής")
    today = timezone.localdate()
    appoint_person(
        viewer=HOUSE, person_id=person.pk, unit=root.key, role=Role.ADMINISTRATOR, starts_on=today
    )
    password = readable_password()
    create_account(viewer=HOUSE, username=FIRST, person_id=person.pk, password=password)
    return password
