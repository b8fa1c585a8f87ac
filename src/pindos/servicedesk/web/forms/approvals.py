"""What a head is asked, and what the head answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import units_to_ask
from pindos.servicedesk.web.fields import Words


class AskForm(forms.Form):
    """The question, and whose head is asked."""

    unit = forms.ChoiceField(label=_("The head of which unit?"))
    question = Words(
        label=_("What is to be approved?"),
        help_text=_("Say what is to be done, for whom and why: the head decides by these words."),
        error_messages={"required": _("Write what is to be approved.")},
    )

    def __init__(self, ticket: Ticket, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_to_ask(ticket)
        own = next((unit.key for unit in units if unit.id == ticket.unit_id), None)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(unit.key, unit.name) for unit in units]
        field.initial = own


class DecisionForm(forms.Form):
    """Why, if it is declined; a word more, if it is approved."""

    reason = Words(
        label=_("Reason"),
        required=False,
        help_text=_("Needed when you decline. Whoever asked and the person it is for read it."),
    )
