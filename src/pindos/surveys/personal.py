"""What surveys keep about people: what they were asked and what they answered."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.personal import Holding, by_person, holds

holds(
    Holding(
        table="surveys.survey",
        label=_("Whether you say that you were served"),
        why=_("So that a unit learns whether its solutions help. No figure is made of a person."),
        about=by_person("person"),
        shown=("ticket", "asked_at", "answer", "comment", "answered_at"),
        held=("person",),
        texts=("comment",),
        record="ticket__record",
    )
)
