"""Who is to watch a ticket."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.servicedesk.web.fields import line


class WatcherForm(forms.Form):
    """A person by e-mail, as the list beside it offers them."""

    person = line(
        label=_("Who else should watch it?"),
        help_text=_("Type a name and choose. They read what the person who asked reads."),
        max_length=200,
        error_messages={"required": _("Write who should watch it.")},
    )
