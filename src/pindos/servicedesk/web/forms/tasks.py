"""What is asked about tasks and checklists."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.organisation.queries import units_by_id
from pindos.organisation.terms import Role
from pindos.servicedesk.models import Task, Ticket
from pindos.servicedesk.queries import checklists_for, workers_on
from pindos.servicedesk.terms import DAY_ENDS, TITLE_LENGTH
from pindos.servicedesk.web.fields import Words, line

DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
TIME = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class DueForm(forms.Form):
    """Who does it, and until when."""

    who = forms.TypedChoiceField(
        label=_("Who does it?"), coerce=int, empty_value=None, required=False
    )
    due_on = forms.DateField(label=_("Until which day?"), required=False, widget=DATE)
    due_time = forms.TimeField(
        label=_("Until what time?"),
        help_text=_("Without a time: until 15:00."),
        required=False,
        widget=TIME,
    )

    def __init__(self, viewer: Viewer, ticket: Ticket, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)
        people = [(person.id, person.name) for person in workers_on(ticket)]
        field.choices = [("", _("Whoever can")), *people]

    def clean(self) -> dict[str, Any]:
        """A time needs its day."""
        sent = super().clean() or self.cleaned_data
        if sent.get("due_time") and not sent.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Choose the day as well."))
        return sent

    @property
    def due_at(self) -> datetime | None:
        """The moment until which it is to be done."""
        day = self.cleaned_data.get("due_on")
        at = self.cleaned_data.get("due_time") or DAY_ENDS
        return timezone.make_aware(datetime.combine(day, at)) if day else None


class TasksForm(DueForm):
    """New tasks: a line each, or a checklist that is kept ready."""

    lines = Words(
        label=_("What is to be done?"),
        help_text=_("One task a line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    checklist = forms.ChoiceField(label=_("Or a checklist that is ready"), required=False)
    field_order = ("lines", "checklist", "who", "due_on", "due_time")

    def __init__(self, viewer: Viewer, ticket: Ticket, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, ticket, *args, **kwargs)
        field = self.fields["checklist"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None")), *((one.key, one.name) for one in checklists_for(viewer))]

    def arguments(self) -> dict[str, Any]:
        """What the command is called with."""
        return {
            "lines": self.cleaned_data["lines"].splitlines(),
            "checklist": self.cleaned_data["checklist"],
            "who_id": self.cleaned_data["who"],
            "due_at": self.due_at,
        }


class TaskForm(DueForm):
    """One task: what it is, who does it, until when, as which of the list."""

    title = line(label=_("What is to be done?"), max_length=TITLE_LENGTH)
    place = forms.IntegerField(
        label=_("As which of the list?"), min_value=1, max_value=999, required=False
    )
    field_order = ("title", "who", "due_on", "due_time", "place")

    def __init__(self, viewer: Viewer, ticket: Ticket, task: Task, *args: Any) -> None:
        super().__init__(viewer, ticket, *args)
        due = timezone.localtime(task.due_at) if task.due_at else None
        self.initial = {
            "title": task.title,
            "who": task.who_id,
            "due_on": due.date() if due else None,
            "due_time": due.time() if due else None,
            "place": task.place,
        }

    def arguments(self) -> dict[str, Any]:
        """What the command is called with."""
        return {
            "title": self.cleaned_data["title"],
            "who_id": self.cleaned_data["who"],
            "due_at": self.due_at,
            "place": self.cleaned_data["place"],
        }


class ChecklistForm(forms.Form):
    """A checklist that is kept ready."""

    name = line(label=_("What is it for?"), max_length=TITLE_LENGTH)
    lines = Words(
        label=_("What is to be done?"),
        help_text=_("One task a line."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    unit = forms.TypedChoiceField(
        label=_("For whom?"), coerce=int, empty_value=None, required=False
    )
    is_hidden = forms.BooleanField(label=_("Do not offer it any more"), required=False)

    def __init__(self, viewer: Viewer, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["unit"]
            return
        del self.fields["is_hidden"]
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        own = units_by_id(viewer.posts_as(Role.HEAD, Role.DIRECTOR))
        units = sorted((unit.id, unit.name) for unit in own.values())
        is_for_all = bool(viewer.units_as(Role.ADMINISTRATOR))
        field.choices = [*([("", _("For all departments"))] if is_for_all else []), *units]
        field.required = not is_for_all
