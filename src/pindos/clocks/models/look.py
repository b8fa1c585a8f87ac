"""A look at what a change of the calendar would move, while there is too much for one request."""

from django.db import models


class Look(models.Model):
    """Which running clocks such hours or holidays would move; belongs to one account.

    ``page`` is the address of the form and ``form`` what was typed there; ``hours`` and
    ``feasts`` are what is looked at (None: holidays as they are), or for things of the kind
    ``about`` another promise, as their room puts it in ``said``. ``at_hours`` and ``after`` say
    how far it is. ``running`` are looked at already, of ``total``; ``most`` those that move
    most; ``refused`` says why they cannot be.
    """

    account_id = models.BigIntegerField()
    page = models.CharField(max_length=200)
    form = models.JSONField()
    hours = models.JSONField()
    feasts = models.JSONField(null=True)
    about = models.CharField(max_length=40, blank=True)
    said = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField()
    at_hours = models.PositiveIntegerField(default=0)
    after = models.BigIntegerField(default=0)
    running = models.PositiveIntegerField(default=0)
    earlier = models.PositiveIntegerField(default=0)
    later = models.PositiveIntegerField(default=0)
    most = models.JSONField(default=list)
    refused = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.running} of {self.total} for {self.page}"
