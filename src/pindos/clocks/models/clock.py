"""Clocks that run towards a deadline."""

from django.db import models

from pindos.clocks.models.hours import Edition


class Clock(models.Model):
    """One promise about one thing: so much working time, from ``started_at``.

    ``about`` is the kind of thing and ``about_id`` its id, ``key`` says which promise; ``unit``
    has made it. ``due_at`` is empty while it stands still; ``spent`` (seconds) and ``is_met`` are
    written when it stops, and stay as they were whatever becomes of the hours. A clock that was
    called off has ``is_met`` empty. ``warn_at`` is when little is left; ``warned_at`` and
    ``told_late_at`` say when people were told.
    """

    about = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    key = models.CharField(max_length=40)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    prefecture = models.ForeignKey("organisation.Prefecture", models.PROTECT, related_name="+")
    hours = models.CharField(max_length=40)
    seconds = models.PositiveIntegerField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    still_since = models.DateTimeField(null=True, blank=True)
    warn_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    spent = models.PositiveIntegerField(null=True, blank=True)
    is_met = models.BooleanField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    told_late_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about", "about_id", "key"], name="one_clock_a_promise"
            )
        ]
        indexes = [
            models.Index(
                fields=["warn_at"],
                condition=models.Q(stopped_at__isnull=True, warned_at__isnull=True),
                name="clock_to_warn_of",
            ),
            models.Index(
                fields=["due_at"],
                condition=models.Q(stopped_at__isnull=True, told_late_at__isnull=True),
                name="clock_to_tell_late",
            ),
            models.Index(
                fields=["hours", "prefecture", "id"],
                condition=models.Q(stopped_at__isnull=True),
                name="clock_running_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.about} {self.about_id}"


class Standstill(models.Model):
    """A time for which a clock stood still; the one that lasts is the clock's ``still_since``."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="standstills")
    start = models.DateTimeField()
    end = models.DateTimeField()

    def __str__(self) -> str:
        return f"clock {self.clock_id} from {self.start} to {self.end}"
