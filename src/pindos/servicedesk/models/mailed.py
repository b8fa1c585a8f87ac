"""Messages that became part of tickets, as far as rules and lists ask of them."""

from django.db import models

from pindos.mail.terms import Proof


class Mailed(models.Model):
    """A message that came onto a ticket: from which domain, to which addresses, how proven.

    ``spf``, ``dkim`` and ``dmarc`` are what the server said that is believed
    (``mail.receiving_server``); empty when it said nothing, or when none is believed. ``at`` is
    when the desk took it up: before what it said of it.
    """

    ticket = models.ForeignKey("servicedesk.Ticket", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    domain = models.CharField(max_length=250, blank=True)
    written_to = models.CharField(max_length=800, blank=True)
    spf = models.CharField(max_length=10, choices=Proof.choices, blank=True)
    dkim = models.CharField(max_length=10, choices=Proof.choices, blank=True)
    dmarc = models.CharField(max_length=10, choices=Proof.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["dmarc"], name="mailed_by_dmarc")]

    @property
    def proofs(self) -> str:
        """What was found by each method, in the words of the standard; empty: nothing said."""
        found = {"SPF": self.spf, "DKIM": self.dkim, "DMARC": self.dmarc}
        return ", ".join(f"{method} {word}" for method, word in found.items() if word)

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} from {self.domain}"
