"""What is asked of a webhook."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.notices.models import Webhook
from pindos.notices.models.webhook import ADDRESS_LENGTH, NAME_LENGTH
from pindos.notices.queries import webhook_kinds, webhook_units
from pindos.notices.web.forms import Line


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes to tick; several values may also come as one word after the other."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """All that are ticked."""
        found = super().value_from_datadict(data, files, name) or []
        return [word for each in found for word in str(each).split()]


class WebhookForm(forms.Form):
    """All that a person says of a webhook; the version and the values it was begun on too."""

    name = Line(
        label=_("Name"),
        help_text=_("Which program hears it, such as: Wallboard of the Directorate."),
        max_length=NAME_LENGTH,
    )
    address = Line(
        label=pgettext_lazy("URL", "Address"),
        help_text=_(
            "Such as https://example.gr/pindos. By http only inside networks "
            "that the settings allow."
        ),
        max_length=ADDRESS_LENGTH,
        widget=forms.URLInput(attrs={"spellcheck": "false"}),
    )
    unit = forms.ChoiceField(
        label=_("Unit"),
        help_text=_("It hears what happens in this unit and in all below it, and nothing else."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Which events"),
        help_text=_("Tick none to send all, also those that a later version will know."),
        required=False,
        widget=Ticks,
    )
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {"unit": webhook_units(viewer), "kinds": list(webhook_kinds().items())}
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found


def words_of(hook: Webhook) -> dict[str, str]:
    """A webhook in the form's own words."""
    return {
        "name": hook.name,
        "address": hook.address,
        "unit": hook.unit.key,
        "kinds": " ".join(hook.kinds),
    }
