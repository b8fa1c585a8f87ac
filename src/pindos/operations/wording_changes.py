"""What the events and fields of planned work are called on the audit page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

WORK: dict[str, Words] = {
    "changes.ChangeApproved": _("Planned work approved"),
    "changes.ChangeAsked": _("Approval of planned work asked for"),
    "changes.ChangeBackedOut": _("Planned work backed out"),
    "changes.ChangeCancelled": _("Planned work called off"),
    "changes.ChangeEdited": _("Planned work put otherwise"),
    "changes.ChangeFinished": _("Planned work carried out"),
    "changes.ChangeLinked": _("Ticket tied to planned work"),
    "changes.ChangeNoted": _("Note on planned work written"),
    "changes.ChangePlanned": _("Planned work written down"),
    "changes.ChangeProblemLinked": _("Problem tied to planned work"),
    "changes.ChangeProblemUnlinked": _("Problem no more tied to planned work"),
    "changes.ChangeRefused": _("Planned work not approved"),
    "changes.ChangeRescheduled": _("Planned work moved"),
    "changes.ChangeReviewed": _("Planned work reviewed"),
    "changes.ChangeStarted": _("Planned work begun"),
    "changes.ChangeUnlinked": _("Ticket no more tied to planned work"),
    "changes.ChangeWithdrawn": _("Request to approve planned work withdrawn"),
}

WORK_FIELDS: dict[str, Words] = {
    "announced_at": pgettext_lazy("field", "announced at"),
    "assets": pgettext_lazy("field", "equipment affected"),
    "change": pgettext_lazy("field", "planned work"),
    "planned_by": pgettext_lazy("field", "planned by"),
    "back_out": pgettext_lazy("field", "way back"),
    "downtime": pgettext_lazy("field", "minutes without the service"),
    "ended_at": pgettext_lazy("field", "ended at"),
    "ends_at": pgettext_lazy("field", "until"),
    "kind": pgettext_lazy("field", "kind"),
    "moved_at": pgettext_lazy("field", "moved at"),
    "plan": pgettext_lazy("field", "plan"),
    "reason": pgettext_lazy("field", "reason"),
    "responsible": pgettext_lazy("field", "responsible"),
    "risk": pgettext_lazy("field", "risk"),
    "scale": pgettext_lazy("field", "how many are affected"),
    "sites": pgettext_lazy("field", "sites affected"),
    "starts_at": pgettext_lazy("field", "from"),
    "undo": pgettext_lazy("field", "whether it can be undone"),
    "units": pgettext_lazy("field", "units affected"),
}
