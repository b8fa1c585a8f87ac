"""What an administrator writes about the OpenID provider."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.identity.web.directory_form import PASSWORD_LENGTH, Lines, Table
from pindos.identity.web.forms import Words
from pindos.kernel.versions import seen_in


class ProviderForm(forms.Form):
    """The one provider. Its secret is never shown; left empty, it stays as it is."""

    issuer = Words(
        label=_("Issuer"),
        max_length=500,
        help_text=_("The provider's address, such as https://sso.example.gr/realm."),
    )
    client_id = Words(label=_("Client id"), max_length=200)
    secret = forms.CharField(
        label=_("Client secret"),
        max_length=PASSWORD_LENGTH,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty to keep the present one. It is stored encrypted."),
    )
    scopes = Words(label=_("Scopes"), max_length=200)
    login_claim = Words(label=_("Claim of the user name"), max_length=60)
    email_claim = Words(label=_("Claim of the e-mail address"), max_length=60)
    given_name_claim = Words(label=_("Given name"), max_length=60, required=False)
    family_name_claim = Words(label=_("Family name"), max_length=60, required=False)
    unit_claim = Words(label=_("Unit"), max_length=60, required=False)
    groups_claim = Words(label=_("Groups"), max_length=60, required=False)
    units = Table(
        label=_("Which unit is which"),
        help_text=_("One a line: what the provider says = key of the unit."),
    )
    roles = Table(
        label=_("Which group has which role"),
        help_text=_("One a line: group = role. Without both tables nobody gets a position."),
    )
    button = Words(
        label=_("Words on the button"),
        max_length=60,
        required=False,
        help_text=_("Such as «Sign in with the national login»."),
    )
    factors = Lines(
        label=_("What counts as a second factor"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=_("Words of amr or acr, one a line, such as mfa. Empty: ours is asked for."),
    )
    is_on = forms.BooleanField(label=_("People sign in by this provider"), required=False)
    signs_out = forms.BooleanField(
        label=_("Sign out at the provider, too"),
        required=False,
        help_text=_(
            "Whoever came by it and signs out here is led there to sign out. Turn it on "
            "where several people use one computer."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def asked(self) -> dict[str, Any]:
        """What the command is asked for."""
        said = dict(self.cleaned_data)
        return {
            "version": said.pop("version"),
            "seen": seen_in(said.pop("shown")),
            "secret": said.pop("secret") or None,
            "values": said,
        }
