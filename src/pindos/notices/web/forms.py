"""Forms of notices; what they hold is judged by the command."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.kernel.text import clean, without_invisible
from pindos.kernel.versions import seen_in
from pindos.mail.queries import permits
from pindos.notices.models import MailServer


class Line(forms.CharField):
    """A line of text made clean; shown again without what no one can see."""

    def to_python(self, value: Any) -> str:
        """The text, or why it cannot be used."""
        return clean(super().to_python(value) or "")

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was typed, as it can be shown."""
        return without_invisible(data) if isinstance(data, str) else data


class MailServerForm(forms.Form):
    """The one mail server. The password is never shown; left empty, it stays as it is."""

    host = Line(label=_("Server"), max_length=200, help_text=_("Such as mail.example.gr"))
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535)
    security = forms.ChoiceField(
        label=_("Protection of the connection"),
        choices=MailServer.Security.choices,
        widget=forms.RadioSelect,
    )
    username = Line(label=_("User name"), max_length=200, required=False)
    password = Line(
        label=_("Password"),
        max_length=500,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty to keep the present one. It is stored encrypted."),
    )
    is_password_removed = forms.BooleanField(label=_("Without a password"), required=False)
    permit_of = forms.TypedChoiceField(
        label=_("By the permit of a mailbox (OAuth 2.0)"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Then user name and password are those of the mailbox, and none stand here."),
    )
    sender = Line(
        label=_("Sender"),
        max_length=200,
        help_text=_("The address from which all mail of Pindos comes."),
    )
    is_on = forms.BooleanField(label=_("Send notices by mail"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["permit_of"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", _("No: by user name and password")), *permits().items()]

    def asked(self) -> dict[str, Any]:
        """What the command is asked for."""
        asked = dict(self.cleaned_data)
        asked["seen"] = seen_in(asked.pop("shown"))
        asked["permit_of_id"] = asked.pop("permit_of")
        if asked.pop("is_password_removed"):
            asked["password"] = ""
        elif not asked["password"]:
            asked["password"] = None
        return asked


class TryForm(forms.Form):
    """To whom the test mail goes."""

    address = forms.EmailField(label=_("To the address"), max_length=200)
