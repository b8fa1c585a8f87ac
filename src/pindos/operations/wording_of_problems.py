"""What the events and fields of problems are called on the audit page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PROBLEMS: dict[str, str | Promise] = {
    "problems.ProblemAccepted": _("Problem accepted by another unit"),
    "problems.ProblemDeclined": _("Problem declined by another unit"),
    "problems.ProblemOffered": _("Problem offered to another unit"),
    "problems.ProblemRecalled": _("Offer of a problem recalled"),
    "problems.ProblemCancelled": _("Problem cancelled"),
    "problems.ProblemClosed": _("Problem closed"),
    "problems.ProblemEdited": _("Problem changed"),
    "problems.ProblemInvestigated": _("Problem under investigation"),
    "problems.ProblemLinked": _("Tickets linked with a problem"),
    "problems.ProblemNoted": _("Note written on a problem"),
    "problems.ProblemOpened": _("Problem opened"),
    "problems.ProblemPublished": _("Known error published"),
    "problems.ProblemReopened": _("Problem reopened"),
    "problems.ProblemResolved": _("Problem resolved"),
    "problems.ProblemUnlinked": _("Tickets unlinked from a problem"),
}

FIELDS_OF_PROBLEMS: dict[str, str | Promise] = {
    "cause": pgettext_lazy("field", "root cause"),
    "fix": pgettext_lazy("field", "permanent fix"),
    "is_public": pgettext_lazy("field", "read by whoever asked"),
    "problem": pgettext_lazy("field", "problem"),
    "known_at": pgettext_lazy("field", "known error since"),
    "resolved_at": pgettext_lazy("field", "resolved at"),
    "workaround": pgettext_lazy("field", "workaround"),
}
