"""A ticket, and the legs of its way through the units."""

from django.db import models

from pindos.kernel.models import Ranked, Versioned
from pindos.servicedesk.terms import TITLE_LENGTH, Came, Impact, Outcome, Priority, State, Urgency

BY_DEADLINE = (
    ("ticket_by_deadline", ()),
    ("ticket_unit_by_deadline", ("unit",)),
    ("ticket_with_by_deadline", ("with_unit",)),
)


class Ticket(Versioned):
    """One promise of one unit to one person.

    ``unit`` answers to the requester, also while the work is referred; ``with_unit`` is the unit
    that has the work now (the same one, or the Directorate's department during a referral).
    ``category_version`` is what its category said when it was given to the ticket.
    ``late_at`` is the moment from which it counts as late: when the first of its clocks ends;
    empty while they stand still. ``answer_due_at`` and ``solve_due_at`` say it of each, empty
    also once it is met, and ``risk_at`` is when the first has little left.
    ``mailed`` is the last message that came onto it by mail.
    """

    record = models.OneToOneField("records.Record", models.PROTECT, related_name="+")
    number = models.CharField(max_length=30, unique=True, null=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    requester = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    prefecture = models.ForeignKey("organisation.Prefecture", models.PROTECT, related_name="+")
    site = models.ForeignKey(
        "organisation.Site", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        related_name="+",
        db_index=False,  # ticket_of_unit is it
    )
    with_unit = models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        related_name="+",
        db_index=False,  # ticket_with_unit is it
    )
    assignee = models.ForeignKey(
        "organisation.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # ticket_of_assignee is it
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    impact = Ranked(max_length=10, choices=Impact.choices)
    urgency = Ranked(max_length=10, choices=Urgency.choices)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices)
    opened_at = models.DateTimeField()
    state_since = models.DateTimeField()
    late_at = models.DateTimeField(null=True, blank=True)
    answer_due_at = models.DateTimeField(null=True, blank=True)
    solve_due_at = models.DateTimeField(null=True, blank=True)
    risk_at = models.DateTimeField(null=True, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    category_version = models.ForeignKey(
        "servicedesk.CategoryVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    category = models.ForeignKey(
        "servicedesk.Category", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asset = models.ForeignKey(
        "inventory.Asset", models.PROTECT, null=True, blank=True, related_name="+"
    )
    came_by = models.CharField(max_length=10, choices=Came.choices, null=True, blank=True)
    mailed = models.ForeignKey(
        "servicedesk.Mailed",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # ticket_by_mail is it
    )
    search_text = models.TextField(blank=True, editable=False)
    requester_name = ""  # no column: set where a command has just read it, for its answer

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "-priority", "id"], name="ticket_of_unit"),
            models.Index(  # whole for whoever sees the unit, else SQLite walks «ticket_in_state»
                fields=["with_unit", "state", "-priority", "id", "unit"], name="ticket_with_unit"
            ),
            # of all states: a list of a unit is found in its order, by either column
            models.Index(fields=["unit", "-priority", "id"], name="ticket_unit_by_urgency"),
            models.Index(fields=["with_unit", "-priority", "id"], name="ticket_with_by_urgency"),
            models.Index(fields=["-priority", "id"], name="ticket_by_urgency"),
            models.Index(fields=["opened_at", "id"], name="ticket_by_opening"),
            models.Index(  # whole: the counts of the queue are read from it alone
                fields=["state", "-priority", "id", "unit", "with_unit", "assignee", "late_at"],
                name="ticket_in_state",
            ),
            models.Index(fields=["requester", "-id"], name="ticket_of_requester"),
            models.Index(fields=["requester", "state"], name="ticket_asks_requester"),
            models.Index(  # without nobody's: of those SQLite would read all, of all units
                fields=["assignee", "state"],
                condition=models.Q(assignee__isnull=False),
                name="ticket_of_assignee",
            ),
            models.Index(fields=["prefecture", "state", "late_at"], name="ticket_of_prefecture"),
            models.Index(
                fields=["category", "state", "-priority", "id"], name="ticket_of_category"
            ),
            models.Index(
                fields=["opened_at", "unit", "prefecture", "category"], name="ticket_opened"
            ),
            models.Index(
                fields=["solved_at", "unit", "prefecture", "category"], name="ticket_solved"
            ),
            models.Index(fields=["asset", "-id"], name="ticket_of_asset"),
            models.Index(
                fields=["mailed"],
                condition=models.Q(mailed__isnull=False),
                name="ticket_by_mail",
            ),
            models.Index(fields=["unit", "solve_due_at", "id"], name="ticket_to_solve"),
            models.Index(  # most have had theirs
                fields=["unit", "answer_due_at", "id"],
                condition=models.Q(answer_due_at__isnull=False),
                name="ticket_to_answer",
            ),
            # By deadline, without the many that have none: those over, and those that wait
            *(
                models.Index(
                    fields=[*before, "late_at", "id"],
                    condition=models.Q(late_at__isnull=False),
                    name=name,
                )
                for name, before in BY_DEADLINE
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Leg(models.Model):
    """The time for which another unit has the work (παραπομπή); its own start, end and owner.

    ``unit`` is asked, ``from_unit`` asks and stays answerable to the requester.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="legs")
    from_unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    tried = models.TextField()
    reason = models.TextField()
    owner = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    began_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_leg_per_ticket",
            )
        ]
        indexes = [models.Index(fields=["unit", "ended_at"], name="leg_of_unit")]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} with unit {self.unit_id}"


class Move(models.Model):
    """A ticket that had gone to the wrong unit went on to another one; no referral.

    The unit that had it reads it on: it stays accountable for what it did.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="moves")
    from_unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["from_unit", "ticket"], name="move_from_unit")]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} from unit {self.from_unit_id} to {self.to_unit_id}"
