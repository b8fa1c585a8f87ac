"""What people write on the pages of identity."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.identity.terms import (
    NAME_LENGTH,
    PASSWORD_LENGTH,
    REASON_LENGTH,
    TOKEN_NAME_LENGTH,
    Language,
    Scope,
    Theme,
)
from pindos.kernel.errors import Refused
from pindos.kernel.text import clean, without_invisible

DAYS = [("30", _("30 days")), ("90", _("90 days")), ("365", _("one year"))]


class Words(forms.CharField):
    """Text in one form; what nobody can see is refused, and is not in the field shown again."""

    def to_python(self, value: Any) -> str:
        """The text, clean."""
        text = super().to_python(value) or ""
        return clean(text) if len(text) <= (self.max_length or len(text)) else text

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the field shows when it comes back: no more than the field can hold."""
        return data and without_invisible(str(data)[: self.max_length])


class Secret(forms.CharField):
    """A password: never shown again, spaces count."""

    def __init__(self, *, label: Any, is_new: bool = False, help_text: Any = "") -> None:
        attrs = {"autocomplete": "new-password" if is_new else "current-password"}
        widget = forms.PasswordInput(attrs=attrs)
        super().__init__(
            label=label,
            max_length=PASSWORD_LENGTH,
            strip=False,
            widget=widget,
            help_text=help_text,
        )


class SignInForm(forms.Form):
    """Who, and the proof of it."""

    username = Words(
        label=_("User name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = Secret(label=_("Your password"))


class LooksForm(forms.Form):
    """How pages look to somebody."""

    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, widget=forms.RadioSelect
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices, widget=forms.RadioSelect)
    has_shortcuts = forms.BooleanField(label=_("Keyboard shortcuts"), required=False)


class FirstPasswordForm(forms.Form):
    """A password of one's own, typed twice."""

    password = Secret(
        label=_("Your new password"),
        is_new=True,
        help_text=_("At least 10 characters. Spaces count."),
    )
    again = Secret(label=_("Your new password once more"), is_new=True)

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        said = super().clean() or {}
        if said.get("again") and said.get("password") != said["again"]:
            self.add_error("again", _("The two passwords differ. Type them again."))
        return said


class PasswordForm(FirstPasswordForm):
    """The same, for whoever can say the present one."""

    current = Secret(label=_("Present password"))
    field_order = ("current", "password", "again")


class TokenForm(forms.Form):
    """What a program is to be let in for."""

    name = Words(
        label=_("What it is for"),
        max_length=TOKEN_NAME_LENGTH,
        help_text=_("So that you know it again, such as «Import of the register»."),
    )
    scope = forms.ChoiceField(label=_("What it may do"), choices=Scope.choices)
    days = forms.ChoiceField(label=_("Good for"), choices=DAYS, initial="90")


class ReasonForm(forms.Form):
    """Why an account is closed."""

    reason = Words(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        help_text=_("It stands in the audit trail."),
    )


class AccountForm(forms.Form):
    """A new account for a person who has been chosen."""

    username = Words(
        label=_("User name"),
        max_length=NAME_LENGTH,
        help_text=_("Greek or Latin letters, digits and . @ + - _"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


def note_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put what a command refused where the person can put it right."""
    fields = getattr(refusal, "fields", {})
    for name, words in fields.items():
        form.add_error(name if name in form.fields else None, str(words))
    if not fields:
        form.add_error(None, str(refusal))
