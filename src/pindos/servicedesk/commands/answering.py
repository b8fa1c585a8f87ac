"""What somebody hears who wrote to the desk and is no person of the register."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.mail.commands import settle
from pindos.mail.queries.answering import answers_wanted, letter_too_large, sender_in
from pindos.mail.rules import silence_towards
from pindos.mail.terms import Answer, Answers, Fate, Why
from pindos.notices.commands import write_outside
from pindos.notices.commands.telling import Say
from pindos.notices.queries import has_come_back, is_ours, written_outside
from pindos.organisation.queries import office
from pindos.servicedesk.commands.said_back import how_to_add
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries.mailing import Letter, letter_from
from pindos.servicedesk.terms import ABOUT

DAY, MONTH = timedelta(days=1), timedelta(days=30)
HONEST = frozenset(
    {Why.STRANGER, Why.NO_SENDER, Why.UNKNOWN, Why.NO_PART, Why.AMBIGUOUS, Why.REFUSED}
)


def say_kept(letter: Letter, why: str) -> Answer:
    """Whoever wrote hears that the message came and that a person will look at it.

    Not of one that may be forged or came in a flood. Returns what they heard, or why nothing.
    """
    if why not in HONEST:
        return Answer.FORGED if why == Why.FORGED else Answer.FLOOD

    def words() -> tuple[str, str]:
        came = _("Your message has arrived and is kept.")
        looks = _("A colleague will look at it; you will hear from us here.")
        text = "\n".join(filter(None, [came, looks, how_to_add(letter)]))
        return _title(letter, _("your message has arrived")), text

    return _say(letter, f"mail-kept:{letter.kept.id}", words)


def say_too_large(arrival_id: int) -> None:
    """Whoever sent more than is taken hears that nothing of it was read; once."""
    kept = letter_too_large(arrival_id)
    if kept is None:
        return
    letter = letter_from(kept)

    def words() -> tuple[str, str]:
        not_taken = _("Your message is larger than 40 MB and could not be taken: it was not read.")
        again = _("Send it again with smaller files, or with fewer of them in each message.")
        return _title(letter, _("your message is too large")), f"{not_taken}\n{again}"

    answer = _say(letter, f"mail-too-large:{arrival_id}", words)
    settle(row=kept.row, fate=Fate.TOO_LARGE, why=Why.TOO_LARGE, answer=answer)


def say_number(letter: Letter, ticket: Ticket) -> Answer:
    """Whoever wrote hears on which ticket a colleague has put the message.

    A person of the register for whom it was opened is told as of any ticket.
    """
    if letter.sender is not None and letter.sender.id == ticket.requester_id:
        return Answer.TOLD

    def words() -> tuple[str, str]:
        looked = _("A colleague has looked at your message. Its number is %(number)s.")
        text = "\n".join(filter(None, [looked % {"number": ticket.number}, how_to_add(letter)]))
        return f"{ticket.number}: {_('we have your report')}", text

    return _say(letter, f"mail-number:{letter.kept.id}:{ticket.pk}", words, f"{ABOUT}:{ticket.pk}")


def _title(letter: Letter, words: str) -> str:
    subject = " ".join(letter.read.subject.split())[:80]
    return f"{subject or office().name}: {words}"


def _say(letter: Letter, key: str, say: Say, about: str = "") -> Answer:
    """Write to whoever sent it, unless silence is better."""
    read, now = letter.read, timezone.now()
    sender = sender_in(read)
    thread = next(iter((*read.references, *read.in_reply_to, read.message_id)), "")
    answers = Answers.UNLESS_FAILED if letter.people else answers_wanted()
    if silence := silence_towards(sender, answers):
        return silence
    counted = written_outside(sender.address, thread, now - DAY)
    sender = replace(
        sender,
        is_ourselves=is_ours(read.message_id),
        is_dead=has_come_back(sender.address, now - MONTH),
        to_address=counted.to_address,
        on_thread=0 if about else counted.on_thread,
    )
    if silence := silence_towards(sender, answers):
        return silence
    is_written = write_outside(
        address=sender.address,
        name=read.sender.name,
        key=key,
        say=say,
        about=about,
        arrival_id=letter.kept.id,
        thread=thread,
    )
    return Answer.SENT if is_written else Answer.NO_MAIL
