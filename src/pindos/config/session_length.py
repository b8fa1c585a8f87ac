"""How long somebody stays signed in: both ends are settings, and hold for open sessions too."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from pindos.identity.queries import session_ends
from pindos.kernel.leases import SLACK

BEGAN, SEEN = "began", "seen"  # seconds since 1970, in the session
NEWS = 60  # seconds after which the last use is written again


@receiver(user_logged_in)
def begin(sender: object, request: HttpRequest, **kwargs: Any) -> None:
    """Note when the session began, and let its row and cookie end with it."""
    now = int(timezone.now().timestamp())
    request.session[BEGAN] = request.session[SEEN] = now
    request.session.set_expiry(session_ends().length)


def is_over(request: HttpRequest) -> bool:
    """Whether the session has lasted or rested for too long; its use is noted, if that counts.

    One that was begun by a clock that was ahead begins now: it lasts no longer for that.
    """
    ends, now = session_ends(), int(timezone.now().timestamp())
    began, seen = (int(request.session.get(name, now)) for name in (BEGAN, SEEN))
    if max(began, seen) > now + SLACK.total_seconds():
        began = seen = request.session[BEGAN] = request.session[SEEN] = now
    if now - began > ends.length or (ends.idle and now - seen > ends.idle):
        return True
    if ends.idle and now - seen >= min(NEWS, ends.idle // 4):
        request.session[SEEN] = now
    return False
