"""The reply box: one text, two buttons; which one was pressed says who reads it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.servicedesk.web.fields import Words, take_files

TO_USER, INSIDE = "user", "inside"


class ReplyForm(forms.Form):
    """What is said, with files, and whether an answer is waited for."""

    text = Words(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something before you send it.")},
    )
    asks = forms.BooleanField(label=_("I ask something and wait for the answer"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unsure: list[str] = []  # names in a ready text whose case only a person can say
        take_files(self)
