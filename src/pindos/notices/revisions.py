"""The mail server and webhooks, put back to what they were; no password or secret comes back."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.revisions import Revisable, Values, by_value, revisable, the_only_one
from pindos.notices.commands import (
    change_webhook,
    set_mail_server,
    switch_webhook_off,
    switch_webhook_on,
)
from pindos.notices.queries import mail_server, mail_unit_of, webhook_by
from pindos.organisation.queries import unit_facts

SHOWN = ("host", "port", "security", "username", "permit_of_id", "sender", "is_on")


def _now(viewer: Viewer, _pk: int) -> Values:
    mail_unit_of(viewer)
    server = mail_server()
    if server is None or not server.pk:
        raise NotFound
    return {name: getattr(server, name) for name in SHOWN}


def _put(viewer: Viewer, _pk: int, values: Values) -> None:
    set_mail_server(viewer=viewer, **{name: values[name] for name in SHOWN})


def _webhook_now(viewer: Viewer, pk: int) -> Values:
    hook = webhook_by(viewer, pk)
    return {name: getattr(hook, name) for name in ("name", "address", "unit_id", "kinds", "is_on")}


def _put_webhook(viewer: Viewer, pk: int, values: Values) -> None:
    now = _webhook_now(viewer, pk)
    given = {
        name: values[name] for name in ("name", "address", "kinds") if values[name] != now[name]
    }
    if values["unit_id"] != now["unit_id"]:
        given["unit"] = unit_facts(values["unit_id"]).key
    if given:
        change_webhook(viewer=viewer, webhook_id=pk, **given)
    if values["is_on"] != now["is_on"]:
        turn = switch_webhook_on if values["is_on"] else switch_webhook_off
        turn(viewer=viewer, webhook_id=pk)


revisable(
    Revisable(
        thing="notices.mailserver",
        label=_("Mail server"),
        events=frozenset({"notices.MailServerChanged"}),
        now=_now,
        put=_put,
        called=the_only_one,
    )
)
revisable(
    Revisable(
        thing="notices.webhook",
        label=_("Webhook"),
        events=frozenset(
            {
                "notices.WebhookChanged",
                "notices.WebhookSwitchedOff",
                "notices.WebhookSwitchedOn",
            }
        ),
        now=_webhook_now,
        put=_put_webhook,
        called=by_value("name"),
    )
)
