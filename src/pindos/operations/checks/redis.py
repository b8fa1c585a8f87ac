"""Redis, where REDIS_URL is set: whether it answers, and who could write into it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.handover import place
from pindos.kernel.health import QUEUE, Asked, Finding, Level, looks_at

LABEL, HERE = "Redis", {"localhost", "127.0.0.1", "::1"}


@looks_at(QUEUE, Asked.HEALTH, Asked.RISK)
def answer() -> Iterator[Finding]:
    """Whether it answers, and how many jobs wait there for somebody to take them."""
    found = place()
    if found is None:
        words = _("REDIS_URL is not set: the timer does long jobs itself.")
        yield Finding("redis.answer", Level.IDLE, LABEL, words)
        return
    try:
        version, waiting = found.standing()
    except OSError as error:
        yield Finding(
            "redis.answer",
            Level.WARN,
            LABEL,
            _("It does not answer: %(error)s") % {"error": str(error)[:200]},
            _(
                "Start it, or correct REDIS_URL. Nothing is lost: until it answers, the timer does"
                " long jobs itself, each a minute late."
            ),
        )
        return
    words = ngettext("%(n)s job waits", "%(n)s jobs wait", waiting) % {"n": waiting}
    yield Finding(
        "redis.answer",
        Level.OK,
        LABEL,
        f"Redis {version}, {words}",
        count=waiting,
        at=timezone.now(),
        facts={"version": version, "waiting": waiting},
    )


@looks_at(QUEUE, Asked.RISK)
def door() -> Iterator[Finding]:
    """A Redis of another machine asks for a password: whoever reaches it could empty it."""
    url = urlsplit(settings.REDIS_URL)
    if not url.scheme:
        return
    is_open = bool(url.hostname) and url.hostname not in HERE and not url.password
    yield Finding(
        "redis.door",
        Level.WARN if is_open else Level.OK,
        _("Password of Redis"),
        _("It is on another machine and asks for none.")
        if is_open
        else _("It has one, or is of this machine."),
        _("Set requirepass in redis.conf and write it in REDIS_URL.") if is_open else "",
        count=1,
    )
