"""The form of one question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.surveys.terms import QUESTION, Answer


class AnswerForm(forms.Form):
    """One answer of three, and a few words if one likes; the command looks at both."""

    answer = forms.ChoiceField(label=QUESTION, choices=Answer.choices, widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("What went well, or what did not?"),
        help_text=_("Only the department that solved it reads it, and those above it."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
