"""Whoever wrote without being in the register hears by mail."""

from django.utils.translation import gettext as _

from pindos.mail.queries import person_tied_to
from pindos.mail.queries.answering import Outsider, outsiders_of
from pindos.notices.commands import write_outside
from pindos.organisation.queries import people_of_address
from pindos.servicedesk.telling.news import News, Say
from pindos.servicedesk.terms import ABOUT, TEXT_LENGTH


def tell_outside(news: News, title: Say, text: Say = str) -> None:
    """What the desk says to whoever asked goes to each address whose message is on the ticket.

    It goes whole: they have no page on which the rest would stand. Of what others write they
    hear nothing, and nobody twice: not at two addresses of a person who hears of it anyway, nor
    of two tickets that are dealt with as one.
    """
    if news.is_only_asked:
        return
    about = f"{ABOUT}:{news.ticket.pk}"

    def words() -> tuple[str, str]:
        more = _("To add something, answer this message.")
        parts = [news.ticket.title, text()[:TEXT_LENGTH], more]
        return f"{news.event.number}: {title()}", "\n\n".join(filter(None, parts))

    for each in outsiders_of(about):
        if each.address in news.written_to or _hears_anyway(each, news):
            continue
        news.written_to.add(each.address)
        write_outside(
            address=each.address,
            name=each.name,
            key=f"ticket-said:{news.event.entry_id}:{each.arrival_id}",
            say=words,
            about=about,
            arrival_id=each.arrival_id,
        )


def _hears_anyway(outsider: Outsider, news: News) -> bool:
    """Whether the register has them by now, and they are told as a person."""
    people = {person.id for person in people_of_address(outsider.address)}
    tied = person_tied_to(outsider.address)
    return bool((people | ({tied} if tied else set())) & {*news.heard, news.ticket.requester_id})
