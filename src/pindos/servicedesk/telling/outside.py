"""Whoever wrote without being in the register hears by mail."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from pindos.mail.queries import answer_address, person_tied_to
from pindos.mail.queries.answering import Outsider, outsiders_of
from pindos.notices.commands import write_outside
from pindos.notices.terms import Enclosure, Hung, hangs_outside
from pindos.organisation.queries import people_of_address
from pindos.records.queries import open_files
from pindos.servicedesk.telling.news import News, Say
from pindos.servicedesk.terms import ABOUT, TEXT_LENGTH

SAID = "ticket-said"  # how the key of such a letter begins
# Bytes of all files of a letter: in base64 they stay below the 10 MB that an Exchange takes from
# outside unless it was set otherwise (Message size and recipient limits, Microsoft Learn)
MOST_ENCLOSED = 7_000_000
# That a letter waits for the scanner, which has its turn each 15 s
SCANNING = timedelta(minutes=2)


def tell_outside(news: News, title: Say, text: Say = str) -> None:
    """What the desk says to whoever asked goes to each address whose message is on the ticket.

    It goes whole and with its files: they have no page on which the rest would stand. Of what
    others write they hear nothing, and nobody twice: not at two addresses of a person who hears
    of it anyway, nor of two tickets that are dealt with as one.
    """
    if news.is_only_asked:
        return
    about = f"{ABOUT}:{news.ticket.pk}"

    def words() -> tuple[str, str]:
        more = _("To add something, answer this message.") if answer_address(about) else ""
        parts = [news.ticket.title, text()[:TEXT_LENGTH], more]
        return f"{news.event.number}: {title()}", "\n\n".join(filter(None, parts))

    for each in outsiders_of(about):
        if each.address in news.written_to or _hears_anyway(each, news):
            continue
        news.written_to.add(each.address)
        write_outside(
            address=each.address,
            name=each.name,
            key=f"{SAID}:{news.event.entry_id}:{each.arrival_id}",
            say=words,
            about=about,
            arrival_id=each.arrival_id,
            wait=_wait_for_files(news.event.entry_id),
        )


def _wait_for_files(entry_id: int) -> timedelta:
    is_awaited = any(file.is_awaited for file in open_files(entry_id))
    return SCANNING if is_awaited else timedelta(0)


@hangs_outside(SAID)
def files_said(key: str) -> Hung:
    """The files of what was said, as far as they fit and are known to be clean as it leaves."""
    entry_id = int(key.split(":")[1])
    taken: list[Enclosure] = []
    left: list[str] = []
    room = MOST_ENCLOSED
    for file in open_files(entry_id):
        content = _bytes_of(file.path) if file.is_fit and file.size <= room else None
        if content is None:
            left.append(file.name)
        else:
            room -= len(content)
            taken.append(Enclosure(file.name, file.content_type, content))
    words = _("Files that did not come with this message: %(names)s. To get them, answer it.")
    return Hung(tuple(taken), words % {"names": ", ".join(left)} if left else "")


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _hears_anyway(outsider: Outsider, news: News) -> bool:
    """Whether the register has them by now, and they are told as a person."""
    people = {person.id for person in people_of_address(outsider.address)}
    tied = person_tied_to(outsider.address)
    return bool((people | ({tied} if tied else set())) & {*news.heard, news.ticket.requester_id})
