"""How the mail goes: whether a server is set, when it last took a letter, what failed."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.health import MAIL, Asked, Finding, Level, looks_at
from pindos.notices.models import Sending
from pindos.notices.queries import mail_server, tally
from pindos.shell.moments import long_span_of, minute_of, number_of

LATE = timedelta(minutes=30)


@looks_at(MAIL, Asked.RISK)
def server() -> Iterator[Finding]:
    """Whether there is a mail server that is switched on."""
    found = mail_server()
    is_on = found is not None and found.is_on
    yield Finding(
        "mail.server",
        Level.OK if is_on else Level.WARN,
        _("Mail server"),
        str(found) if is_on else _("None is set, or it is switched off: nobody gets any mail."),
        "" if is_on else _("Set the mail server on its page and send yourself a test mail."),
        at=timezone.now(),
        page="notices:mail-server-set",
    )


@looks_at(MAIL, Asked.HEALTH, Asked.RISK)
def letters() -> Iterator[Finding]:
    """What was taken last, what waits and what failed."""
    now, counted = timezone.now(), tally()
    last = Sending.objects.aggregate(at=Max("sent_at"))["at"]
    waiting = Sending.objects.filter(state=Sending.State.WAITING, next_try_at__lte=now)
    oldest = waiting.aggregate(at=Min("next_try_at"))["at"]
    is_late = oldest is not None and now - oldest > LATE
    said = [
        _("%(n)s waiting") % {"n": number_of(counted.waiting)},
        _("%(n)s taken by the server") % {"n": number_of(counted.sent)},
        _("%(n)s failed") % {"n": number_of(counted.failed)},
    ]
    if last:
        said.insert(0, _("the last taken %(at)s") % {"at": minute_of(last)})
    if is_late:
        said.append(_("the oldest late by %(span)s") % {"span": long_span_of(now - oldest)})
    is_idle = not last and not counted.waiting and not counted.failed
    level = Level.WARN if is_late or counted.failed else Level.IDLE if is_idle else Level.OK
    yield Finding(
        "mail.letters",
        level,
        _("Letters"),
        ", ".join(said),
        _("Look into the delivery log; let failed ones go again after the repair.")
        if level is Level.WARN
        else "",
        count=counted.sent,
        at=last,
        page="notices:sending-list",
        facts=counted._asdict(),
    )
