"""What records keep about people: what they wrote, sent and took part in."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pindos.kernel.personal import End, Holding, Whom, by_account, by_person, holds, near
from pindos.records.models import Entry, Participant
from pindos.records.terms import Part

HELP = _("To help you, and to find again how it was solved.")


def _said(whom: Whom) -> Q:
    """What they wrote themselves, and what was answered to them; nothing that is internal."""
    mine = {"person": whom.person_id, "part": Part.REQUESTER}
    asked = Participant.objects.filter(**mine).values("record")
    return Q(author_id=whom.person_id) | Q(record__in=asked, is_internal=False)


@near
def _taken_part(whom: Whom) -> QuerySet[Participant, int]:
    return Participant.objects.filter(person=whom.person_id).values_list("record_id", flat=True)


@near
def _written(whom: Whom) -> QuerySet[Entry, int]:
    return Entry.objects.filter(author_id=whom.person_id).values_list("record_id", flat=True)


holds(
    Holding(
        table="records.participant",
        label=_("What you take part in"),
        why=HELP,
        about=by_person("person"),
        shown=("record", "part"),
        held=("person",),
    ),
    Holding(
        table="records.entry",
        label=_("What you wrote and did, and what was answered to you"),
        why=HELP,
        about=_said,
        shown=(
            "record",
            "kind",
            "is_internal",
            "text",
            "step",
            "facts",
            "author_name",
            "author_unit",
            "at",
        ),
        held=("author_id",),
        texts=("text", "facts", "author_name"),
        names=("author_name",),
        record="record",
    ),
    Holding(
        table="records.attachment",
        label=_("Files that you sent"),
        why=HELP,
        about=by_person("entry__author_id"),
        shown=("entry", "name"),
        texts=("name",),
        record="entry__record",
    ),
    Holding(
        table="records.heldfile",
        label=_("Files of a form that was not sent"),
        why=_("So that you need not send them twice; kept for a day."),
        about=by_account("account_id"),
        shown=("name", "at"),
        held=("account_id", "key"),
        end=End.ERASED,
    ),
)
