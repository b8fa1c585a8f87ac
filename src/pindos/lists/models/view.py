"""A filter under a name, and who is told of what it finds."""

from django.db import models

from pindos.lists.terms import NAME_LENGTH, Cadence


class View(models.Model):
    """A filter of one list with its order and columns; it holds no rows and gives no rights."""

    account = models.ForeignKey("identity.Account", models.CASCADE, related_name="+")
    unit = models.ForeignKey(
        "organisation.Unit", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=NAME_LENGTH)
    list_key = models.CharField(max_length=40)
    filter = models.TextField(blank=True)
    sort = models.CharField(max_length=200, blank=True)
    columns = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "list_key", "name"], name="one_view_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Subscription(models.Model):
    """An account that is told of a view; ``seen`` are the rows that it has been told of."""

    view = models.ForeignKey(View, models.CASCADE, related_name="subscriptions")
    account = models.ForeignKey("identity.Account", models.CASCADE, related_name="+")
    cadence = models.CharField(max_length=10, choices=Cadence.choices)
    looked_at = models.DateTimeField(null=True, blank=True)
    seen = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["view", "account"], name="one_subscription_each")
        ]

    def __str__(self) -> str:
        return f"account {self.account_id} to view {self.view_id}: {self.cadence}"
