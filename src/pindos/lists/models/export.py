"""A list that left the house as a file."""

from django.db import models

from pindos.lists.terms import Format


class Export(models.Model):
    """Who took which rows and how many; the file itself is not kept."""

    account = models.ForeignKey("identity.Account", models.PROTECT, related_name="+")
    list_key = models.CharField(max_length=40)
    filter = models.TextField(blank=True)
    rows = models.PositiveIntegerField()
    format = models.CharField(max_length=10, choices=Format.choices)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.rows} rows of {self.list_key}"
