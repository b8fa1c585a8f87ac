"""What an act on a ticket asks for; every form carries the version that its page showed."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.clashes import Side, show_both, with_choices
from pindos.kernel.errors import Clash
from pindos.kernel.versions import seen_in, shown
from pindos.organisation import queries as organisation
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import (
    NamedTicket,
    children_of,
    named,
    open_tasks,
)
from pindos.servicedesk.terms import Act, Impact, Urgency
from pindos.servicedesk.web.fields import Words, take_files
from pindos.servicedesk.web.titles import shortened

VERSION = "version"


class ActForm(forms.Form):
    """An act that asks for nothing but whether it is meant."""

    has_files = False
    written: tuple[str, ...] = ()  # the ticket's own fields that it shows and writes
    clash: Clash | None = None

    def __init__(self, viewer: Viewer, ticket: Ticket, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.ticket = ticket
        if self.has_files:
            take_files(self)
        if self.is_bound:
            self.data = with_choices(self.data)

    def arguments(self) -> dict[str, Any]:
        """What the command is called with."""
        asked = {name: value for name, value in self.cleaned_data.items() if name != "files"}
        return {**asked, "seen": seen_in(self.data.get("shown", ""))} if self.written else asked

    def shown(self, ticket: Ticket) -> str:
        """What it shows of the ticket, for its hidden field."""
        return shown(ticket, self.written) if self.written else ""

    def now(self, ticket: Ticket) -> dict[str, str]:
        """The same in the form's own words."""
        return {name: str(getattr(ticket, name) or "") for name in self.written}

    def of_fields(self, clash: Clash) -> Clash:
        """A clash with the names of the form's own fields."""
        return clash

    def sides(self, ticket: Ticket) -> list[Side]:
        """Both sides of what clashed; the form stands against the ticket as it is from now on."""
        if self.clash is None:
            return []
        clash, now = self.of_fields(self.clash), self.now(ticket)
        return show_both(self, clash, now, self.shown(ticket))


class AssignForm(ActForm):
    """Who does the work."""

    person_id = forms.TypedChoiceField(
        label=_("Who does the work?"),
        coerce=int,
        error_messages={"required": _("Choose who does the work.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person_id"]
        assert isinstance(field, forms.ChoiceField)
        workers = organisation.workers_of(self.ticket.unit_id)
        field.choices = [("", _("Choose a person")), *((each.id, each.name) for each in workers)]
        field.initial = self.ticket.assignee_id


class PriorityForm(ActForm):
    """Whom it hinders and how much; the two give the priority."""

    written = ("impact", "urgency")
    impact = forms.ChoiceField(
        label=_("Whom does it hinder?"), choices=Impact.choices, widget=forms.RadioSelect
    )
    urgency = forms.ChoiceField(
        label=_("Can they work?"), choices=Urgency.choices[::-1], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"impact": self.ticket.impact, "urgency": self.ticket.urgency}


class MoveForm(ActForm):
    """To whom it belongs, and why it came to the wrong place."""

    unit = forms.ChoiceField(
        label=_("To which unit?"),
        error_messages={"required": _("Choose the unit it belongs to.")},
    )
    reason = Words(
        label=_("Why does it belong there?"),
        help_text=_("The other unit and the person who asked read it."),
        error_messages={"required": _("Write why it belongs there, if only in a sentence.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        own = organisation.unit_facts(self.ticket.unit_id)
        others = organisation.units_that_support(own.administration_id)
        choices = [(each.key, each.name) for each in others if each.id != own.id]
        field.choices = [("", _("Choose a unit")), *choices]


class FamilyForm(ActForm):
    """An act that may go on with the children of the ticket; what is left says why.

    ``children`` are those with which the viewer can go on, ``left`` those that stay as they are.
    """

    act: Act
    children_label: Promise
    are_all_meant = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        family = children_of(self.viewer, self.ticket, self.act)
        going = [each.ticket for each in family if each.why_left is None]
        self.left = [each for each in family if each.why_left is not None]
        if going:
            self.fields["children"] = forms.TypedMultipleChoiceField(
                label=str(self.children_label),
                coerce=int,
                required=False,
                choices=[(one.ticket.pk, _child_label(one)) for one in named(going)],
                initial=[one.pk for one in going] if self.are_all_meant else [],
                widget=forms.CheckboxSelectMultiple,
                help_text=self._help(),
            )

    def _help(self) -> str:
        return str(_("Untick what is not meant.")) if self.are_all_meant else ""


class ResolveForm(FamilyForm):
    """How it was solved."""

    act = Act.RESOLVE
    children_label = _("Solve these parts of it with the same answer; who asked is told")
    are_all_meant = True

    answer = Words(
        label=_("What solved it?"),
        help_text=_("The person who asked reads it and says whether it is so."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what solved it, if only in a sentence.")},
    )
    despite_tasks = forms.BooleanField(
        label=_("It is solved, although tasks are open"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = open_tasks(self.ticket)
        if titles:
            words = _("Still open: %(titles)s") % {"titles": "· ".join(titles)}
            self.fields["despite_tasks"].help_text = words
        else:
            del self.fields["despite_tasks"]


class ReturnForm(ActForm):
    """What the asked unit must know before it goes on."""

    question = Words(
        label=_("What do you need to know?"),
        help_text=_("The unit that referred it reads it. The person who asked does not."),
        error_messages={"required": _("Write your question.")},
    )


class HandBackForm(ActForm):
    """What the asked unit found and did."""

    has_files = True
    answer = Words(
        label=_("What is the answer?"),
        help_text=_("What you found, what you did, what is left for the local unit to do."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the answer for the unit that referred it.")},
    )


class RecallForm(ActForm):
    """Why the referral is taken back."""

    reason = Words(label=_("Why do you take it back?"), required=False)


class ReopenForm(FamilyForm):
    """What is still wrong."""

    act = Act.REOPEN
    children_label = _("Open these parts of it again too; who asked is told")

    reason = Words(label=_("What is still wrong?"), required=False)


def _child_label(one: NamedTicket) -> str:
    """The number, the title and who will be told."""
    who = one.requester.name if one.requester else _("nobody")
    return f"{one.ticket.number} {shortened(one.ticket.title)} – {who}"
