"""What is written while somebody is on the telephone."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from pindos.inventory.queries import AssetFacts
from pindos.kernel.access import Viewer
from pindos.organisation import queries as organisation
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import CallerFacts, categories_for, shelves_of
from pindos.servicedesk.terms import TITLE_LENGTH
from pindos.servicedesk.web.fields import Words, line
from pindos.servicedesk.web.forms.report import IMPACTS_OF_OTHERS
from pindos.servicedesk.web.titles import shortened

NEW = ""  # among the tickets: a new one


class CallForm(forms.Form):
    """What they want, and whether it was solved at once; one button does all of it."""

    field_order = ("caller", "caller_phone", "prefecture")
    title = line(
        label=gettext_lazy("What do they want?"),
        max_length=TITLE_LENGTH,
        error_messages={"required": gettext_lazy("Write what they want, in a few words.")},
    )
    ticket = forms.ChoiceField(
        label=gettext_lazy("Is it about one of these?"),
        required=False,
        widget=forms.RadioSelect,
        initial=NEW,
    )
    caller = line(label=gettext_lazy("Who calls?"), max_length=200)
    caller_phone = line(label=gettext_lazy("Telephone"), max_length=40, required=False)
    prefecture = forms.ChoiceField(label=gettext_lazy("Prefecture"))
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    asset = forms.ChoiceField(label=gettext_lazy("About this equipment"), required=False)
    description = Words(label=gettext_lazy("What else do they say?"), required=False)
    impact = forms.ChoiceField(
        label=gettext_lazy("Whom does it hinder?"),
        choices=[("", gettext_lazy("As the category has it")), *IMPACTS_OF_OTHERS],
        required=False,
    )
    answer = Words(
        label=gettext_lazy("Solved on the telephone: what did you do?"),
        help_text=gettext_lazy("Whoever called reads it. Leave it empty if it is not solved."),
        required=False,
    )
    spent = line(
        label=gettext_lazy("Time spent"),
        help_text=gettext_lazy("For example: 10 λ"),
        max_length=20,
        required=False,
    )

    def __init__(self, viewer: Viewer, who: CallerFacts | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.who = who
        if who is None:
            self._ask_who(viewer)
        else:
            del self.fields["caller"], self.fields["caller_phone"], self.fields["prefecture"]
        first = next(iter(self.fields.values()))
        first.widget.attrs["autofocus"] = True
        self._offer(who.open if who else [])
        self._offer_assets(who.assets if who else [])
        shelves = shelves_of(categories_for(viewer))
        kinds = [(s.name, [(each.key, each.name) for each in s.categories]) for s in shelves]
        _choose_from(self, "category", [("", pgettext("category", "none")), *kinds])
        if self.is_bound and self.data.get("ticket"):
            self.fields["title"].required = False

    def _ask_who(self, viewer: Viewer) -> None:
        """An unknown caller is somewhere: at first where the technician is."""
        places = organisation.prefectures()
        _choose_from(self, "prefecture", [(each.key, each.name) for each in places])
        person = viewer.person_id
        me = organisation.person_facts(person) if person else None
        if me and me.prefecture_id:
            here = organisation.prefecture_facts(me.prefecture_id)
            self.fields["prefecture"].initial = here.key

    def _offer(self, tickets: Iterable[Ticket]) -> None:
        choices = [(each.number, f"{each.number} {shortened(each.title)}") for each in tickets]
        if choices:
            _choose_from(self, "ticket", [(NEW, _("No, it is something new")), *choices])
        else:
            del self.fields["ticket"]

    def _offer_assets(self, assets: Iterable[AssetFacts]) -> None:
        choices = [(each.tag, f"{each.name} {each.tag}") for each in assets]
        if choices:
            _choose_from(self, "asset", [("", pgettext("equipment", "none")), *choices])
        else:
            del self.fields["asset"]

    def arguments(self) -> dict[str, Any]:
        """What the command is called with."""
        data = {name: value for name, value in self.cleaned_data.items() if value}
        return {**data, "requester": self.who.person.id} if self.who else data


def _choose_from(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
