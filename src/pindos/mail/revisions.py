"""Mailboxes, put back to what they were; no password comes back."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.revisions import Revisable, Values, by_value, revisable
from pindos.mail.commands import SHOWN, change_mailbox
from pindos.mail.queries import mailbox_by


def _now(viewer: Viewer, pk: int) -> Values:
    row = mailbox_by(viewer, pk)
    return {name: getattr(row, name) for name in SHOWN}


def _put(viewer: Viewer, pk: int, values: Values) -> None:
    change_mailbox(viewer=viewer, mailbox_id=pk, **{name: values[name] for name in SHOWN})


revisable(
    Revisable(
        thing="mail.mailbox",
        label=_("Mailbox"),
        events=frozenset({"mail.MailboxChanged"}),
        now=_now,
        put=_put,
        called=by_value("address"),
    )
)
