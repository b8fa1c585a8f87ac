"""How incoming mail fares: each mailbox, and what waits."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.demonstration import is_demonstration
from pindos.kernel.health import MAIL, Asked, Finding, Level, looks_at
from pindos.mail.models import Arrival, Mailbox
from pindos.mail.queries import receiving_server, waiting_since, waiting_since_handed
from pindos.mail.terms import NEEDS_A_PERSON
from pindos.shell.moments import long_span_of, minute_of, number_of

LATE = timedelta(minutes=15)  # without a look at a mailbox, or before a message is taken up


@looks_at(MAIL)
def mailboxes() -> Iterator[Finding]:
    """Whether each mailbox is read, and how much came of it."""
    for row in Mailbox.objects.filter(is_on=True).order_by("address"):
        yield _of_mailbox(row)


@looks_at(MAIL)
def arrivals() -> Iterator[Finding]:
    """What waits to be taken up, and what waits for a person."""
    now = timezone.now()
    waiting, oldest = waiting_since()
    total = Arrival.objects.count()
    held = Arrival.objects.filter(fate__in=NEEDS_A_PERSON).count()
    is_late = oldest is not None and now - oldest > LATE
    said = [
        _("%(n)s came") % {"n": number_of(total)},
        _("%(n)s wait to be taken up") % {"n": number_of(waiting)},
        _("%(n)s wait for a person") % {"n": number_of(held)},
    ]
    if oldest is not None and is_late:
        said.append(_("the oldest since %(span)s") % {"span": long_span_of(now - oldest)})
    level = Level.WARN if is_late or held else Level.OK if total else Level.IDLE
    yield Finding(
        "mail.arrivals",
        level,
        _("Incoming mail"),
        ", ".join(said),
        _("Decide on what is in quarantine; when nothing is taken up, look at the queue.")
        if level is Level.WARN
        else "",
        count=total,
        at=now,
        page="mail:arrival-list",
    )


@looks_at(MAIL)
def handed_in() -> Iterator[Finding]:
    """Whether what mail servers hand in is taken in; nothing to say as long as it is."""
    now = timezone.now()
    oldest = waiting_since_handed()
    if oldest is not None and now - oldest > LATE:
        yield Finding(
            "mail.handed-in",
            Level.DOWN,
            _("Mail that was handed in"),
            _("the oldest since %(span)s") % {"span": long_span_of(now - oldest)},
            _("It lies safe in the folder mail-in. See whether the job that takes it in runs."),
            at=now,
        )


@looks_at(MAIL, Asked.RISK)
def receiving() -> Iterator[Finding]:
    """Whether anybody is believed about who sent a message; nothing to say where no mail comes."""
    came = Arrival.objects.count()
    if not (came or Mailbox.objects.filter(is_on=True).exists()):
        return
    name = receiving_server()
    without = _(
        "None is named: what SPF, DKIM and DMARC found is not read. A forged message opens a "
        "ticket and is answered like a real one, nobody can order by mail, and rules see no "
        "result."
    )
    yield Finding(
        "mail.receiving-server",
        Level.OK if name else Level.WARN,
        _("Receiving mail server"),
        name or without,
        ""
        if name
        else _(
            "Write its name into the settings «Incoming mail»: it stands at the beginning of the "
            "Authentication-Results lines of a message that came."
        ),
        count=came,
        page="operations:option-list",
    )


def _of_mailbox(row: Mailbox) -> Finding:
    now = timezone.now()
    is_stale = row.looked_at is None or now - row.looked_at > LATE
    level = Level.DOWN if row.trouble or is_stale else Level.OK
    said = [_("%(n)s taken in") % {"n": number_of(row.taken)}]
    if row.looked_at:
        said.append(_("last read %(at)s") % {"at": minute_of(row.looked_at)})
    if row.trouble:
        said.append(row.trouble_said)
    if is_demonstration():
        level = Level.IDLE
        said.append(_("a demonstration: no mailbox is read"))
    return Finding(
        f"mail.mailbox.{row.pk}",
        level,
        row.address,
        ", ".join(said),
        _("Try on its page whether it opens.") if level is Level.DOWN else "",
        count=row.taken,
        at=row.looked_at or now,
        page="mail:mailbox-list",
    )
