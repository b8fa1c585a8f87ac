"""A file that was handed in and waits for a yes."""

from django.db import models

from pindos.organisation.terms import Register


class Intake(models.Model):
    """A CSV file between its dry run and its import; forgotten after a week."""

    kind = models.CharField(max_length=10, choices=Register.choices)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    account_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    applied_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name
