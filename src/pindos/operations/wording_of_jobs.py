"""What the work that comes round by the clock is called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

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
    "back-up": _("Make backups and restore drills"),
    "watch-backups": _("See that backups are not late"),
    "make-person-exports": _("Make copies of somebody's data"),
    "forget-person-exports": _("Remove copies whose time is over"),
    "remove-unused-files": _("Remove files that nothing uses"),
    "erase-by-retention": _("Erase files by the rules of retention"),
    "sync-directory": _("Compare people with the directory"),
    "remind-of-reviews": _("Remind of emergencies that wait to be reviewed"),
    "fetch-mail": _("Read the mailboxes"),
    "take-in-handed-mail": _("Take in what mail servers hand in"),
    "forget-old-mail": _("Forget messages whose time is over"),
    "search-weigh": _("Count how common the words of the search are"),
    "search-recount": _("Count all words of the search anew"),
    "search-build": _("Bring what can be found up to date"),
    "search-forget-missed": _("Forget searches that found nothing"),
    "send-notices": _("Send notices"),
    "send-webhooks": _("Tell other programs what happened (webhooks)"),
    "forget-old-webhook-sendings": _("Forget what webhooks sent long ago"),
    "park-what-nobody-does": _("Park deliveries whose reaction is gone"),
    "forget-silent-processes": _("Forget processes of machines that were taken away"),
    "look-outside": _("Look at the certificate and the time"),
    "forget-bulk-acts-looked-at": _("Forget acts on many tickets that were looked at"),
    "tell-subscribers-of-views": _("Tell subscribers of saved views what is new"),
}
