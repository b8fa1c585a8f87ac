"""Who is told of approvals: the heads who are asked, then whoever asked and has the work."""

from django.utils.translation import gettext as _

from pindos.kernel.events import on
from pindos.organisation.queries import heads_of
from pindos.servicedesk.events import (
    ApprovalAsked,
    ApprovalDeclined,
    ApprovalGiven,
    ApprovalWithdrawn,
)
from pindos.servicedesk.models import Approval
from pindos.servicedesk.telling.news import name_of, news_of
from pindos.servicedesk.telling.watching import tell_who_watches
from pindos.servicedesk.terms import Decision


@on(ApprovalAsked, name="tell-of-approval-asked")
def tell_of_question(event: ApprovalAsked) -> None:
    """Every head of the unit hears that it waits, and what is asked."""
    news = news_of(event)
    question = Approval.objects.get(pk=event.approval_id).question
    heads = [head.id for head in heads_of(event.asked_unit_id)]
    news.tell(heads, "approval-asked", lambda: _("it waits for your approval"), lambda: question)


def tell_of_decision(event: ApprovalGiven | ApprovalDeclined) -> None:
    """Whoever asked, whoever has the work and who watches hear what was decided, and why."""
    news = news_of(event)
    row = Approval.objects.get(pk=event.approval_id)
    name, reason = name_of(row.decided_by_id), row.reason
    is_given = row.decision == Decision.APPROVED

    def title() -> str:
        words = _("approved by: %(person)s") if is_given else _("declined by: %(person)s")
        return words % {"person": name}

    people = {row.asked_by_id, news.ticket.assignee_id} - {news.ticket.requester_id}
    news.tell(people, "approval-answered", title, lambda: reason)
    tell_who_watches(news, title, lambda: reason)


on(ApprovalGiven, name="tell-of-approval-given")(tell_of_decision)
on(ApprovalDeclined, name="tell-of-approval-declined")(tell_of_decision)


@on(ApprovalWithdrawn, name="tell-of-approval-withdrawn")
def tell_of_withdrawal(event: ApprovalWithdrawn) -> None:
    """The heads hear that nothing waits for them any more."""
    heads = [head.id for head in heads_of(event.asked_unit_id)]
    news_of(event).tell(
        heads, "approval-withdrawn", lambda: _("the request for approval was withdrawn")
    )
