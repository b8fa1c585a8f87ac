"""What is asked of a piece of equipment, and of a file of them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pindos.inventory.terms import FIELDS, AssetKind, AssetStatus
from pindos.kernel.text import clean, without_invisible
from pindos.organisation import queries as organisation

MOST_BYTES = 1024 * 1024
MOST_SITES = 250  # more would make the page heavy: then a site is written by its key


class Line(forms.CharField):
    """Text without what no one can see; shown again without it when the form fails."""

    def to_python(self, value: Any) -> str:
        """The text in one form; refuses an invisible character with its place."""
        return str(super().to_python(clean(str(value)) if value else ""))

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form shows again."""
        return without_invisible(data) if isinstance(data, str) else data


class AssetForm(forms.Form):
    """All that is known of a piece; the version and the values it was begun on go with it."""

    tag = Line(
        label=FIELDS["tag"],
        help_text=gettext_lazy("It stands on the label."),
        max_length=40,
        error_messages={"required": gettext_lazy("Write the number that stands on its label.")},
    )
    kind = forms.ChoiceField(label=FIELDS["kind"], choices=AssetKind.choices)
    model = Line(label=FIELDS["model"], max_length=200, required=False)
    serial = Line(label=FIELDS["serial"], max_length=100, required=False)
    site = forms.ChoiceField(
        label=FIELDS["site"],
        help_text=gettext_lazy("The unit competent there looks after it."),
        error_messages={"required": gettext_lazy("Choose where it stands.")},
    )
    person = Line(
        label=FIELDS["person"],
        help_text=gettext_lazy("Name or e-mail address. Empty when several use it."),
        max_length=200,
        required=False,
    )
    status = forms.ChoiceField(
        label=pgettext_lazy("equipment", "Status"), choices=AssetStatus.choices
    )
    note = Line(
        label=FIELDS["note"],
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, viewer: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        field = self.fields["site"]
        assert isinstance(field, forms.ChoiceField)
        sites = organisation.sites_of()
        here = str(self.initial.get("site", ""))
        choices = [(str(each.id), each.name) for each in sites[:MOST_SITES]]
        if here and here not in dict(choices):
            choices.append((here, organisation.site_facts(int(here)).name))
        field.choices = [("", _("Choose a place")), *choices]

    def clean_person(self) -> str:
        """The e-mail or key of whoever is meant; refuses nobody and several."""
        typed = str(self.cleaned_data["person"])
        if not typed or typed == self.initial.get("person"):
            return typed
        found = organisation.callers_found(self.viewer, typed, 2)
        if len(found) == 1:
            return found[0].key
        if found:
            raise ValidationError(_("Several people are found. Write the e-mail."))
        raise ValidationError(_("Nobody of this name is found. Write the family name only."))


class FileForm(forms.Form):
    """A CSV file of equipment."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV as Excel saves it, up to 1 MB and 2.000 lines."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def clean_file(self) -> Any:
        """Refuses what is too large."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 1 MB. Split it."))
        return file
