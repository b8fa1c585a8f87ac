"""Who is not in the register and was taken off a thing hears of it no more.

The room that owns the thing has looked at the right, and says what was done.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pindos.mail.models import Arrival


@transaction.atomic
def hush_sender(*, about: str, address: str) -> int:
    """Let whoever has the address hear of a thing no more; how many messages of theirs it has."""
    return _of_sender(about, address).filter(quiet_since=None).update(quiet_since=timezone.now())


@transaction.atomic
def unhush_sender(*, about: str, address: str) -> int:
    """Let them hear of it again."""
    return _of_sender(about, address).exclude(quiet_since=None).update(quiet_since=None)


def _of_sender(about: str, address: str) -> QuerySet[Arrival]:
    return Arrival.objects.filter(about=about, sender=address)
