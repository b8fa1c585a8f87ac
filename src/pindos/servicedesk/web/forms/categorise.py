"""The category of a ticket: the new short form, and whether it goes on to another unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pindos.servicedesk.queries import Offered, acts_open_to, forms_of, unit_competent_at
from pindos.servicedesk.terms import Act
from pindos.servicedesk.web.forms.acts import ActForm
from pindos.servicedesk.web.forms.questions import PREFIX, add_questions, answers_in, asked_by


class CategoriseForm(ActForm):
    """What the category asks; nothing has to be answered, for whoever asked is not here."""

    category = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.initial["category"] = offered.key
        add_questions(self, offered.content.fields, are_all_needed=False)
        self._begin_with_what_is_known()
        self.unit = unit_competent_at(self.ticket, offered.content.competence)
        goes_on = self.unit is not None and self.unit.unit_id != self.ticket.unit_id
        if self.unit and goes_on and Act.MOVE.value in acts_open_to(self.viewer, self.ticket):
            words = _("Move it to the unit that is competent: %(unit)s")
            self.fields["reroute"] = forms.BooleanField(
                label=words % {"unit": self.unit.unit_name}, required=False
            )

    def _begin_with_what_is_known(self) -> None:
        """Answers to the same questions, in the newest form that has them."""
        for form in reversed(forms_of(self.ticket)):
            for key, value in form.values.items():
                known = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else value
                self.initial[PREFIX + key] = known

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields of the category's short form."""
        return asked_by(self)

    def arguments(self) -> dict[str, Any]:
        """What the command is called with."""
        return {
            "category": self.cleaned_data["category"],
            "answers": answers_in(self),
            "reroute": bool(self.cleaned_data.get("reroute")),
        }
