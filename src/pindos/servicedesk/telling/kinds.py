"""The kinds of news that the desk has, as people choose among them."""

from django.utils.translation import gettext_lazy as _

from pindos.notices.terms import Kind, know

MINE = _("What I asked for")
WORK = _("Work of my department")
AWAY = _("Referrals")
WATCHED = _("What I watch")

know(
    Kind("ticket-received", _("My report was received"), MINE),
    Kind("ticket-taken", _("Somebody looks after my report"), MINE),
    Kind("ticket-replied", _("There is a reply for me"), MINE),
    Kind("ticket-asked", _("An answer of mine is needed"), MINE),
    Kind("ticket-resolved", _("My report is solved"), MINE),
    Kind("ticket-merged", _("My report is dealt with together with others"), MINE),
    Kind("ticket-put-back", _("A change to my ticket was taken back"), MINE),
    Kind("ticket-new", _("A new ticket came to my department"), WORK),
    Kind("ticket-assigned", _("A ticket was assigned to me"), WORK),
    Kind("ticket-answered", _("A requester replied"), WORK),
    Kind("ticket-undelivered", _("A message of mine did not arrive or was not carried out"), WORK),
    Kind("ticket-spoken", _("A colleague replied to the requester"), WORK),
    Kind("ticket-noted", _("A new internal note on my ticket"), WORK),
    Kind("task-given", _("A task was given to me"), WORK),
    Kind("ticket-moved", _("A ticket moved to another department"), WORK),
    Kind("ticket-confirmed", _("A requester confirmed the solution"), WORK),
    Kind("ticket-reopened", _("A ticket was reopened"), WORK),
    Kind("ticket-referred", _("A referral came to my department"), AWAY),
    Kind("ticket-accepted", _("A referral was accepted"), AWAY),
    Kind("ticket-returned", _("A referral came back with a question"), AWAY),
    Kind("ticket-handed-back", _("A referral came back with an answer"), AWAY),
    Kind("ticket-watched", _("Something new on a ticket that I watch"), WATCHED),
    Kind("ticket-mentioned", _("Somebody addressed me with @"), WATCHED),
    Kind("ticket-shown", _("I was let watch a ticket"), WATCHED),
    Kind("deadline-near", _("A deadline of my work comes near"), WORK),
    Kind("deadline-over", _("A deadline of my work or my department is over"), WORK),
    Kind("approval-asked", _("Something waits for my approval"), WORK),
    Kind("approval-withdrawn", _("A request for my approval was withdrawn"), WORK),
    Kind("approval-answered", _("The head decided on what I asked"), WORK),
    Kind("ticket-recalled", _("A referral was recalled"), AWAY),
)
