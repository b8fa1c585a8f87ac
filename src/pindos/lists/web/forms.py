"""The form of a view."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.filtering import terms
from pindos.lists.terms import NAME_LENGTH
from pindos.organisation.queries import units_by_id


class ViewForm(forms.Form):
    """What a view is called, what it asks, and who else may use it."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    filter = forms.CharField(
        label=_("The filter as text"),
        max_length=terms.LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
    )
    unit = forms.ChoiceField(
        label=_("Who may use it"),
        required=False,
        help_text=_("The filter is shared, never the rows: each sees what is theirs to see."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_by_id({post.unit_id for post in viewer.posts}).values()
        named = sorted((unit.key, unit.name) for unit in units)
        self.fields["unit"].choices = [("", _("Only I")), *named]  # type: ignore[attr-defined]

    def take_over(self, error: Invalid) -> None:
        """Show what a command refused beside its field."""
        for field, words in error.fields.items():
            self.add_error(field if field in self.fields else None, str(words))
