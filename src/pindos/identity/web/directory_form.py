"""What an administrator writes about the directory."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.identity.models import Directory
from pindos.identity.queries.directory import ATTRIBUTES
from pindos.identity.rules import read_table
from pindos.identity.web.forms import Words
from pindos.kernel.versions import seen_in

PASSWORD_LENGTH = 500
TABLE = {"rows": 5, "spellcheck": "false"}


class Table(Words):
    """``what is said = what it means``, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, max_length=20_000, widget=forms.Textarea(attrs=TABLE), **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        """The lines again."""
        if isinstance(value, dict):
            return "\n".join(f"{said} = {meant}" for said, meant in value.items())
        return value

    def to_python(self, value: Any) -> Any:
        """The table, or which line is none."""
        try:
            return read_table(super().to_python(value))
        except ValueError as error:
            words = _("This line has no two sides: %(line)s")
            raise forms.ValidationError(words, params={"line": str(error)[:200]}) from error


class Lines(Words):
    """One a line."""

    def prepare_value(self, value: Any) -> Any:
        """The lines again."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """The lines that hold something."""
        return [line for line in map(str.strip, super().to_python(value).splitlines()) if line]


class DirectoryForm(forms.Form):
    """The one directory. The password is never shown; left empty, it stays as it is."""

    servers = Lines(
        label=_("Servers"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=_("One a line, such as dc1.example.gr:636. The next is asked if one is down."),
    )
    security = forms.ChoiceField(
        label=_("Protection of the connection"),
        choices=Directory.Security.choices,
        widget=forms.RadioSelect,
    )
    is_plain_wanted = forms.BooleanField(
        label=_("I want it without protection to another machine all the same"),
        required=False,
        help_text=_("Everybody on the way can then read the passwords."),
    )
    certificate = Words(
        label=_("Certificate of your own authority"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("In PEM form; empty when a known authority signed the servers'."),
    )
    certificate_file = forms.FileField(
        label=_("The same as a file"), required=False, max_length=200
    )
    bind_dn = Words(
        label=_("Service account"),
        required=False,
        max_length=500,
        help_text=_("Its whole name, such as cn=pindos,ou=services,dc=epirus,dc=example."),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=PASSWORD_LENGTH,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty to keep the present one. It is stored encrypted."),
    )
    base_dn = Words(label=_("Where people stand"), max_length=500)
    user_filter = Words(
        label=_("Filter"),
        max_length=500,
        help_text=_("{login} stands for the name that somebody types."),
    )
    login_attribute = Words(label=_("User name"), max_length=60)
    given_name_attribute = Words(label=_("Given name"), max_length=60, required=False)
    family_name_attribute = Words(label=_("Family name"), max_length=60)
    email_attribute = Words(label=_("E-mail"), max_length=60)
    phone_attribute = Words(label=_("Telephone"), max_length=60, required=False)
    unit_attribute = Words(label=_("Unit"), max_length=60, required=False)
    groups_attribute = Words(label=_("Groups"), max_length=60, required=False)
    units = Table(
        label=_("Which unit is which"),
        help_text=_("One a line: what the directory says = key of the unit."),
    )
    roles = Table(
        label=_("Which group has which role"),
        help_text=_("One a line: group = role. Without both tables nobody gets a position."),
    )
    order = forms.ChoiceField(
        label=_("When somebody signs in"),
        choices=Directory.Order.choices,
        widget=forms.RadioSelect,
    )
    is_on = forms.BooleanField(label=_("People sign in by the directory"), required=False)
    is_synced = forms.BooleanField(
        label=_("Compare people with the directory every hour"),
        required=False,
        help_text=_("Whoever is disabled or gone there is shut here."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """A file of the certificate takes the place of its text."""
        said = super().clean() or {}
        file = said.pop("certificate_file", None)
        if file:
            said["certificate"] = file.read(50_000).decode("ascii", errors="replace").strip()
        return said

    def asked(self) -> dict[str, Any]:
        """What the command is asked for."""
        said = dict(self.cleaned_data)
        return {
            "version": said.pop("version"),
            "seen": seen_in(said.pop("shown")),
            "password": said.pop("password") or None,
            "values": said,
        }

    def attributes(self) -> list[forms.BoundField]:
        """The fields that say which attribute holds what."""
        return [self[f"{name}_attribute"] for name in ATTRIBUTES]


class LoginForm(forms.Form):
    """Whom to look up."""

    login = Words(label=_("User name of one person"), max_length=150, required=False)
