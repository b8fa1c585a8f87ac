"""What a mail server has handed in and nobody has taken in yet."""

from datetime import UTC, datetime

from django.conf import settings

from pindos.mail import handing


def waiting_since_handed() -> datetime | None:
    """When the oldest message was handed in that is not taken in yet."""
    since = handing.waiting_since(f"{settings.HOME}/{handing.FOLDER}")
    return None if since is None else datetime.fromtimestamp(since, UTC)
