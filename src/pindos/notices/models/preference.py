"""How somebody wants to hear of a kind of notice."""

from django.db import models

from pindos.notices.terms import How


class Preference(models.Model):
    """A person's choice for one kind; without a row it is the kind's own default.

    ``is_shown`` is whether it stands unread under the bell; what is not shown is kept as read.
    """

    person = models.ForeignKey("organisation.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    is_shown = models.BooleanField(default=True)
    how = models.CharField(max_length=10, choices=How.choices, default=How.AT_ONCE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_preference_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} for person {self.person_id}: {self.how}"
