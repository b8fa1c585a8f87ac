"""Signs of life of the processes."""

from django.db import models


class Heartbeat(models.Model):
    """One process of the house on one machine, as it last wrote of itself.

    ``done`` counts what it did since it began: requests answered, deliveries carried out, jobs
    run; ``worked_at`` is when it last ended a turn or an answer. ``rss`` and ``pss`` are bytes in
    memory, pss with its share of what it has in common with others. ``ahead`` is how many seconds
    the clock of its machine is before that of the database server; nothing on SQLite. ``counts``
    holds its requests by status and by how long they took. ``keys`` tells one secret key from
    another and gives none away.
    """

    host = models.CharField(max_length=100)
    pid = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    version = models.CharField(max_length=40)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    worked_at = models.DateTimeField(null=True, blank=True)
    done = models.BigIntegerField(default=0)
    rss = models.BigIntegerField(null=True, blank=True)
    pss = models.BigIntegerField(null=True, blank=True)
    ahead = models.FloatField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    keys = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["host", "pid"], name="one_heart_a_process")]

    def __str__(self) -> str:
        return f"{self.kind} {self.host}:{self.pid}"
