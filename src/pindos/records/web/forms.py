"""Forms about files that are not clean."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReleaseForm(forms.Form):
    """Why an infected file is given out all the same."""

    reason = forms.CharField(
        label=_("How do you know that it is a false alarm?"),
        help_text=_("It is kept on the audit trail with your name."),
        max_length=300,
    )


class RemoveForm(forms.Form):
    """That somebody means it: deleted bytes do not come back."""

    is_meant = forms.BooleanField(
        label=_("I know that the file cannot be brought back"),
        help_text=_("That it came, when and with which virus, stays on record."),
    )
