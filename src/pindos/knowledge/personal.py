"""What instructions keep about people: who published a version, and whom its words may name."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.personal import End, Holding, Values, by_person, holds, nobody
from pindos.knowledge.commands.turn import searchable
from pindos.knowledge.models import Instruction

WHY = _("To know what readers were told, and who answers for it.")


def _afresh(row: Instruction) -> Values:
    return {"search_text": searchable(row)}


holds(
    Holding(
        table="knowledge.instruction",
        label=_("Instructions"),
        why=WHY,
        about=nobody,
        held=("touched", "search_text", "categories", "shipped"),
        texts=("title", "text", "heading"),
        record="record",
        afresh=_afresh,
    ),
    Holding(
        table="knowledge.edition",
        label=_("Versions of instructions that you published"),
        why=WHY,
        about=by_person("by"),
        shown=("number", "title", "at", "by", "note"),
        texts=("title", "text", "note"),
        record="instruction__record",
    ),
    Holding(
        table="knowledge.enclosure",
        label=_("Pictures and files of instructions"),
        why=WHY,
        about=nobody,
        texts=("name",),
        record="instruction__record",
    ),
    Holding(
        table="knowledge.answer",
        label=_("What you said of instructions"),
        why=_("To know which instructions help, and to put right those that do not."),
        about=by_person("person"),
        shown=("edition", "has_helped", "place", "at", "words"),
        held=("person",),
        texts=("words",),
        end=End.ERASED,
        record="edition__instruction__record",
    ),
    Holding(
        table="knowledge.reading",
        label=_("Instructions that you opened in the last day"),
        why=_("To know whether help was asked for after reading one; forgotten after a day."),
        about=by_person("person"),
        shown=("edition", "at"),
        held=("person",),
        end=End.ERASED,
    ),
)
