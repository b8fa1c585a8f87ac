"""Whoever asked by mail without being in the register hears by mail."""

from django.utils.translation import gettext as _

from pindos.mail.queries.answering import outsiders_of
from pindos.notices.commands import write_outside
from pindos.servicedesk.telling.news import News, Say
from pindos.servicedesk.terms import ABOUT, TEXT_LENGTH


def tell_outside(news: News, title: Say) -> None:
    """What the desk says to whoever asked goes to the address that the ticket came from.

    It goes whole: they have no page on which the rest would stand.
    """
    ticket = news.ticket
    if ticket.requester_id is not None or news.is_only_asked:
        return
    about = f"{ABOUT}:{ticket.pk}"

    def words() -> tuple[str, str]:
        more = _("To add something, answer this message.")
        text = f"{ticket.title}\n\n{news.written(most=TEXT_LENGTH)}\n\n{more}"
        return f"{news.event.number}: {title()}", text

    for each in outsiders_of(about):
        write_outside(
            address=each.address,
            name=each.name,
            key=f"ticket-said:{news.event.entry_id}:{each.arrival_id}",
            say=words,
            about=about,
            arrival_id=each.arrival_id,
        )
