"""The reply box: one text, two buttons; which one was pressed says who reads it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.kernel.drafting import fill
from pindos.kernel.drafts import Kept
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


def with_draft(begun: ReplyForm | None, draft: Kept | None) -> ReplyForm:
    """The form with what was kept; a ready text comes after it."""
    if begun is None:
        begun = ReplyForm()
        fill(begun, draft)
    elif draft is not None and not begun.is_bound:
        parts = [draft.get("text").rstrip(), str(begun.initial.get("text", ""))]
        begun.initial["text"] = "\n\n".join(filter(None, parts))
    return begun
