"""What the events and fields of rules are called on the audit page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RULES: dict[str, str | Promise] = {
    "automation.RoutineAdded": _("Recurring work written"),
    "automation.RoutineChanged": _("Recurring work changed"),
    "automation.RoutineRan": _("Recurring work opened its tickets"),
    "automation.RoutineSwitchedOff": _("Recurring work switched off"),
    "automation.RoutineSwitchedOn": _("Recurring work switched on"),
    "automation.RuleAdded": _("Rule written"),
    "automation.RuleChanged": _("Rule changed"),
    "automation.RuleSwitchedOff": _("Rule switched off"),
    "automation.RuleSwitchedOn": _("Rule switched on"),
    "automation.RuleTried": _("Rule tried out"),
    "oversight.DispatchAdded": _("Monthly mail set up for somebody"),
    "oversight.DispatchChanged": _("Monthly mail switched on or off"),
    "servicedesk.DeadlineNear": _("A deadline comes near"),
    "servicedesk.DeadlineOver": _("A deadline is over"),
    "surveys.SurveyAnswered": _("Whoever asked said whether they were served"),
    "surveys.SurveyAsked": _("Whoever asked was asked whether they were served"),
}

FIELDS_OF_RULES: dict[str, str | Promise] = {
    "automation.place": pgettext_lazy("field", "place among the rules"),
    "answered_at": pgettext_lazy("field", "answered"),
    "comment": pgettext_lazy("field", "comment"),
    "asks": pgettext_lazy("field", "it is a question"),
    "assign_least": pgettext_lazy("field", "given to whoever has the fewest"),
    "assign_to": pgettext_lazy("field", "given to"),
    "begins": pgettext_lazy("field", "from"),
    "checklist": pgettext_lazy("field", "checklist"),
    "condition": pgettext_lazy("field", "only where"),
    "is_once": pgettext_lazy("field", "once on each ticket"),
    "fate": pgettext_lazy("field", "what came of it"),
    "on_since": pgettext_lazy("field", "on since"),
    "view": pgettext_lazy("field", "view"),
    "what": pgettext_lazy("field", "what"),
    "ends": pgettext_lazy("field", "until"),
    "good_until": pgettext_lazy("field", "can be answered until"),
    "how_often": pgettext_lazy("field", "how often"),
    "month": pgettext_lazy("field", "month"),
    "nth": pgettext_lazy("field", "which one of the month"),
    "reply": pgettext_lazy("field", "message to the requester"),
    "rule": pgettext_lazy("field", "rule"),
    "shift": pgettext_lazy("field", "if nobody works on that day"),
    "step": pgettext_lazy("field", "every so many"),
    "tasks": pgettext_lazy("field", "tasks"),
    "tell_heads": pgettext_lazy("field", "tells the heads"),
    "tell_person": pgettext_lazy("field", "tells"),
    "tell_text": pgettext_lazy("field", "what they are told"),
    "tell_unit": pgettext_lazy("field", "tells those of the unit"),
    "weekday": pgettext_lazy("field", "weekday"),
    "when": pgettext_lazy("field", "when"),
}
