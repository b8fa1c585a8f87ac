"""The referral (παραπομπή): what was tried and found, so that nobody does it twice."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.servicedesk.queries.story import File, Moment
from pindos.servicedesk.terms import LEAST_SAID
from pindos.servicedesk.web.fields import Words, line
from pindos.servicedesk.web.forms.acts import ActForm
from pindos.servicedesk.web.titles import shortened
from pindos.servicedesk.web.told import Item
from pindos.shell.moments import minute_of

RIGHTS, OUTSIDE, PARTS, OTHER = "rights", "outside", "parts", "other"
WHY = [
    (RIGHTS, gettext_lazy("Rights are needed that only the Directorate has")),
    (OUTSIDE, gettext_lazy("The cause lies outside the prefecture")),
    (PARTS, gettext_lazy("A spare part or a purchase is needed")),
    (OTHER, gettext_lazy("Another reason")),
]
LABEL_SHOWN = 160  # characters of an entry beside its check box
QUOTED = 1_000  # characters of an entry in the referral
PART_LENGTH = 10_000  # characters of each part that is typed


class Choice(NamedTuple):
    """Something from the timeline that may go with the referral."""

    value: str
    label: str
    said: Moment
    file: File | None = None
    is_chosen: bool = False


class ReferForm(ActForm):
    """Why not here, what was tried, what was found, what is asked."""

    has_files = True
    why = forms.ChoiceField(
        label=gettext_lazy("Why can it not be solved locally?"),
        choices=WHY,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why it cannot be solved locally")},
    )
    other = line(label=gettext_lazy("If another reason: which?"), max_length=300, required=False)
    more = Words(
        label=gettext_lazy("And something else"),
        max_length=PART_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    found = Words(
        label=gettext_lazy("What did you find?"),
        help_text=gettext_lazy("What is certain, what you suppose, since when it happens."),
        max_length=PART_LENGTH,
        error_messages={"required": gettext_lazy("Write what you found, if only in a sentence")},
    )
    ask = line(
        label=gettext_lazy("What do you ask for?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Write what you ask of the Directorate")},
    )

    def __init__(
        self,
        *args: Any,
        story: Iterable[Item] = (),
        ticked: QueryDict | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ticked = ticked
        self.initial.setdefault("why", RIGHTS)
        items = list(story)
        moments = [item.moment for item in items]
        said = [item.moment for item in items if item.is_said and self._is_ours(item.moment)]
        marked = self._marked("tried", [item.id for item in said])
        self.tried = [
            Choice(str(item.id), shortened(_flat(item.text), LABEL_SHOWN), item)._replace(
                is_chosen=str(item.id) in marked
            )
            for item in said
            if item.text
        ]
        files = [(item, file) for item in moments for file in item.files]
        marked = self._marked("evidence", [file.id for _item, file in files])
        self.evidence = [
            Choice(str(file.id), file.name, item, file, str(file.id) in marked)
            for item, file in files
        ]

    def _is_ours(self, item: Moment) -> bool:
        return item.author_id != self.ticket.requester_id

    def _marked(self, name: str, at_first: Iterable[int]) -> set[str]:
        """What is ticked: at first all of it, later what was sent or kept in a draft."""
        if self.is_bound:
            return set(self.data.getlist(name))  # type: ignore[attr-defined]
        if self.ticked is not None:
            return set(self.ticked.getlist(name))
        return {str(each) for each in at_first}

    def clean(self) -> dict[str, Any]:
        """Something must have been tried, and another reason must have words."""
        data = self.cleaned_data
        if data.get("why") == OTHER and not data.get("other"):
            self.add_error("other", _("Write the reason in a few words"))
        tried = any(choice.is_chosen for choice in self.tried)
        if not tried and len(data.get("more", "")) < LEAST_SAID and "more" not in self.errors:
            self.add_error("more", _("Write what you tried, or tick it above"))
        return data

    def arguments(self) -> dict[str, Any]:
        """The answers as the two texts that the other unit reads."""
        return {"tried": self._tried_text(), "reason": self._reason_text()}

    def _tried_text(self) -> str:
        lines = [
            f"– {_flat(shortened(each.said.text, QUOTED))} "
            f"({minute_of(each.said.at)}, {each.said.author_name})"
            for each in self.tried
            if each.is_chosen
        ]
        if more := self.cleaned_data.get("more"):
            lines.append(f"– {more}")
        return "\n".join(lines)

    def _reason_text(self) -> str:
        """What is asked comes first: it is what the other unit looks for."""
        data = self.cleaned_data
        why = data["other"] if data["why"] == OTHER else str(dict(WHY)[data["why"]])
        parts = [
            data["ask"],
            "",
            _("Why not locally: %(why)s") % {"why": why},
            _("Found: %(found)s") % {"found": data["found"]},
        ]
        if names := [each.label for each in self.evidence if each.is_chosen]:
            parts.append(_("Evidence: %(names)s") % {"names": ", ".join(names)})
        return "\n".join(parts)


def _flat(text: str) -> str:
    return " ".join(text.split())
