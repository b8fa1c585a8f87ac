"""By which address people come, whether the way is protected, and until when."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from ipaddress import ip_address

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.health import DOOR, Asked, Finding, Level, looks_at
from pindos.operations.models import Sounding
from pindos.operations.sounding import certificate_in
from pindos.operations.terms import CERTIFICATE
from pindos.shell.moments import minute_of

SOON, AT_ONCE = timedelta(days=21), timedelta(days=7)


@looks_at(DOOR, Asked.RISK)
def protection() -> Iterator[Finding]:
    """Whether passwords go over the line in the open."""
    level, words, todo = _protection()
    yield Finding(
        "door.protection", level, _("Protection of the line"), words, todo, at=timezone.now()
    )


def _protection() -> tuple[Level, str, str]:
    ends_here, proxies = bool(settings.TLS_CERT), settings.TRUSTED_PROXIES
    url = {"url": settings.URL}
    if settings.IS_SECURE and not ends_here and not proxies:
        words = _("%(url)s is https, but neither Pindos nor a known proxy ends TLS.") % url
        return Level.WARN, words, _("Set PINDOS_TLS_CERT and _KEY, or PINDOS_TRUSTED_PROXIES=1.")
    if settings.IS_SECURE:
        words = (
            _("Pindos itself ends TLS for %(url)s.")
            if ends_here
            else _("A proxy ends TLS for %(url)s.")
        )
        return Level.OK, words % url, ""
    if is_loopback(settings.LISTEN):
        return Level.OK, _("%(url)s is open, and is reached from this machine only.") % url, ""
    words = _("%(url)s is open: passwords can be read on the line.") % url
    todo = _("Give Pindos a certificate (PINDOS_TLS_CERT, PINDOS_TLS_KEY) or a proxy with one.")
    return Level.DOWN, words, todo


@looks_at(DOOR, Asked.RISK)
def names() -> Iterator[Finding]:
    """The names by which requests may call us."""
    hosts = settings.ALLOWED_HOSTS
    is_open = "*" in hosts
    n = len(hosts)
    words = ngettext("%(n)s name: %(names)s", "%(n)s names: %(names)s", n)
    yield Finding(
        "door.names",
        Level.DOWN if is_open else Level.OK,
        _("Names of this site"),
        words % {"n": n, "names": ", ".join(hosts)},
        _("Name each of them in PINDOS_HOSTS; a star lets anybody forge links.")
        if is_open
        else "",
        count=n,
    )


@looks_at(DOOR, Asked.HEALTH, Asked.RISK)
def certificate() -> Iterator[Finding]:
    """Until when the certificate holds that people are shown."""
    row = Sounding.objects.filter(key=CERTIFICATE).first()
    label = _("Certificate")
    if row is None and settings.TLS_CERT:
        yield _until(settings.TLS_CERT, certificate_in(settings.TLS_CERT), timezone.now())
        return
    if row is None:
        words = _("No address with a certificate is known, or it has not been looked at yet.")
        yield Finding("door.certificate", Level.IDLE, label, words)
        return
    if row.error:
        todo = _("Look whether this address is reached from here.")
        words = f"{row.value['place']}: {row.error}"
        yield Finding("door.certificate", Level.WARN, label, words, todo, at=row.at)
        return
    yield _until(row.value["place"], datetime.fromisoformat(row.value["until"]), row.at)


def _until(place: str, until: datetime, at: datetime) -> Finding:
    left = until - timezone.now()
    level = Level.DOWN if left < AT_ONCE else Level.WARN if left < SOON else Level.OK
    days = max(left.days, 0)
    words = ngettext("%(n)s day left, until %(at)s", "%(n)s days left, until %(at)s", days)
    if left < timedelta(0):
        words = _("It ended on %(at)s: browsers warn everybody off.")
    return Finding(
        "door.certificate",
        level,
        f"{_('Certificate')} · {place}",
        words % {"n": days, "at": minute_of(until)},
        "" if level is Level.OK else _("Have it renewed, and put the new one in its place."),
        count=days,
        at=at,
        facts={"until": until.isoformat(), "days": days},
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
