"""Keys, permissions and switches that would let somebody in."""

import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.health import SECRETS, Asked, Finding, Level, looks_at
from pindos.kernel.models import Heartbeat
from pindos.kernel.pulse import SILENT_AFTER, keys_in_use

SHORTEST = 40  # characters of a key that nobody guesses
FEWEST = 10  # different characters in it


@looks_at(SECRETS, Asked.RISK)
def debugging() -> Iterator[Finding]:
    """Error pages with settings and code are for those who write the product."""
    is_on = settings.DEBUG
    yield Finding(
        "secrets.debug",
        Level.DOWN if is_on else Level.OK,
        _("Debugging"),
        _("It is on: errors show code and settings to everybody.") if is_on else _("It is off."),
        _("Take PINDOS_DEBUG away and restart.") if is_on else "",
        count=0 if is_on else 1,
    )


@looks_at(SECRETS, Asked.RISK)
def key() -> Iterator[Finding]:
    """The key that signs sessions and links, and seals kept passwords."""
    given = settings.SECRET_KEY
    is_weak = len(given) < SHORTEST or len(set(given)) < FEWEST
    words = ngettext("%(n)s character", "%(n)s characters", len(given)) % {"n": len(given)}
    if is_weak:
        words = _("%(length)s: it can be guessed, and whoever does signs in as anybody.") % {
            "length": words
        }
    yield Finding(
        "secrets.key",
        Level.DOWN if is_weak else Level.OK,
        _("Secret key"),
        words,
        _(
            "Take SECRET_KEY away, so that Pindos makes one. Everybody signs in anew, and the"
            " passwords of the mail server and the directory are typed anew."
        )
        if is_weak
        else "",
        count=len(given),
    )


@looks_at(SECRETS, Asked.HEALTH, Asked.RISK)
def one_key() -> Iterator[Finding]:
    """All homes of one database have the same keys, or sessions and sealed passwords break."""
    lively = Heartbeat.objects.filter(seen_at__gt=timezone.now() - SILENT_AFTER)
    lively = lively.exclude(keys="")
    others = sorted({row.host for row in lively if row.keys != keys_in_use()})
    n = lively.count()
    words = ngettext(
        "%(n)s process has the key of this home", "%(n)s processes have the key of this home", n
    )
    yield Finding(
        "secrets.one_key",
        Level.DOWN if others else Level.OK,
        _("One key for all machines"),
        _("Processes on %(hosts)s use another secret key than this home.")
        % {"hosts": ", ".join(others[:5])}
        if others
        else words % {"n": n},
        _("Share the folder keys between all homes (or give all the same SECRET_KEY) and restart.")
        if others
        else "",
        count=n,
    )


@looks_at(SECRETS, Asked.RISK)
def permissions() -> Iterator[Finding]:
    """Home and keys are for their owner alone."""
    keys = list(settings.KEYS.rglob("*")) if settings.KEYS.exists() else []
    looked = [settings.HOME, settings.KEYS, *keys]
    open_ones = [path for path in looked if path.exists() and _is_open(path)]
    names = ", ".join(str(path) for path in open_ones[:3])
    n = len(looked)
    words = ngettext(
        "%(n)s path is for its owner alone", "%(n)s paths are for their owner alone", n
    )
    is_key = any(path != settings.HOME for path in open_ones)
    level = Level.DOWN if is_key else Level.WARN if open_ones else Level.OK
    yield Finding(
        "secrets.permissions",
        level,
        _("Who may read the data folder"),
        _("Others on this machine may read %(names)s.") % {"names": names}
        if open_ones
        else words % {"n": n},
        _("Run: chmod -R go= %(path)s") % {"path": settings.HOME} if open_ones else "",
        count=n,
    )


@looks_at(SECRETS, Asked.RISK)
def pace() -> Iterator[Finding]:
    """How many requests one account may send."""
    n = settings.REQUESTS_PER_MINUTE
    yield Finding(
        "secrets.pace",
        Level.OK if n else Level.WARN,
        _("Limit of requests"),
        _("%(n)s a minute for an account") % {"n": n} if n else _("There is none."),
        "" if n else _("Take PINDOS_REQUESTS_PER_MINUTE=0 away."),
        count=n,
    )


def _is_open(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
