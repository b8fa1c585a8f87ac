"""Putting the facts of a ticket right; only what was changed is sent on."""

import json
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.errors import Clash
from pindos.kernel.versions import seen_in, shown
from pindos.organisation import queries as organisation
from pindos.organisation.rights import capacity_in
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.terms import TITLE_LENGTH
from pindos.servicedesk.web.fields import Words, line
from pindos.servicedesk.web.forms.acts import ActForm
from pindos.servicedesk.web.places import places_for

FORM_NAMES = {"requester": "requester", "prefecture": "place", "site": "place"}
SUGGESTS = {
    "list": "requester-options",
    "autocomplete": "off",
    "hx-get": reverse_lazy("servicedesk:requester-options"),
    "hx-trigger": "input changed delay:300ms",
    "hx-target": "#requester-options",
    "hx-swap": "innerHTML",
}


class EditForm(ActForm):
    """What it is called, where it is, who asked; the requester has the first only."""

    written = ("title", "requester_id", "prefecture_id", "site_id")
    title = line(
        label=gettext_lazy("Title"),
        max_length=TITLE_LENGTH,
        error_messages={"required": gettext_lazy("Write a title, if only in a few words.")},
    )
    place = forms.ChoiceField(label=gettext_lazy("Where is it?"), required=False)
    requester = Words(
        label=gettext_lazy("Who asked"),
        help_text=gettext_lazy("Name or e-mail address."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=SUGGESTS),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(self.now(self.ticket))
        if not capacity_in(self.viewer, self.ticket.unit_id):
            del self.fields["place"], self.fields["requester"]
            return
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        here = self.initial["place"]
        groups = places_for(self.ticket.prefecture_id)
        known = {value for _name, choices in groups for value, _label in choices}
        closed = [] if here in known else [(here, self._closed_site())]
        field.choices = [*closed, *groups]

    def now(self, ticket: Ticket) -> dict[str, str]:
        """The facts of the ticket as the form writes them."""
        place = f"site:{ticket.site_id}"
        if ticket.site_id is None:
            place = f"prefecture:{organisation.prefecture_facts(ticket.prefecture_id).key}"
        person = organisation.person_facts(ticket.requester_id) if ticket.requester_id else None
        who = person.email or person.name if person else ""
        return {"title": ticket.title, "place": place, "requester": who}

    def shown(self, ticket: Ticket) -> str:
        """The columns, to compare with, and the form's own words for them."""
        facts = json.loads(shown(ticket, self.written))
        now = self.now(ticket)
        words = {"place": now["place"], "who": now["requester"]}
        return json.dumps({**facts, **words}, ensure_ascii=False)

    def of_fields(self, clash: Clash) -> Clash:
        """Prefecture and site are one field here."""
        named = {FORM_NAMES.get(name, name): two for name, two in clash.fields.items()}
        kept = [FORM_NAMES.get(name, name) for name in clash.kept]
        return Clash(clash.row, named, clash.words, kept)

    def clean(self) -> dict[str, Any]:
        """Find who is meant, where another person is named."""
        typed = self.cleaned_data.get("requester", "")
        if typed and typed != self._was("who"):
            people = list(organisation.people_found(self.viewer, typed, limit=2))
            if len(people) == 1:
                self.cleaned_data["person"] = people[0].id
            elif people:
                self.add_error("requester", _("Several people are found. Write the e-mail."))
            else:
                words = _("Nobody of this name is found. Write the family name only.")
                self.add_error("requester", words)
        return self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        """What the command is called with: only what was changed."""
        data = self.cleaned_data
        asked: dict[str, Any] = {"title": data["title"], "seen": seen_in(self._hidden())}
        kind, _sep, key = (data.get("place") or "").partition(":")
        if key and data["place"] != self._was("place"):
            asked["site" if kind == "site" else "prefecture"] = int(key) if kind == "site" else key
        if "person" in data:
            asked["requester"] = data["person"]
        return asked

    def _hidden(self) -> str:
        return str(self.data.get("shown", "")) or self.shown(self.ticket)

    def _was(self, name: str) -> str:
        return str(seen_in(self._hidden()).get(name) or "")

    def _closed_site(self) -> str:
        assert self.ticket.site_id is not None
        return organisation.site_facts(self.ticket.site_id).name
