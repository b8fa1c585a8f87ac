"""What the events and fields of mail are called on the audit page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MAIL: dict[str, str | Promise] = {
    "mail.AddressDied": _("Letters to an address came back for good"),
    "mail.AddressRevived": _("Letters are sent to an address again"),
    "mail.MailArrived": _("Message taken in"),
    "mail.MailDownloaded": _("Message downloaded as it came"),
    "mail.MailSettled": _("Fate of a message decided"),
    "mail.MailboxAdded": _("Mailbox added"),
    "mail.MailboxChanged": _("Mailbox changed"),
    "mail.MailboxPermitted": _("Permit of a mailbox given"),
    "mail.MailboxTried": _("Mailbox tried"),
    "mail.SenderBlocked": _("Sender blocked"),
    "mail.SenderReleased": _("Sender released"),
    "mail.SenderTied": _("Address tied to a person"),
    "mail.SenderUntied": _("Address untied from a person"),
}

FIELDS_OF_MAIL: dict[str, str | Promise] = {
    "about": pgettext_lazy("field", "what it became part of"),
    "access": pgettext_lazy("field", "how it is signed in to"),
    "after": pgettext_lazy("field", "what becomes of what was read"),
    "authorize_url": pgettext_lazy("field", "where permits are asked for"),
    "client": pgettext_lazy("field", "id of the client"),  # as a mailbox notes its client_id
    "client_id": pgettext_lazy("field", "id of the client"),
    "client_secret": pgettext_lazy("field", "secret of the client"),
    "fate": pgettext_lazy("field", "fate"),
    "folder": pgettext_lazy("field", "folder"),
    "moved_to": pgettext_lazy("field", "folder for what was read"),
    "permit_of": pgettext_lazy("field", "mailbox by whose permit mail leaves"),
    "scope": pgettext_lazy("field", "scope"),
    "sender": pgettext_lazy("field", "sender"),
    "sender_name": pgettext_lazy("field", "name of the sender"),
    "token_url": pgettext_lazy("field", "where tokens are asked for"),
    "why": pgettext_lazy("field", "why"),
    "written_to": pgettext_lazy("field", "written to"),
}
