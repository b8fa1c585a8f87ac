"""The monthly reports that were made."""

from django.db import models

from pindos.oversight.terms import ReportState


class Report(models.Model):
    """The figures of a month on paper, for the unit that oversees; one for each month.

    What it says is what was true when it was made; it can be made again.
    """

    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    month = models.DateField()
    state = models.CharField(
        max_length=10, choices=ReportState.choices, default=ReportState.ASKED, db_index=True
    )
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    pdf = models.BinaryField(null=True, editable=False)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="one_report_of_a_month")
        ]

    def __str__(self) -> str:
        return f"report of {self.month:%Y-%m} for unit {self.unit_id}"
