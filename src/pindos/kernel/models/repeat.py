"""What has been answered already, so that a request that comes twice is carried out once."""

from django.db import models


class Repeat(models.Model):
    """The answer to one request of one account, found again by the key the caller chose."""

    account_id = models.BigIntegerField()
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account_id", "key"], name="one_answer_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.key} of account {self.account_id}"
