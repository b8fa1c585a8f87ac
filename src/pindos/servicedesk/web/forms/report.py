"""The report: three questions; workers are asked for whom as well."""

from typing import Any, NamedTuple

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.drafts import Kept
from pindos.organisation import queries as organisation
from pindos.organisation.queries import PersonFacts
from pindos.servicedesk.queries import Offered
from pindos.servicedesk.terms import Impact, Urgency
from pindos.servicedesk.web.fields import Words, line, take_files
from pindos.servicedesk.web.forms.questions import add_questions, asked_by
from pindos.servicedesk.web.places import places_for

OWN, ELSEWHERE = "own", "elsewhere"
FOUND_SHOWN = 8  # people of a like name to choose from
URGENCIES = [
    (Urgency.HIGH, _("No, my work has stopped")),
    (Urgency.NORMAL, _("With difficulty")),
    (Urgency.LOW, _("Yes, it can wait")),
]
IMPACTS = [
    (Impact.PERSON, _("Only me")),
    (Impact.UNIT, _("My whole office")),
    (Impact.PREFECTURE, _("The whole prefecture")),
    (Impact.ALL, _("All prefectures")),
]
IMPACTS_OF_OTHERS = [(Impact.PERSON, _("One person")), *IMPACTS[1:]]


SUGGESTING = {  # instructions that may help are fetched while somebody types
    "hx-trigger": "input changed delay:700ms",
    "hx-target": "#suggested",
    "hx-swap": "innerHTML",
    "hx-sync": "this:replace",
}


class Place(NamedTuple):
    """Where the trouble is, as the command takes it."""

    site: int | None = None
    prefecture: str | None = None


class ReportForm(forms.Form):
    """What does not work, where, and how bad it is."""

    what = Words(
        label=_("What does not work?"),
        help_text=_("In your own words."),
        error_messages={"required": _("Write what does not work, if only in a few words.")},
        widget=forms.Textarea(attrs={"rows": 3, **SUGGESTING}),
    )
    requester = line(
        label=_("Who asks for it?"),
        help_text=_("Name or e-mail address. Leave it empty if it is for you."),
        max_length=200,
        required=False,
    )
    person = forms.ChoiceField(label=_("Which of them?"), required=False)
    where = forms.ChoiceField(
        label=_("Where is it?"),
        error_messages={"required": _("Choose where the problem is.")},
    )
    place = forms.ChoiceField(label=_("Site or prefecture"), required=False)
    urgency = forms.ChoiceField(
        label=_("Can you work?"),
        choices=URGENCIES,
        initial=Urgency.NORMAL,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you can work.")},
    )
    impact = forms.ChoiceField(
        label=_("Whom does it hinder?"), choices=IMPACTS, initial=Impact.PERSON, required=False
    )

    category = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        viewer: Viewer,
        *args: Any,
        is_worker: bool = False,
        category: Offered | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.draft: Kept | None = None
        self.fields["what"].widget.attrs["hx-get"] = reverse("servicedesk:report-suggest")
        self.chosen = category
        if category:
            self._take_category(category)
        self.has_own_place = False
        take_files(self)
        self.viewer = viewer
        self.is_worker = is_worker
        self.people: list[PersonFacts] = []
        person = viewer.person_id
        self.me = organisation.person_facts(person) if person else None
        self.own_site = self._own_site()
        self.places = places_for(self.me.prefecture_id if self.me else None)
        self._fit()

    def _take_category(self, category: Offered) -> None:
        """Ask what the category asks; how bad it usually is stands there already."""
        said = category.content
        add_questions(self, said.fields)
        self.fields["what"].required = False
        self.fields["urgency"].initial = said.urgency
        self.fields["impact"].initial = said.impact

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields of the chosen category's short form."""
        return asked_by(self)

    def _own_site(self) -> organisation.SiteFacts | None:
        if self.me is None or self.me.site_id is None:
            return None
        return organisation.site_facts(self.me.site_id)

    def _fit(self) -> None:
        """Only the questions that make sense for this person."""
        choices: list[tuple[str, Any]] = [(ELSEWHERE, _("Somewhere else"))]
        if self.is_worker:
            choices.insert(0, (OWN, _("Where the person who asks works")))
            _choices(self, "impact", IMPACTS_OF_OTHERS)
            self.fields["urgency"].label = _("Can they work?")
            _choices(self, "urgency", Urgency.choices[::-1])
        else:
            del self.fields["requester"], self.fields["person"]
            self.fields["where"].label = _("Where are you?")
            if self.own_site:
                choices.insert(0, (OWN, self.own_site.name))
        _choices(self, "where", choices)
        self.fields["where"].initial = choices[0][0]
        self.has_own_place = len(choices) > 1
        _choices(self, "place", [("", _("Choose a place")), *self.places])
        if not self.has_own_place:
            self.fields["where"].required = False
            self.fields["place"].initial = self._own_prefecture()
        if self.is_worker and self.is_bound:
            self._offer_people()

    def _own_prefecture(self) -> str:
        if self.me is None or self.me.prefecture_id is None:
            return ""
        return f"prefecture:{organisation.prefecture_facts(self.me.prefecture_id).key}"

    def _offer_people(self) -> None:
        """The people that the typed name may mean; a choice only when there are several."""
        typed = " ".join(str(self.data.get("requester", "")).split())[:200]
        if typed:
            self.people = list(organisation.people_found(self.viewer, typed, limit=FOUND_SHOWN))
        _choices(self, "person", [(str(each.id), each.name) for each in self.people])

    def clean(self) -> dict[str, Any]:
        """Settle who asks and where it is."""
        if self.is_worker:
            self._settle_requester()
        self._settle_place()
        return self.cleaned_data

    def _settle_requester(self) -> None:
        typed = self.cleaned_data.get("requester", "")
        chosen = self.cleaned_data.get("person", "")
        if not typed or "requester" in self.errors:
            self.cleaned_data["requester_id"] = None
        elif chosen:
            self.cleaned_data["requester_id"] = int(chosen)
        elif len(self.people) == 1:
            self.cleaned_data["requester_id"] = self.people[0].id
        elif self.people:
            self.add_error("person", _("Several people are found. Choose who it is."))
        else:
            self.add_error(
                "requester", _("Nobody of this name is found. Write the family name only.")
            )

    def _settle_place(self) -> None:
        """The own place needs no answer; elsewhere one must be chosen."""
        where = self.cleaned_data.get("where") or ELSEWHERE
        kind, _sep, key = str(self.cleaned_data.get("place") or "").partition(":")
        if where == OWN and key and "where" in self.data:
            self.add_error("place", _("You chose two places. Keep the first, or the list."))
        elif where == ELSEWHERE and not key and "place" not in self.errors:
            self.add_error("place", _("Choose the site, or only the prefecture."))
        site = int(key) if kind == "site" else None
        if where == OWN and not self.is_worker and self.own_site:
            site = self.own_site.id
        self.cleaned_data["at"] = Place(site, key if kind == "prefecture" else None)

    def sent(self) -> dict[str, Any]:
        """What was asked, as it came: a second click says the same, a changed report does not."""
        return {name: self.data.get(name, "") for name in self.fields if name != "files"}


def _choices(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
