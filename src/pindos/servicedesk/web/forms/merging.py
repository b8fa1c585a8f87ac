"""Into which ticket another one is merged."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.servicedesk.web.fields import line


class MergeForm(forms.Form):
    """The other ticket by its number; ``sure`` comes from the page that said what will happen."""

    other = line(
        label=_("Into which ticket?"),
        help_text=_("Its number, however you write it. Words find the latest tickets."),
        max_length=100,
        error_messages={"required": _("Write the number of the other ticket.")},
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
