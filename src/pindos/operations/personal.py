"""What the trail and the machine keep about people: the kernel's tables and our own."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pindos.kernel.personal import End, Holding, Whom, by_account, by_person, holds, nobody

TRAIL = _("To prove who did what, from where; it cannot be changed unseen.")
TYPED = _("So that nothing that you typed is lost.")


def _copies(whom: Whom) -> Q:
    return Q(person=whom.person_id) | Q(asked_by__in=list(whom.account_ids))


holds(
    Holding(
        table="kernel.event",
        label=_("What you did"),
        why=TRAIL,
        about=by_account("actor_id"),
        shown=("name", "subject", "at", "capacity", "door", "address"),
        held=("actor_id", "payload", "salt", "digest", "hash", "unit_id", "other_unit_id"),
    ),
    Holding(
        table="kernel.change",
        label=_("Values before and after a change"),
        why=TRAIL,
        about=nobody,
        held=("field", "before", "after", "salt", "digest"),
    ),
    Holding(
        table="kernel.draft",
        label=_("What you typed and have not sent yet"),
        why=TYPED,
        about=by_account("account_id"),
        shown=("form", "data", "at"),
        held=("account_id",),
        end=End.ERASED,
    ),
    Holding(
        table="kernel.presence",
        label=_("Pages that you have open"),
        why=_("So that two do not answer the same thing; forgotten within minutes."),
        about=by_account("account_id"),
        shown=("subject", "at"),
        held=("account_id",),
        end=End.ERASED,
    ),
    Holding(
        table="kernel.repeat",
        label=_("Answers to what your programs sent"),
        why=_("So that a request that is sent twice is carried out once."),
        about=by_account("account_id"),
        shown=("at",),
        held=("account_id", "key", "digest", "answer"),
        end=End.ERASED,
    ),
    Holding(
        table="operations.personexport",
        label=_("Copies of your data"),
        why=_("To know who took which data out of the house."),
        about=_copies,
        shown=("is_own", "state", "asked_at", "made_at", "taken_at", "rows", "size"),
        held=("person", "asked_by", "file", "error"),
    ),
    Holding(
        table="operations.retentionhold",
        label=_("Files that you exempted from erasure"),
        why=TRAIL,
        about=by_account("by"),
        shown=("record", "reason", "at", "lifted_at"),
        held=("by", "lifted_by"),
        texts=("reason",),
        record="record",
    ),
    Holding(
        table="operations.pseudonym",
        label=_("Pseudonyms"),
        why=_("To know that a pseudonym stands for somebody, and who decided it."),
        about=by_person("person"),
        shown=("number", "at"),
        held=("person", "by"),
    ),
)
holds(
    Holding(
        table="operations.backup",
        label=_("Backups that you asked for"),
        why=TRAIL,
        about=by_account("asked_by"),
        shown=("kind", "state", "asked_at"),
        held=("asked_by", "repository", "snapshot", "error"),
    )
)
