"""Whoever watches a ticket or is addressed in it hears so, unless they hear of it anyway."""

from django.utils.translation import gettext as _

from pindos.kernel.events import on
from pindos.records.terms import Sight
from pindos.servicedesk.events import TicketNoted, TicketReplied, WatcherAdded
from pindos.servicedesk.queries import sight_of_person, who_hears
from pindos.servicedesk.telling.news import News, Say, name_of, news_of


def tell_who_watches(news: News, title: Say, text: Say = str, sight: Sight = Sight.PUBLIC) -> None:
    """Those who watch it and may read this much hear of it, after all others."""
    news.tell(who_hears(news.ticket, sight), "ticket-watched", title, text)


def tell_who_is_addressed(news: News, event: TicketReplied | TicketNoted, text: Say) -> None:
    """Whoever is addressed hears that first; the requester hears of a reply as ever."""
    enough = {Sight.ALL} if isinstance(event, TicketNoted) else {Sight.ALL, Sight.PUBLIC}
    people = {
        person
        for person in event.mentioned_ids
        if person != news.ticket.requester_id and sight_of_person(person, news.ticket) in enough
    }
    name = name_of(event.by_person_id)
    news.tell(
        people,
        "ticket-mentioned",
        lambda: _("%(person)s addressed you") % {"person": name},
        text,
    )


@on(WatcherAdded, name="tell-of-watcher-added")
def tell_of_watcher(event: WatcherAdded) -> None:
    """Whoever was let in hears what it is."""
    news = news_of(event)
    name = name_of(event.by_person_id)
    if sight_of_person(event.person_id, news.ticket) == Sight.NONE:
        return
    news.tell(
        [event.person_id],
        "ticket-shown",
        lambda: _("you watch it from now on"),
        lambda: _("Added by: %(person)s.") % {"person": name},
    )
