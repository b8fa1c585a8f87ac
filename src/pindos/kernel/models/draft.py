"""What somebody has typed and not sent yet, and who has which page open."""

from django.db import models


class Draft(models.Model):
    """The fields of one form as one account left them; nobody else ever reads it."""

    account_id = models.BigIntegerField()
    form = models.CharField(max_length=120)
    data = models.JSONField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account_id", "form"], name="one_draft_per_form")
        ]

    def __str__(self) -> str:
        return f"{self.form} of account {self.account_id}"


class Presence(models.Model):
    """An account has a page open; ``is_writing`` says that it was typing a moment ago."""

    account_id = models.BigIntegerField()
    subject = models.CharField(max_length=100)
    at = models.DateTimeField(db_index=True)
    is_writing = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "account_id"], name="one_presence_per_page")
        ]

    def __str__(self) -> str:
        return f"account {self.account_id} at {self.subject}"
