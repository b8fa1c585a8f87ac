"""A holiday as a form, and a list of them as text."""

import hashlib
import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.clocks.commands import text_of
from pindos.kernel.errors import Invalid
from pindos.kernel.text import without_invisible
from pindos.kernel.versions import seen_in
from pindos.organisation.queries import Feast, prefectures

MOST_BYTES = 400_000
SHOWN = ("falls", "name_el", "name_en", "prefecture", "place", "is_retired")
NAMES = {"name_el": "name"}  # of a refusal: as the form calls it


class HolidayForm(forms.Form):
    """When nobody works, what the day is called, and where."""

    falls = forms.CharField(
        label=gettext_lazy("When"),
        max_length=40,
        help_text=gettext_lazy(
            "Such as 25/3 for each year, 8/3/2027 for once, Easter -2 for Good Friday."
        ),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    name_en = forms.CharField(
        label=gettext_lazy("Name in English"), max_length=100, required=False
    )
    prefecture = forms.ChoiceField(label=gettext_lazy("Prefecture"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Such as the municipality whose feast it is."),
    )
    is_retired = forms.BooleanField(
        label=gettext_lazy("People work on this day"),
        required=False,
        help_text=gettext_lazy("The holiday is no longer kept; it can be brought back."),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    looked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, key: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["prefecture"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("All: a holiday of the State")),
            *((each.key, each.name) for each in prefectures()),
        ]
        if not key:
            del self.fields["is_retired"]

    def wanted(self) -> dict[str, Any]:
        """What is only looked at."""
        said = self.cleaned_data
        texts = {name: said[name] for name in ("falls", "name_en", "prefecture", "place")}
        return {**texts, "name_el": said["name"], "is_retired": bool(said.get("is_retired"))}

    def asked(self) -> dict[str, Any]:
        """The arguments of the command."""
        return {**self.wanted(), "seen": seen_in(self.cleaned_data["shown"])}

    @property
    def digest(self) -> str:
        """What was looked at: what is changed again is looked at again."""
        return digest_of(self.wanted())


class HolidaysForm(forms.Form):
    """A list of holidays, pasted or as a file; what was handed in stays in the text."""

    file = forms.FileField(label=gettext_lazy("File"), required=False)
    text = forms.CharField(
        label=gettext_lazy("or here, a line each"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        strip=False,
    )
    looked = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """The text, out of the file when there is one; refuses what is empty or no text."""
        said: dict[str, Any] = super().clean() or {}
        if (file := said.get("file")) is not None:
            if file.size > MOST_BYTES:
                raise ValidationError({"file": _("The file is too large for a list of days.")})
            try:
                said["text"] = text_of(file.read())
            except Invalid as error:
                raise ValidationError(error.fields) from error
        said["text"] = without_invisible(said.get("text") or "")
        if not said["text"].strip():
            raise ValidationError({"text": _("Write at least one line, or choose a file.")})
        return said


def digest_of(said: Any) -> str:
    """A short mark of what was looked at."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def values_of(feast: Feast) -> dict[str, str]:
    """A holiday in the form's own words."""
    texts = {name: getattr(feast, name) for name in ("falls", "name_en", "prefecture", "place")}
    return {**texts, "name": feast.name_el, "is_retired": "on" if feast.is_retired else ""}
