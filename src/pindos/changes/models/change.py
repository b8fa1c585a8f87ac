"""A change, what it touches, and the tickets and problems that belong to it."""

from django.db import models

from pindos.changes.terms import TITLE_LENGTH, Kind, Risk, Scale, State, Tie, Undo
from pindos.kernel.models import Versioned


class Change(Versioned):
    """Work that is planned; ``unit`` does it and answers for it.

    ``units``, ``sites`` and ``assets`` are the ids of what it affects, in order; the same stands
    in ``Affected`` for whoever looks for it from the other side. ``downtime`` is in minutes.
    ``announced_at`` is when those affected were first told, ``moved_at`` when the window moved
    after that; ``ended_at`` is when the work ended, however it did.
    """

    number = models.CharField(max_length=30, unique=True, null=True)
    record = models.OneToOneField("records.Record", models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NORMAL)
    reason = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    back_out = models.TextField(blank=True)
    scale = models.CharField(max_length=10, choices=Scale.choices, default=Scale.FEW)
    undo = models.CharField(max_length=10, choices=Undo.choices, default=Undo.EASY)
    risk = models.PositiveSmallIntegerField(choices=Risk.choices, default=Risk.LOW)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    planned_by = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    responsible = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    service = models.CharField(max_length=TITLE_LENGTH, blank=True)
    downtime = models.PositiveIntegerField(null=True, blank=True)
    units = models.JSONField(default=list, blank=True)
    sites = models.JSONField(default=list, blank=True)
    assets = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    state_since = models.DateTimeField()
    planned_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    search_text = models.CharField(max_length=700, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at=None)
                | models.Q(ends_at=None)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="change_ends_after_its_start",
            )
        ]
        indexes = [
            models.Index(fields=["unit", "-id"], name="change_of_unit"),
            models.Index(fields=["ends_at", "starts_at"], name="change_by_window"),
            models.Index(fields=["state", "ended_at"], name="change_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"


class Affected(models.Model):
    """A unit, a site or a piece of equipment that a change touches; one of the three is set.

    A unit that was not named serves one of the sites (``is_named`` is false): its technicians
    hear of it, its people are no more affected than others.
    """

    change = models.ForeignKey(Change, models.CASCADE, related_name="affected")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    site = models.ForeignKey("organisation.Site", models.PROTECT, null=True, related_name="+")
    asset = models.ForeignKey("inventory.Asset", models.PROTECT, null=True, related_name="+")
    is_named = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "change"], name="affected_unit"),
            models.Index(fields=["site", "change"], name="affected_site"),
            models.Index(fields=["asset", "change"], name="affected_asset"),
        ]

    def __str__(self) -> str:
        return f"change {self.change_id}: {self.unit_id or self.site_id or self.asset_id}"


class TicketTie(models.Model):
    """A ticket that a change solves, that gave rise to it, or that came of it."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="ties")
    ticket = models.ForeignKey("servicedesk.Ticket", models.CASCADE, related_name="+")
    tie = models.CharField(max_length=10, choices=Tie.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "ticket"], name="one_tie_of_two")]
        indexes = [models.Index(fields=["ticket", "change"], name="change_of_ticket")]

    def __str__(self) -> str:
        return f"change {self.change_id} {self.tie} ticket {self.ticket_id}"


class ProblemTie(models.Model):
    """A problem that a change is to solve."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="aims")
    problem = models.ForeignKey("problems.Problem", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "problem"], name="one_aim_of_two")
        ]
        indexes = [models.Index(fields=["problem", "change"], name="change_of_problem")]

    def __str__(self) -> str:
        return f"change {self.change_id} is to solve problem {self.problem_id}"
