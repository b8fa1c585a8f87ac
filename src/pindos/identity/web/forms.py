"""What people write on the pages of identity."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.identity.queries import least_password
from pindos.identity.terms import (
    FACTOR_NAME_LENGTH,
    LONGEST_GRACE,
    NAME_LENGTH,
    PASSWORD_LENGTH,
    REASON_LENGTH,
    TOKEN_NAME_LENGTH,
    Language,
    Scope,
    Theme,
)
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.refusals import blame
from pindos.kernel.text import clean, without_invisible
from pindos.organisation.terms import Role

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


class CodeForm(forms.Form):
    """A code of the app, or one from paper."""

    code = Words(
        label=_("Code"),
        max_length=40,
        help_text=_("Six digits from the authenticator app, or one of your recovery codes."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )


class ConfirmForm(forms.Form):
    """The proof that it is still the same person: of who has a second factor, that one."""

    code = Words(
        label=_("Code"),
        max_length=40,
        help_text=_("Six digits from the authenticator app, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )
    password = Secret(label=_("Your password"))

    def fit(self, *, has_factor: bool) -> None:
        """Leave out what is not asked of this person."""
        del self.fields["password" if has_factor else "code"]


class AppForm(forms.Form):
    """A new authenticator app: what it is called, and the code that it shows."""

    name = Words(
        label=_("What you call it"),
        max_length=FACTOR_NAME_LENGTH,
        help_text=_("So that you know it again, such as «my phone»."),
    )
    code = Words(
        label=_("The code that the app shows now"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PasskeyForm(forms.Form):
    """A new passkey: what it is called."""

    name = Words(
        label=_("What you call it"),
        max_length=FACTOR_NAME_LENGTH,
        help_text=_("So that you know it again, such as «key on my office PC»."),
    )


class PolicyForm(forms.Form):
    """How people sign in to this instance."""

    roles = forms.MultipleChoiceField(
        label=_("These roles must have a second factor"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    grace_days = forms.IntegerField(
        label=_("Days that it may be put off"),
        min_value=0,
        max_value=LONGEST_GRACE,
        help_text=_("Counted from the first sign-in that asks for it; 0 asks at once."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


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
    )
    again = Secret(label=_("Your new password once more"), is_new=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("At least %(least)s characters. Spaces count.")
        self.fields["password"].help_text = str(words) % {"least": least_password()}

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        said = super().clean() or {}
        if said.get("again") and said.get("password") != said["again"]:
            self.add_error("again", _("The two passwords differ. Type them again."))
        return said


class RenewalForm(forms.Form):
    """Whose password is forgotten."""

    name = Words(
        label=_("Your user name or your e-mail address"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


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
    if isinstance(refusal, Invalid):
        blame(form, refusal)
    else:
        form.add_error(None, str(refusal))
