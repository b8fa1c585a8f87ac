"""What of a ticket becomes one of its own, and for whom."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from pindos.records.queries import said_in
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.terms import TITLE_LENGTH
from pindos.servicedesk.web.fields import line

SHOWN = 160  # characters of an entry


class SplitForm(forms.Form):
    """The entries by what was written, the new title, and who asked if it is another one."""

    title = line(
        label=_("What is the new ticket about?"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Write in a few words what it is about.")},
    )
    entries = forms.TypedMultipleChoiceField(
        label=_("What belongs to it?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what of this ticket becomes one of its own.")},
    )
    requester = line(
        label=_("Who asked for it, if somebody else"),
        help_text=_(
            "By e-mail. Somebody else reads only the replies of the desk, "
            "never what the first one wrote."
        ),
        max_length=200,
        required=False,
    )

    def __init__(self, ticket: Ticket, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["entries"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(entry.pk, _label(entry)) for entry in said_in(ticket.record_id)]


def _label(entry: Any) -> str:
    files = ", ".join(file.name for file in entry.files)
    words = Truncator(" ".join(entry.text.split())).chars(SHOWN)
    inside = str(_("internal")) if entry.is_internal else ""
    return " · ".join(filter(None, [entry.author_name, inside, words, files]))
