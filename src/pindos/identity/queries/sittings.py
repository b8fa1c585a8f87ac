"""Sessions as their owners may see them."""

from django.db.models import QuerySet

from pindos.identity.models import Sitting
from pindos.identity.queries.accounts import account_by
from pindos.kernel.access import Viewer


def sittings_for(viewer: Viewer) -> QuerySet[Sitting]:
    """The viewer's own sessions, the last used first."""
    return Sitting.objects.filter(account=viewer.account_id).order_by("-seen_at", "-id")


def sittings_of(viewer: Viewer, account_id: int) -> QuerySet[Sitting]:
    """The sessions of an account that the viewer rules; NotFound for all others."""
    return Sitting.objects.filter(account=account_by(viewer, account_id)).order_by("-seen_at")
