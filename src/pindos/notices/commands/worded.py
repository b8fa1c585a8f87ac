"""What waits, put into the words of a letter."""

from contextlib import suppress

from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import ngettext

from pindos.kernel.errors import Refused
from pindos.mail.queries import is_read_back
from pindos.notices.channel import Letter
from pindos.notices.cipher import opened_link
from pindos.notices.letters import link_of
from pindos.notices.models import Notice, OutsideLetter, Sending
from pindos.notices.terms import (
    OUTSIDE_LANGUAGE,
    Question,
    enclosures_of,
    hung_outside,
    question_in,
)

LINE_LENGTH = 200  # characters of a notice that stands in a letter with others


def letter_of(ready: list[Sending], language: str) -> Letter:
    """One notice as a letter, or several in one with a line for each."""
    first = ready[0]
    notices = [sending.notice for sending in ready if sending.notice]
    notice = notices[0]
    title, text, url = notice.title, notice.text, link_in(first) or notice.url
    with translation.override(language):
        asked = [(each, _question_in(each)) for each in notices]
        if len(ready) > 1:
            words = ngettext("%(n)s notice", "%(n)s notices", len(ready)) % {"n": len(ready)}
            title = f"{words}: {notice.title}"
            text = "\n\n".join(_line_of(each, question) for each, question in asked)
            url = "/notices/"
    return Letter(
        sending_id=first.pk,
        address=first.address,
        name=notice.person.name,
        language=language,
        title=title,
        text=text,
        url=url,
        about=notice.about if len(ready) == 1 else "",
        question=asked[0][1] if len(ready) == 1 else None,
        enclosures=enclosures_of(notice.kind, notice.person_id, notice.about)
        if len(ready) == 1
        else (),
    )


def outside_letter_of(sending: Sending) -> Letter:
    """A letter to somebody outside: it answers their message and leads to no page of ours."""
    row = sending.letter
    if not isinstance(row, OutsideLetter):
        raise TypeError("a notice is no letter to somebody outside")
    came = row.arrival
    with translation.override(OUTSIDE_LANGUAGE):
        hung = hung_outside(row.key)
    return Letter(
        sending_id=sending.pk,
        address=sending.address,
        name=row.name,
        language=OUTSIDE_LANGUAGE,
        title=row.title,
        text="\n\n".join(filter(None, [row.text, hung.words])),
        url="",
        about=row.about,
        enclosures=hung.enclosures,
        answers=came.message_id if came else "",
        reply_to=came.mailbox.address if came and came.mailbox and is_read_back(came) else "",
    )


def _question_in(notice: Notice) -> Question | None:
    return question_in(notice.kind, notice.person_id, notice.about)


def link_in(sending: Sending) -> str:
    """The secret address of a letter, if it has one that can still be read."""
    with suppress(Refused):
        return opened_link(sending.link)
    return ""


def _line_of(notice: Notice, question: Question | None) -> str:
    """One notice of several: its title, how its words begin, where it is, what it asks."""
    begins = Truncator(" ".join(notice.text.split())).chars(LINE_LENGTH)
    asks = f"{question.text} {link_of(question.url)}" if question else ""
    return "\n".join(filter(None, [f"• {notice.title}", begins, link_of(notice.url), asks]))
