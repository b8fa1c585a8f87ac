"""Setting and trying the mail server, and letting failed mail go again."""

import time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.cipher import told
from pindos.kernel.errors import Invalid, NotFound, Refused, Words
from pindos.kernel.events import emit
from pindos.kernel.text import clean
from pindos.kernel.versions import NOTHING_SEEN, Seen, name_of, refuse_touched, to_write
from pindos.mail.queries import permits
from pindos.notices.channel import Fate, Letter
from pindos.notices.channels.smtp import Line
from pindos.notices.cipher import sealed
from pindos.notices.events import MailServerChanged, MailServerTried, SendingsRetried
from pindos.notices.models import MailServer, Sending
from pindos.notices.queries import mail_server, mail_unit_of, sendings_for
from pindos.organisation.terms import Role

SHOWN = ("host", "port", "security", "username", "permit_of_id", "sender", "is_on")
TEXT_FIELDS = ("host", "username", "sender")


@transaction.atomic
def set_mail_server(
    *,
    viewer: Viewer,
    host: str,
    port: int,
    security: str,
    username: str = "",
    password: str | None = None,
    permit_of_id: int | None = None,
    sender: str,
    is_on: bool,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
) -> MailServer:
    """Change the one mail server; ``password=None`` keeps the present one, "" takes it away.

    With ``permit_of_id`` it is signed in to by the token of that mailbox instead.

    Only for administrators of a whole administration. Refuses what no server could be reached
    by (422) and a field that somebody else has changed meanwhile (409, Clash).
    """
    unit_id = mail_unit_of(viewer)
    server = _locked()
    before = {name: getattr(server, name) for name in SHOWN} if server.pk else {}
    wanted = {"host": host, "username": username, "sender": sender, "port": port}
    wanted |= {"security": security, "is_on": is_on, "permit_of_id": permit_of_id}
    if server.pk:
        refuse_touched(server, [] if password is None else ["password"], version)
        wanted = {**before, **to_write(server, wanted, version, seen)}
    _write(server, wanted)
    changes = {name: (before.get(name), getattr(server, name)) for name in SHOWN}
    changes |= _with_password(server, password)
    if server.pk:
        server.touch(name for name, (old, new) in changes.items() if old != new)
    server.save()
    emit(
        MailServerChanged(mail_server_id=server.pk),
        about=server,
        unit_id=unit_id,
        by=viewer,
        capacity=Role.ADMINISTRATOR,
        changes={name_of(name): pair for name, pair in changes.items()},
    )
    return server


def try_mail_server(*, viewer: Viewer, address: str) -> Fate:
    """Send a real mail through the saved server and give its answer back; noted in the audit.

    The network is used before the transaction: no lock waits for a distant server.
    """
    unit_id = mail_unit_of(viewer)
    server = mail_server()
    if server is None:
        raise Refused(_("No mail server is set. Fill in the form and save it first."))
    if not address:
        raise Refused(_("No e-mail address of yours is known. Have one entered on your page."))
    letter = Letter(
        sending_id=-time.time_ns(),  # a test mail is in no log, but has a Message-ID of its own
        address=address,
        name="",
        language=get_language() or "el",
        title=_("Test mail from Pindos"),
        text=_("If you can read this, Pindos can send mail through %(server)s.")
        % {"server": str(server)},
        url="/",
    )
    with Line(server) as line:
        fate = line.send(letter)
    with transaction.atomic():
        emit(
            MailServerTried(is_gone=fate.is_gone, answer=fate.words),
            about=server,
            unit_id=unit_id,
            by=viewer,
            capacity=Role.ADMINISTRATOR,
        )
    return fate


@transaction.atomic
def retry_sending(*, viewer: Viewer, sending_id: int | None = None) -> int:
    """Let one failed sending start afresh, or all of them; return how many."""
    unit_id = mail_unit_of(viewer)
    failed = sendings_for(viewer).filter(state=Sending.State.FAILED)
    if sending_id is not None:
        failed = failed.filter(pk=sending_id)
        if not failed.exists():
            raise NotFound
    ids = sorted(failed.order_by().values_list("pk", flat=True))
    if not ids:
        return 0
    Sending.objects.filter(pk__in=ids).update(
        state=Sending.State.WAITING, attempts=0, next_try_at=timezone.now()
    )
    emit(
        SendingsRetried(sending_ids=ids[:1000]),
        about=Sending(pk=ids[0]),
        unit_id=unit_id,
        by=viewer,
        capacity=Role.ADMINISTRATOR,
        changes={"state": (Sending.State.FAILED, Sending.State.WAITING)},
    )
    return len(ids)


def _with_password(server: MailServer, password: str | None) -> dict[str, tuple[Any, Any]]:
    """Give it another password; what the audit says of it."""
    had = server.secret
    if password is None:
        return {}
    server.secret = sealed(password)
    if not (had or server.secret):
        return {}
    return {"password": told(had, password)}


def _locked() -> MailServer:
    server = MailServer.objects.select_for_update().order_by("pk").first()
    return server or mail_server() or MailServer()


def _write(server: MailServer, wanted: dict[str, Any]) -> None:
    wrong: dict[str, Words] = {}
    for name in TEXT_FIELDS:
        try:
            setattr(server, name, clean(wanted[name]))
        except ValidationError as error:
            wrong[name] = error.messages[0]
    server.port, server.security = wanted["port"], wanted["security"]
    server.is_on, server.permit_of_id = wanted["is_on"], wanted["permit_of_id"]
    try:
        server.clean_fields(exclude=["secret", "version", "touched", *wrong])
        validate_email(server.sender)
    except ValidationError as error:
        found = error.message_dict if hasattr(error, "error_dict") else {"sender": error.messages}
        wrong |= {name: said[0] for name, said in found.items()}
    if server.permit_of_id and server.permit_of_id not in permits():
        wrong["permit_of"] = _("Choose a mailbox that is signed in to by OAuth.")
    if not wrong.get("port") and not 1 <= server.port <= 65535:
        wrong["port"] = _("A port is a number from 1 to 65535.")
    if not wrong.get("host") and any(c.isspace() for c in server.host):
        wrong["host"] = _("A host name has no spaces.")
    if wrong:
        raise Invalid(wrong)
