"""Who gets what by mail on the first working day of each month, and what came of it."""

from django.db import models

from pindos.oversight.terms import Sent, What


class Dispatch(models.Model):
    """The report of a unit, or a view shared with it, for one person of the unit.

    ``on_since`` is when it was switched on: a month that had begun to work before is not sent.
    """

    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    view = models.ForeignKey(
        "lists.View", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    is_on = models.BooleanField(default=True)
    on_since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "person"],
                condition=models.Q(what="report"),
                name="one_report_for_each_person",
            ),
            models.UniqueConstraint(
                fields=["unit", "person", "view"],
                condition=models.Q(what="view"),
                name="one_view_for_each_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of unit {self.unit_id} for person {self.person_id}"


class Dispatched(models.Model):
    """What came of one dispatch in one month; never two for the same."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="sent")
    month = models.DateField()
    at = models.DateTimeField()
    fate = models.CharField(max_length=10, choices=Sent.choices)
    why = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "month"], name="one_dispatch_a_month")
        ]

    def __str__(self) -> str:
        return f"dispatch {self.dispatch_id} of {self.month:%Y-%m}: {self.fate}"
