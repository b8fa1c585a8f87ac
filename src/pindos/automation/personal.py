"""What automation keeps about people: whom a rule gives work, whom it tells, who tried it out."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.personal import Holding, by_person, holds, nobody

WHY = _("So that the desk does by itself what is always done the same way.")

holds(
    Holding(
        table="automation.rule",
        label=_("Rules that give you work or tell you something"),
        why=WHY,
        about=by_person("assign_to", "tell_person"),
        shown=("name", "assign_to", "tell_person"),
        held=("condition", "category", "checklist", "touched"),
        texts=("tasks", "note", "reply", "tell_text"),
    )
)
holds(
    Holding(
        table="automation.trial",
        label=_("Rules that you tried out"),
        why=WHY,
        about=by_person("by"),
        shown=("rule", "at"),
        held=("by", "lines"),
    )
)
holds(
    Holding(
        table="automation.run",
        label=_("What rules did to tickets"),
        why=WHY,
        about=nobody,
        held=("cause", "deeds"),
    )
)
holds(
    Holding(
        table="automation.routine",
        label=_("Recurring work that opens in your name or is given to you"),
        why=WHY,
        about=by_person("requester", "assign_to"),
        shown=("name", "requester", "assign_to"),
        held=("category", "checklist", "touched"),
        texts=("title", "description", "tasks"),
    )
)
holds(
    Holding(
        table="automation.occurrence",
        label=_("Days of recurring work"),
        why=WHY,
        about=nobody,
        held=("refused",),
    )
)
