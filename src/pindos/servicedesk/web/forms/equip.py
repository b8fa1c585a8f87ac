"""Which equipment a ticket is about: the number on the label, or one that the requester uses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from pindos.inventory.queries import assets_by_id, assets_of
from pindos.servicedesk.web.fields import line
from pindos.servicedesk.web.forms.acts import ActForm


class EquipForm(ActForm):
    """One of what the requester uses, or any other by its number; nothing takes it away."""

    known = forms.ChoiceField(
        label=gettext_lazy("What whoever asked uses"), required=False, widget=forms.RadioSelect
    )
    asset = line(
        label=gettext_lazy("Inventory or serial number"),
        help_text=gettext_lazy("It stands on the label. Empty: it is about none."),
        max_length=100,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticket = self.ticket
        held = assets_by_id(self.viewer, [ticket.asset_id]) if ticket.asset_id else {}
        self.initial["asset"] = next((each.tag for each in held.values()), "")
        who = ticket.requester_id
        theirs = assets_of(self.viewer, who) if who else []
        choices = [(each.tag, f"{each.name} {each.tag}") for each in theirs]
        field = self.fields["known"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", pgettext_lazy("equipment", "By its number")), *choices]
        field.initial = ""
        if not choices:
            del self.fields["known"]

    def arguments(self) -> dict[str, Any]:
        """What the command is called with."""
        return {"asset": self.cleaned_data.get("known") or self.cleaned_data["asset"]}
