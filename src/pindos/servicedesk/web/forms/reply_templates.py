"""A ready text: its name, whose it is, and what it says."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.access import Viewer
from pindos.organisation import queries as organisation
from pindos.organisation.rights import IN_OWN_UNIT
from pindos.servicedesk.queries import right_to_template
from pindos.servicedesk.terms import TITLE_LENGTH
from pindos.servicedesk.web.fields import Words, line


class ReplyTemplateForm(forms.Form):
    """What is asked of an edit; a new text is asked for its unit as well."""

    name = line(label=gettext_lazy("Name"), max_length=TITLE_LENGTH)
    text = Words(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy("What stands in braces is filled in from the ticket."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class NewReplyTemplateForm(ReplyTemplateForm):
    """The same with the unit whose text it is."""

    field_order = ("unit", "name", "text")
    unit = forms.ChoiceField(label=gettext_lazy("Who uses it?"), required=False)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = owners_for(viewer)


def owners_for(viewer: Viewer) -> list[tuple[str, str]]:
    """The units for which the viewer may write texts, their own first; everybody last."""
    own = viewer.posts_as(*IN_OWN_UNIT)
    supporting = {
        unit.id: unit
        for each in organisation.units_by_id(viewer.posts_as("director", "administrator")).values()
        for unit in organisation.units_that_support(each.administration_id)
    }
    units = {**organisation.units_by_id(own), **supporting}
    found = [(unit.key, unit.name) for pk, unit in units.items() if right_to_template(viewer, pk)]
    return [*found, *([("", _("Everybody"))] if right_to_template(viewer, None) else [])]
