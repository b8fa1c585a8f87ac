"""The requester of a merged ticket hears what the desk replies; the desk hears what they write."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from pindos.kernel.events import on
from pindos.servicedesk.events import TicketMerged, TicketUnmerged
from pindos.servicedesk.models import Share, Ticket
from pindos.servicedesk.queries import merge_of
from pindos.servicedesk.telling.news import News, Say, news_of
from pindos.servicedesk.telling.outside import tell_outside
from pindos.servicedesk.telling.watching import tell_who_watches
from pindos.servicedesk.terms import State


def tell_merged(news: News, kind: str, title: Say, text: Say, whole: Say) -> None:
    """Each requester to whom it was sent hears of it under the number of their own ticket.

    So does each address outside the register from which that one came, of the ``whole`` text.
    """
    shares = Share.objects.filter(entry=news.event.entry_id) if news.event.entry_id else ()
    for ticket in Ticket.objects.filter(pk__in=[share.ticket_id for share in shares]):
        facts = {"ticket_id": ticket.pk, "number": ticket.number or ""}
        own = News(news.event.model_copy(update=facts), ticket, news.heard, news.written_to)
        own.tell([ticket.requester_id], kind, title, text)
        tell_who_watches(own, title, text)
        tell_outside(own, title, whole)


def desk_of(news: News) -> Iterable[int]:
    """Whoever has the work: of what is merged, those who have it where it is dealt with."""
    if news.ticket.state != State.MERGED:
        return news.desk()
    row = merge_of(news.ticket)
    if row is None:
        return news.desk()
    event = news.event.model_copy(update={"unit_id": row.root.unit_id})
    return {*News(event, row.root).desk()} - {news.ticket.requester_id or 0}


def tell_of_merge(event: TicketMerged | TicketUnmerged) -> None:
    """The requester hears that others reported the same, and whoever has it hears so too."""
    news = news_of(event)
    is_merged = isinstance(event, TicketMerged)
    title: Callable[[], str] = (
        (lambda: _("it is dealt with together with other reports of the same"))
        if is_merged
        else (lambda: _("it is dealt with on its own again"))
    )
    news.tell([news.ticket.requester_id, news.ticket.assignee_id], "ticket-merged", title)
    tell_who_watches(news, title)
    tell_outside(news, title)


on(TicketMerged, name="tell-of-ticket-merged")(tell_of_merge)
on(TicketUnmerged, name="tell-of-ticket-unmerged")(tell_of_merge)
