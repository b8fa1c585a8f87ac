"""A problem, and the incidents behind which it stands."""

from django.db import models

from pindos.kernel.models import Ranked, Versioned
from pindos.problems.terms import TITLE_LENGTH, State
from pindos.servicedesk.terms import Impact, Priority


class Problem(Versioned):
    """A cause, known or not yet, of one incident or many; ``unit`` owns it.

    ``known_at`` is when it became a known error: from then on all units of the administration
    read title, cause and workaround. With ``is_public`` whoever asked reads the workaround too.
    ``search_text`` holds only what all of them may read, folded.
    """

    record = models.OneToOneField("records.Record", models.PROTECT, related_name="+")
    number = models.CharField(max_length=30, unique=True, null=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    description = models.TextField(blank=True)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    assignee = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    impact = Ranked(max_length=10, choices=Impact.choices, default=Impact.UNIT)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    category = models.ForeignKey(
        "servicedesk.Category", models.PROTECT, null=True, blank=True, related_name="+"
    )
    cause = models.TextField(blank=True)
    workaround = models.TextField(blank=True)
    is_public = models.BooleanField(default=False)
    fix = models.TextField(blank=True)
    state = models.CharField(max_length=15, choices=State.choices, default=State.OPENED)
    opened_at = models.DateTimeField()
    state_since = models.DateTimeField()
    known_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    search_text = models.TextField(blank=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "-priority", "id"], name="problem_of_unit"),
            models.Index(fields=["category", "state"], name="problem_of_category"),
            models.Index(fields=["state", "known_at"], name="problem_in_state"),
            models.Index(fields=["assignee", "state"], name="problem_of_assignee"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Incident(models.Model):
    """A ticket behind which the problem stands."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="incidents")
    ticket = models.ForeignKey("servicedesk.Ticket", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["problem", "ticket"], name="one_incident_a_ticket")
        ]
        indexes = [models.Index(fields=["ticket"], name="incident_of_ticket")]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} of problem {self.problem_id}"
