"""The mail server, put back to what it was; a password is never among what comes back."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.revisions import Revisable, Values, revisable
from pindos.notices.commands import set_mail_server
from pindos.notices.queries import mail_server, mail_unit_of

SHOWN = ("host", "port", "security", "username", "sender", "is_on")


def _now(viewer: Viewer, _pk: int) -> Values:
    mail_unit_of(viewer)
    server = mail_server()
    if server is None or not server.pk:
        raise NotFound
    return {name: getattr(server, name) for name in SHOWN}


def _put(viewer: Viewer, _pk: int, values: Values) -> None:
    set_mail_server(viewer=viewer, **{name: values[name] for name in SHOWN})


revisable(
    Revisable(
        thing="notices.mailserver",
        label=_("Mail server"),
        events=frozenset({"notices.MailServerChanged"}),
        now=_now,
        put=_put,
    )
)
