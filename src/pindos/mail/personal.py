"""What mail keeps about people: the messages that they sent."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.personal import End, Holding, by_person, holds

holds(
    Holding(
        table="mail.arrival",
        label=_("Messages that you sent to us"),
        why=_("To open or answer your ticket, and to find a message that was lost."),
        about=by_person("person"),
        shown=("at", "sent_at", "sender", "sender_name", "subject", "written_to", "fate"),
        held=(
            *("person", "entry_id", "essence", "sha256", "message_id", "detail", "signs", "about"),
            *("why", "source", "answer", "quiet_since"),
        ),
        texts=("subject",),
        subject="about",
        end=End.ERASED,
    ),
    Holding(
        table="mail.knownsender",
        label=_("Addresses from which you write beside your own"),
        why=_("To know your messages when they come from there."),
        about=by_person("person"),
        shown=("address", "at"),
        held=("person", "by"),
        end=End.ERASED,
    ),
    Holding(
        table="mail.blockedsender",
        label=_("Senders that you have blocked"),
        why=_("To say who blocked a sender and why."),
        about=by_person("by"),
        shown=("address", "reason", "at"),
        held=("by",),
    ),
)
