"""What is asked about the time spent."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.servicedesk.models import Effort, Ticket
from pindos.servicedesk.terms import NOTE_LENGTH
from pindos.servicedesk.web.fields import line
from pindos.servicedesk.web.forms.tasks import DATE


class TimeForm(forms.Form):
    """How long, on which day, at what."""

    spent = line(
        label=_("How long?"),
        max_length=100,
        help_text=_("As 15 λ, 1 ώ 30, 1:30 or 90 (minutes)."),
        error_messages={"required": _("Write how long it took.")},
    )
    on = forms.DateField(label=_("On which day?"), required=False, widget=DATE)
    note = line(label=_("At what?"), max_length=NOTE_LENGTH, required=False)

    def __init__(
        self, viewer: Viewer, ticket: Ticket, *args: Any, effort: Effort | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.initial = {"on": timezone.localdate()}
        if effort is not None:
            hours, minutes = divmod(effort.minutes, 60)
            spent = f"{hours}:{minutes:02}"
            self.initial = {"spent": spent, "on": effort.on, "note": effort.note}
