"""One question about one solution."""

from django.db import models

from pindos.surveys.terms import Answer


class Survey(models.Model):
    """Asked of ``person`` after ``unit`` solved a ticket at ``solved_at``; one for each solution.

    Prefecture and category are those of the ticket when it was solved. ``changes`` counts how
    often it was answered anew.
    """

    ticket = models.ForeignKey("servicedesk.Ticket", models.CASCADE, related_name="+")
    solved_at = models.DateTimeField()
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    prefecture = models.ForeignKey("organisation.Prefecture", models.PROTECT, related_name="+")
    category = models.ForeignKey(
        "servicedesk.Category", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    good_until = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    changes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "solved_at"], name="one_survey_for_each_solution"
            )
        ]
        indexes = [
            models.Index(fields=["person", "-asked_at"], name="survey_of_person"),
            models.Index(fields=["unit", "solved_at"], name="survey_of_unit"),
        ]

    def __str__(self) -> str:
        return f"survey {self.pk} of ticket {self.ticket_id}"
