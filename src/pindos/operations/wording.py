"""What events, kinds of things, fields and doors are called on the audit page.

The registry belongs here: the rooms below name their events for programs, this room reads them
out to people. What has no word yet is shown as it is spelled.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pindos.operations.wording_accounts import ACCOUNTS
from pindos.organisation.terms import Role

Words = str | Promise

EVENTS: dict[str, Words] = {
    **ACCOUNTS,
    "notices.MailServerChanged": _("Mail server changed"),
    "notices.MailServerTried": _("Test mail sent"),
    "notices.SendingsRetried": _("Failed mail sent again"),
    "operations.AuditExported": _("Audit trail exported"),
    "operations.AuditLookedAt": _("Audit trail of a person looked at"),
    "operations.RevisionUndone": _("Change put back"),
    "operations.CheckpointExported": _("Checkpoint exported"),
    "operations.DeliveriesRetried": _("Parked deliveries retried"),
    "operations.OptionSet": _("Setting changed"),
    "operations.JobStarted": _("Job started by hand"),
    "operations.ScheduleChanged": _("Interval of a job changed"),
    "organisation.ChartLoaded": _("Chart loaded"),
    "organisation.PersonAdded": _("Person added"),
    "organisation.PersonAppointed": _("Person appointed"),
    "organisation.PersonChanged": _("Person's details changed"),
    "organisation.PositionChanged": _("Position changed"),
    "organisation.PositionEnded": _("Position ended"),
    "organisation.PrefectureAbolished": _("Prefecture abolished"),
    "organisation.PrefectureAdded": _("Prefecture added"),
    "organisation.PrefectureChanged": _("Prefecture changed"),
    "organisation.SiteAdded": _("Site added"),
    "organisation.SiteChanged": _("Site changed"),
    "organisation.SiteClosed": _("Site closed"),
    "organisation.SiteReopened": _("Site reopened"),
    "organisation.UnitAbolished": _("Unit abolished"),
    "organisation.UnitAdded": _("Unit added"),
    "organisation.UnitChanged": _("Unit changed"),
    "servicedesk.CategoryAdded": _("Category added"),
    "servicedesk.CategoryChanged": _("Category changed"),
    "servicedesk.CategoryGroupLoaded": _("Group of categories loaded"),
    "servicedesk.CategoryOffered": _("Category offered again"),
    "servicedesk.CategoryPlaced": _("Category put elsewhere"),
    "servicedesk.CategoryRetired": _("Category retired"),
    "oversight.ReportAsked": _("Monthly report asked for"),
    "oversight.ReportFailed": _("Monthly report not made"),
    "oversight.ReportMade": _("Monthly report made"),
    "oversight.ReportTaken": _("Monthly report downloaded"),
    "servicedesk.GoalSet": _("Goal set"),
    "inventory.AssetAdded": _("Equipment added"),
    "inventory.AssetChanged": _("Equipment changed"),
    "inventory.AssetRestored": _("Equipment in use again"),
    "inventory.AssetRetired": _("Equipment retired"),
    "lists.ListExported": _("List exported"),
    "lists.ViewChanged": _("View changed"),
    "lists.ViewDeleted": _("View deleted"),
    "lists.ViewSubscribed": _("View subscribed to"),
    "lists.ViewUnsubscribed": _("View unsubscribed from"),
    "servicedesk.BulkActBegun": _("Act on many tickets begun"),
    "servicedesk.BulkActEnded": _("Act on many tickets ended"),
    "servicedesk.BulkActUndoBegun": _("Undoing of an act on many tickets begun"),
    "servicedesk.BulkActUndone": _("Act on many tickets undone"),
    "servicedesk.TicketEdited": _("Ticket put right"),
    "servicedesk.TicketPutBack": _("Ticket put back"),
    "servicedesk.ReplyTemplateAdded": _("Ready text added"),
    "servicedesk.ReplyTemplateEdited": _("Ready text changed"),
    "servicedesk.ReplyTemplateRestored": _("Ready text offered again"),
    "servicedesk.ReplyTemplateRetired": _("Ready text retired"),
    "servicedesk.ChecklistSet": _("Checklist set"),
    "servicedesk.TaskChanged": _("Task changed"),
    "servicedesk.TaskFinished": _("Task finished"),
    "servicedesk.TaskRemoved": _("Task removed"),
    "servicedesk.TaskReopened": _("Task reopened"),
    "servicedesk.TasksAdded": _("Tasks added"),
    "servicedesk.TicketAccepted": _("Referral accepted"),
    "servicedesk.TicketAssigned": _("Ticket assigned"),
    "servicedesk.TicketCategorised": _("Category of a ticket set"),
    "servicedesk.TicketClosed": _("Ticket closed"),
    "servicedesk.TicketConfirmed": _("Solution confirmed"),
    "servicedesk.TicketEquipped": _("Equipment of a ticket set"),
    "servicedesk.TicketHandedBack": _("Referral handed back"),
    "servicedesk.TicketUnwatched": _("Ticket watched no more"),
    "servicedesk.TicketWatched": _("Ticket watched"),
    "servicedesk.TicketMerged": _("Ticket merged with another"),
    "servicedesk.TicketSplit": _("Ticket split"),
    "servicedesk.TicketUnmerged": _("Merging of a ticket undone"),
    "servicedesk.ApprovalAsked": _("Approval asked for"),
    "servicedesk.ApprovalDeclined": _("Approval declined"),
    "servicedesk.ApprovalGiven": _("Approval given"),
    "servicedesk.ApprovalWithdrawn": _("Request for approval withdrawn"),
    "servicedesk.WatcherAdded": _("Watcher added"),
    "servicedesk.WatcherRemoved": _("Watcher removed"),
    "servicedesk.TicketLinked": _("Ticket linked with another"),
    "servicedesk.TicketMoved": _("Ticket moved"),
    "servicedesk.TicketNoted": _("Internal note written"),
    "servicedesk.TicketOpened": _("Ticket opened"),
    "servicedesk.TicketPrioritised": _("Priority set"),
    "servicedesk.TicketRecalled": _("Referral recalled"),
    "servicedesk.TicketReferred": _("Ticket referred"),
    "servicedesk.TicketReopened": _("Ticket reopened"),
    "servicedesk.TicketReplied": _("Reply written"),
    "servicedesk.TicketResolved": _("Ticket solved"),
    "servicedesk.TicketReturned": _("Referral returned with a question"),
    "servicedesk.TicketTaken": _("Ticket taken"),
    "servicedesk.TicketUnlinked": _("Link between tickets removed"),
    "servicedesk.TimeCorrected": _("Time spent corrected"),
    "servicedesk.TimeRemoved": _("Time spent removed"),
    "servicedesk.TimeSpent": _("Time spent written down"),
}

THINGS: dict[str, Words] = {
    "identity.account": pgettext_lazy("thing", "account"),
    "oversight.report": pgettext_lazy("thing", "monthly report"),
    "identity.directory": pgettext_lazy("thing", "directory"),
    "identity.provider": pgettext_lazy("thing", "OpenID provider"),
    "identity.signinpolicy": pgettext_lazy("thing", "sign-in rules"),
    "identity.token": pgettext_lazy("thing", "token"),
    "inventory.asset": pgettext_lazy("thing", "equipment"),
    "kernel.delivery": pgettext_lazy("thing", "delivery"),
    "kernel.event": pgettext_lazy("thing", "event"),
    "kernel.option": pgettext_lazy("thing", "setting"),
    "kernel.schedule": pgettext_lazy("thing", "job"),
    "notices.mailserver": pgettext_lazy("thing", "mail server"),
    "notices.sending": pgettext_lazy("thing", "mail"),
    "organisation.administration": pgettext_lazy("thing", "administration"),
    "organisation.person": pgettext_lazy("thing", "person"),
    "organisation.position": pgettext_lazy("thing", "position"),
    "organisation.prefecture": pgettext_lazy("thing", "prefecture"),
    "organisation.site": pgettext_lazy("thing", "site"),
    "organisation.unit": pgettext_lazy("thing", "unit"),
    "servicedesk.category": pgettext_lazy("thing", "category"),
    "servicedesk.categorygroup": pgettext_lazy("thing", "group of categories"),
    "servicedesk.checklist": pgettext_lazy("thing", "checklist"),
    "servicedesk.goal": pgettext_lazy("thing", "goal"),
    "servicedesk.replytemplate": pgettext_lazy("thing", "ready text"),
    "servicedesk.ticket": pgettext_lazy("thing", "ticket"),
}

FIELDS: dict[str, Words] = {
    "address": pgettext_lazy("field", "address"),
    "answers": pgettext_lazy("field", "answers"),
    "assignee": pgettext_lazy("field", "assignee"),
    "assignee_id": pgettext_lazy("field", "assignee"),
    "category": pgettext_lazy("field", "category"),
    "category_version": pgettext_lazy("field", "version of the category"),
    "chart_digest": pgettext_lazy("field", "digest of the chart"),
    "closed_at": pgettext_lazy("field", "closed at"),
    "counted_from": pgettext_lazy("field", "counted from"),
    "description": pgettext_lazy("field", "description"),
    "duties": pgettext_lazy("field", "competences"),
    "email": pgettext_lazy("field", "e-mail"),
    "ends_on": pgettext_lazy("field", "ends on"),
    "entry": pgettext_lazy("field", "line of the timeline"),
    "every": pgettext_lazy("field", "interval in seconds"),
    "expires_at": pgettext_lazy("field", "expires at"),
    "family_name": pgettext_lazy("field", "family name"),
    "given_name": pgettext_lazy("field", "given name"),
    "group": pgettext_lazy("field", "group"),
    "has_shortcuts": pgettext_lazy("field", "shortcuts"),
    "host": pgettext_lazy("field", "server"),
    "hours": pgettext_lazy("field", "hours"),
    "impact": pgettext_lazy("field", "impact"),
    "is_abolished": pgettext_lazy("field", "abolished"),
    "is_active": pgettext_lazy("field", "active"),
    "is_closed": pgettext_lazy("field", "closed"),
    "is_on": pgettext_lazy("field", "switched on"),
    "is_retired": pgettext_lazy("field", "retired"),
    "is_hidden": pgettext_lazy("field", "hidden"),
    "key": pgettext_lazy("field", "key"),
    "language": pgettext_lazy("field", "language"),
    "late_at": pgettext_lazy("field", "late from"),
    "leg": pgettext_lazy("field", "referral"),
    "leg.accepted_at": pgettext_lazy("field", "referral accepted at"),
    "leg.began_at": pgettext_lazy("field", "referral began at"),
    "leg.ended_at": pgettext_lazy("field", "referral ended at"),
    "leg.outcome": pgettext_lazy("field", "outcome of the referral"),
    "leg.owner": pgettext_lazy("field", "has the referral"),
    "lines": pgettext_lazy("field", "lines"),
    "must_change_password": pgettext_lazy("field", "must change the password"),
    "name": pgettext_lazy("field", "name"),
    "name_el": pgettext_lazy("field", "name in Greek"),
    "name_en": pgettext_lazy("field", "name in English"),
    "next_run_at": pgettext_lazy("field", "next run"),
    "number": pgettext_lazy("field", "number"),
    "opened_at": pgettext_lazy("field", "opened at"),
    "password": pgettext_lazy("field", "password"),
    "person": pgettext_lazy("field", "person"),
    "person_id": pgettext_lazy("field", "person"),
    "phone": pgettext_lazy("field", "phone"),
    "place": pgettext_lazy("field", "place"),
    "port": pgettext_lazy("field", "port"),
    "prefecture": pgettext_lazy("field", "prefecture"),
    "prefecture_id": pgettext_lazy("field", "prefecture"),
    "prefix": pgettext_lazy("field", "beginning of the token"),
    "priority": pgettext_lazy("field", "priority"),
    "requester": pgettext_lazy("field", "requester"),
    "requester_id": pgettext_lazy("field", "requester"),
    "revoked_at": pgettext_lazy("field", "revoked at"),
    "role": pgettext_lazy("field", "role"),
    "said": pgettext_lazy("field", "what it says"),
    "scope": pgettext_lazy("field", "scope"),
    "security": pgettext_lazy("field", "protection of the connection"),
    "sender": pgettext_lazy("field", "sender"),
    "service": pgettext_lazy("field", "office"),
    "site": pgettext_lazy("field", "site"),
    "site_id": pgettext_lazy("field", "site"),
    "solved_at": pgettext_lazy("field", "solved at"),
    "starts_on": pgettext_lazy("field", "starts on"),
    "state": pgettext_lazy("field", "state"),
    "state_since": pgettext_lazy("field", "in this state since"),
    "task.done_at": pgettext_lazy("field", "task done at"),
    "task.done_by": pgettext_lazy("field", "task done by"),
    "task.due_at": pgettext_lazy("field", "task due at"),
    "task.group": pgettext_lazy("field", "checklist of the task"),
    "task.place": pgettext_lazy("field", "place of the task"),
    "task.title": pgettext_lazy("field", "task"),
    "task.who": pgettext_lazy("field", "has the task"),
    "theme": pgettext_lazy("field", "appearance"),
    "time.minutes": pgettext_lazy("field", "minutes spent"),
    "time.note": pgettext_lazy("field", "note beside the time"),
    "time.on": pgettext_lazy("field", "day of the work"),
    "time.unit": pgettext_lazy("field", "unit that worked"),
    "time.who": pgettext_lazy("field", "person who worked"),
    "title": pgettext_lazy("field", "title"),
    "unit": pgettext_lazy("field", "unit"),
    "unit_id": pgettext_lazy("field", "unit"),
    "value": pgettext_lazy("field", "value"),
    "urgency": pgettext_lazy("field", "urgency"),
    "username": pgettext_lazy("field", "user name"),
    "with_unit": pgettext_lazy("field", "has the work"),
    "with_unit_id": pgettext_lazy("field", "has the work"),
}

JOBS: dict[str, Words] = {
    "close-solved-tickets": _("Close tickets that stayed solved"),
    "count-legs-of-tickets": _("Make the legs of tickets that have none"),
    "make-monthly-reports": _("Make the monthly reports"),
    "export-checkpoint": _("Export a checkpoint"),
    "forget-done-deliveries": _("Forget deliveries that are done"),
    "end-access-of-who-left": _("End the access of those whose positions are over"),
    "forget-ended-sessions": _("Forget sessions that have ended"),
    "forget-failed-sign-ins": _("Forget failed sign-ins"),
    "forget-held-files": _("Forget files that were never sent"),
    "forget-old-answers": _("Forget old answers to repeated requests"),
    "forget-old-drafts": _("Forget drafts that nobody came back to"),
    "forget-who-was-here": _("Forget who had which page open"),
    "forget-old-notices": _("Forget old notices"),
    "forget-secret-links": _("Forget links in mails that did not leave"),
    "forget-old-tables": _("Forget old tables of imports"),
    "remove-unused-files": _("Remove files that nothing uses"),
    "sync-directory": _("Compare people with the directory"),
    "send-notices": _("Send notices"),
}

CAPACITIES: dict[str, Words] = {
    **{role.value: role.label for role in Role},
    "requester": pgettext_lazy("capacity", "the requester"),
}

DOORS: dict[str, Words] = {
    "web": pgettext_lazy("door", "pages"),
    "api": pgettext_lazy("door", "API"),
    "cli": pgettext_lazy("door", "command line"),
    "house": pgettext_lazy("door", "the product itself"),
}


def event_words(name: str) -> str:
    """What an event is called."""
    return str(EVENTS.get(name, name))


def field_words(name: str) -> str:
    """What a field is called."""
    return str(FIELDS.get(name, name))


def thing_words(kind: str, pk: str) -> str:
    """A thing by its kind and number: ticket 7."""
    return f"{THINGS.get(kind, kind)} {pk}"


def job_words(name: str) -> str:
    """What a job is called."""
    return str(JOBS.get(name, name))


def capacity_words(capacity: str) -> str:
    """As what somebody had the right."""
    return str(CAPACITIES.get(capacity, capacity))


def door_words(door: str) -> str:
    """Through which door something came."""
    kind, _colon, name = door.partition(":")
    if kind == "job":
        return gettext("job %(name)s") % {"name": name}
    if kind == "reaction":
        return gettext("reaction %(name)s") % {"name": name}
    return str(DOORS.get(door, door))
