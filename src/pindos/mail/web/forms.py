"""Forms of mail; what they hold is judged by the commands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.versions import seen_in
from pindos.mail.models import Mailbox
from pindos.mail.providers import PROVIDERS
from pindos.mail.terms import After, Security
from pindos.organisation.queries import unit_facts, units_by_id
from pindos.organisation.terms import Role

SECRETS = ("password", "client_secret")


class MailboxForm(forms.Form):
    """One mailbox. The password is never shown; left empty, it stays as it is."""

    address = forms.CharField(
        label=_("Address"),
        max_length=200,
        help_text=_("What people write to, such as support.ioannina@example.gr."),
    )
    unit = forms.ChoiceField(
        label=_("Unit"),
        help_text=_("It has what comes from somebody whose site is not known."),
    )
    host = forms.CharField(
        label=_("Server"), max_length=200, help_text=_("Such as imap.example.gr")
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535)
    security = forms.ChoiceField(
        label=_("Protection of the connection"),
        choices=Security.choices,
        widget=forms.RadioSelect,
    )
    username = forms.CharField(label=_("User name"), max_length=200)
    access = forms.ChoiceField(
        label=_("How it is signed in to"),
        choices=Mailbox.Access.choices,
        widget=forms.RadioSelect,
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=4000,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Leave it empty to keep the present one. It is stored encrypted. With OAuth you may "
            "put a refresh token here; usually the button that asks for a permit does it."
        ),
    )
    authorize_url = forms.CharField(
        label=_("Where permits are asked for (OAuth)"), max_length=300, required=False
    )
    token_url = forms.CharField(
        label=_("Where tokens are asked for (OAuth)"), max_length=300, required=False
    )
    client_id = forms.CharField(
        label=_("Id of the client (OAuth)"), max_length=200, required=False
    )
    client_secret = forms.CharField(
        label=_("Secret of the client (OAuth)"),
        max_length=500,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty to keep the present one. It is stored encrypted."),
    )
    scope = forms.CharField(
        label=_("What is asked for: scope (OAuth)"), max_length=500, required=False
    )
    folder = forms.CharField(label=_("Folder that is read"), max_length=200)
    after = forms.ChoiceField(
        label=_("When a message is kept here"), choices=After.choices, widget=forms.RadioSelect
    )
    moved_to = forms.CharField(label=_("Folder for what was read"), max_length=200, required=False)
    is_on = forms.BooleanField(label=_("Read this mailbox"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        facts = units_by_id(viewer.units_as(Role.ADMINISTRATOR)).values()
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        named = sorted(((each.key, each.name) for each in facts), key=lambda one: one[1])
        field.choices = [("", _("Choose a unit")), *named]

    def asked(self) -> dict[str, Any]:
        """What the command is asked for."""
        asked = dict(self.cleaned_data)
        asked["seen"] = seen_in(asked.pop("shown"))
        for name in SECRETS:
            asked[name] = asked[name] or None
        return asked

    def asked_new(self) -> dict[str, Any]:
        """The same for a mailbox that is not there yet."""
        asked = dict(self.cleaned_data)
        return {name: asked[name] for name in asked if name not in {"version", "shown"}}


def values_of(row: Mailbox) -> dict[str, str]:
    """Its values as the form has them."""
    names = (
        *("address", "host", "port", "security", "username", "access", "token_url"),
        *("authorize_url", "client_id", "scope", "folder", "after", "moved_to"),
    )
    return {
        **{name: str(getattr(row, name)) for name in names},
        "unit": unit_facts(row.unit_id).key,
        "is_on": "on" if row.is_on else "",
    }


class ProviderForm(forms.Form):
    """Whose mailbox it is, so that the fields need not be typed."""

    provider = forms.ChoiceField(label=_("Provider"), choices=tuple(PROVIDERS.items()))
    tenant = forms.CharField(
        label=_("Tenant (Microsoft)"),
        max_length=100,
        required=False,
        help_text=_("The organisation's id or domain, such as example.onmicrosoft.com."),
    )


class BlockForm(forms.Form):
    """From whom nothing is to be taken."""

    address = forms.CharField(
        label=_("Address, or a whole domain"),
        max_length=250,
        help_text=_("Such as news@example.gr, or @example.gr for all of it."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
