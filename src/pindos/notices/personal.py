"""What notices keep about people: what they were told and how."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.personal import End, Holding, by_person, holds

TOLD = _("To tell you what concerns you, as you wish it, and to find a letter that was lost.")

holds(
    Holding(
        table="notices.notice",
        label=_("Notices"),
        why=TOLD,
        about=by_person("person"),
        shown=("title", "text", "url", "at", "read_at"),
        held=("person", "key", "kind", "about"),
        texts=("title", "text"),
        subject="about",
        end=End.ERASED,
    ),
    Holding(
        table="notices.preference",
        label=_("How you want to be told"),
        why=TOLD,
        about=by_person("person"),
        shown=("kind", "is_shown", "how"),
        held=("person",),
        end=End.ERASED,
    ),
    Holding(
        table="notices.outsideletter",
        label=_("Answers to messages that you sent to us"),
        why=_("To say that a message came and what became of it."),
        about=by_person("arrival__person"),
        shown=("address", "title", "text", "at"),
        held=("key", "name", "about", "thread"),
        texts=("title", "text"),
        subject="about",
        end=End.ERASED,
    ),
    Holding(
        table="notices.sending",
        label=_("Letters to you"),
        why=TOLD,
        about=by_person("notice__person", "outside__arrival__person"),
        shown=("channel", "address", "state", "sent_at", "answer"),
        held=("link", "last_error"),
        end=End.ERASED,
    ),
    Holding(
        table="notices.webhook",
        label=_("Webhooks that you keep"),
        why=_("To tell you when an outside program hears nothing any more."),
        about=by_person("keeper"),
        shown=("name", "address"),
        held=("keeper", "kinds", "secret", "old_secret", "touched"),
    ),
)
