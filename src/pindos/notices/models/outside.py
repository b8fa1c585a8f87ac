"""A letter to an address of which the register does not know whose it is."""

from django.db import models


class OutsideLetter(models.Model):
    """What somebody outside the register is written; the key says it once.

    ``arrival`` is the message that it answers, ``thread`` the first Message-ID of its thread,
    ``about`` the thing (``servicedesk.ticket:7``), if it is about one. It is posted as any
    notice is: its fate stands at its sending.
    """

    key = models.CharField(max_length=100, unique=True)
    address = models.CharField(max_length=250)
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    about = models.CharField(max_length=100, blank=True)
    arrival = models.ForeignKey(
        "mail.Arrival", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    thread = models.CharField(max_length=250, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["address", "at"], name="outside_letter_to"),
            models.Index(fields=["thread", "at"], name="outside_letter_of_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.key} to {self.address}"
