"""Which other ticket belongs to this one, and how."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.servicedesk.terms import Tie
from pindos.servicedesk.web.fields import line


class LinkForm(forms.Form):
    """The other ticket by its number, and what it is to this one."""

    other = line(
        label=_("Which ticket?"),
        help_text=_("Its number, however you write it. Words find the latest tickets."),
        max_length=100,
        error_messages={"required": _("Write the number of the other ticket.")},
    )
    tie = forms.ChoiceField(
        label=_("What is it to this ticket?"), choices=Tie.choices, initial=Tie.RELATED
    )
