"""The lists of notices: what one has been told, and the fate of every mail."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.kernel.filtering import (
    Choice,
    Column,
    Listing,
    Moment,
    Number,
    Option,
    Text,
    YesNo,
    choice,
    register,
)
from pindos.notices.models import Sending
from pindos.notices.queries import UNREAD_FIRST, notices_for, sendings_for
from pindos.notices.terms import kind_called, kinds
from pindos.organisation.queries import administration_held, person_kind
from pindos.organisation.terms import Role


def _kinds(viewer: Viewer) -> list[Option]:
    return [Option(key, kind.label, (key,)) for key, kind in kinds().items()]


def _keeps_the_mail(viewer: Viewer) -> bool:
    return administration_held(viewer, Role.ADMINISTRATOR) is not None


NOTICES = register(
    Listing(
        key="notices",
        label=_("Notices"),
        columns=(
            Column("title", _("Title"), Text(is_small=True), "title", ("title",)),
            Column("text", _("Text"), Text(is_small=True), "text"),
            Column(
                "kind",
                _("Kind"),
                Choice(_kinds),
                "kind",
                ("kind",),
                lambda row: str(kind_called(row.kind).label),
            ),
            Column("about", pgettext_lazy("mail", "About"), Text(), "about", ("about",)),
            Column("at", _("When"), Moment(), "at", ("at",)),
            Column("read", pgettext_lazy("notice", "Read"), YesNo(), "is_read", ("is_read",)),
            Column("read_at", _("Read at"), Moment(), "read_at", ("read_at",)),
        ),
        rows=notices_for,
        order=UNREAD_FIRST,
        page="notices:notice-list",
        shown=("title", "at", "read"),
        address=lambda row: row.url,
    )
)

SENDINGS = register(
    Listing(
        key="sendings",
        label=_("Delivery log"),
        columns=(
            Column(
                "person",
                pgettext_lazy("mail", "To"),
                person_kind(is_ever_nobody=False),
                "notice__person",
                ("notice__person__family_name", "notice__person__given_name"),
                lambda row: row.notice.person.name,
            ),
            Column("address", pgettext_lazy("mail", "Address"), Text(), "address", ("address",)),
            Column("channel", _("Channel"), Text(), "channel", ("channel",)),
            Column(
                "kind",
                _("Kind"),
                Choice(_kinds),
                "notice__kind",
                ("notice__kind",),
                lambda row: str(kind_called(row.notice.kind).label),
            ),
            Column("notice", _("Number of the notice"), Number(), "notice_id", ("notice_id",)),
            Column(
                "state", pgettext_lazy("mail", "Fate"), choice(Sending.State), "state", ("state",)
            ),
            Column("tries", _("Tries"), Number(), "attempts", ("attempts",)),
            Column("next", _("Next try"), Moment(), "next_try_at", ("next_try_at",)),
            Column("sent", pgettext_lazy("mail", "Sent at"), Moment(), "sent_at", ("sent_at",)),
            Column(
                "why", _("What the other side said"), Text(), "last_error", get=lambda row: row.why
            ),
        ),
        rows=sendings_for,
        order=("-id",),
        page="notices:sending-list",
        shown=("person", "kind", "state", "sent"),
        is_open_to=_keeps_the_mail,
        related=("notice__person",),
        is_guarded=True,
    )
)
