"""Notices carries what rooms below it have to say, and says what the house did by rule."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.identity.queries import who_have_left
from pindos.kernel.demonstration import is_demonstration
from pindos.kernel.events import on
from pindos.kernel.telling import told_by
from pindos.notices.commands import post_secret, tell
from pindos.notices.events import WebhookSwitchedOff
from pindos.notices.models import Webhook
from pindos.notices.shelf import channels_on
from pindos.notices.terms import Kind, OffReason, know
from pindos.organisation.queries import positions
from pindos.organisation.terms import Role

told_by(tell, post_secret, lambda: bool(channels_on()) and not is_demonstration())
know(Kind("webhook-off", gettext_lazy("A webhook was switched off"), gettext_lazy("System")))


@on(WebhookSwitchedOff, name="tell-of-webhook-switched-off")
def tell_of_webhook_switched_off(event: WebhookSwitchedOff) -> None:
    """Whoever keeps it must know that an outside program hears nothing any more.

    What a person did, that person knows. When the keeper has left, the administrators are told.
    """
    if event.reason == OffReason.PERSON:
        return
    hook = Webhook.objects.get(pk=event.webhook_id)

    def say() -> tuple[str, str]:
        why = str(OffReason(event.reason).label)
        todo = _("Put the receiver right, send a test, then switch the webhook on again.")
        title = _("The webhook %(name)s was switched off") % {"name": hook.name}
        return title, f"{why} {todo}"

    tell(
        person_ids=_keepers(hook),
        key=f"webhook-off:{hook.pk}.{hook.version}",
        kind="webhook-off",
        about=f"notices.webhook:{hook.pk}",
        say=say,
        url=reverse("notices:webhook-show", args=[hook.pk]),
    )


def _keepers(hook: Webhook) -> list[int]:
    keeper = [] if hook.keeper_id is None else [hook.keeper_id]
    if keeper and not who_have_left(keeper):
        return keeper
    today = timezone.localdate()
    held = positions().filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today
    )
    above = held.filter(role=Role.ADMINISTRATOR, unit__reaches__below=hook.unit_id)
    return list(above.values_list("person_id", flat=True))
