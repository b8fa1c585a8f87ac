"""Equipment, and files of it that were handed in."""

from django.db import models

from pindos.inventory.terms import AssetKind, AssetStatus
from pindos.kernel.models import Versioned


class Asset(Versioned):
    """A thing that stands somewhere; ``unit`` looks after it, by the place where it stands.

    ``tag`` is the inventory number on its label; ``search_text`` all its words, folded. Both
    numbers are kept once more as they are compared (``tag_key``, ``serial_key``).
    """

    tag = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=AssetKind.choices)
    model = models.CharField(max_length=200, blank=True)
    serial = models.CharField(max_length=100, blank=True)
    site = models.ForeignKey("organisation.Site", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    status = models.CharField(
        max_length=10, choices=AssetStatus.choices, default=AssetStatus.IN_USE
    )
    note = models.TextField(blank=True)
    search_text = models.CharField(max_length=700, blank=True, editable=False)
    tag_key = models.CharField(max_length=120, blank=True, editable=False, db_index=True)
    serial_key = models.CharField(max_length=300, blank=True, editable=False, db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "tag", "id"], name="asset_of_unit"),
            models.Index(fields=["person", "status"], name="asset_of_person"),
            models.Index(fields=["site", "kind"], name="asset_of_site"),
            models.Index(fields=["serial"], name="asset_by_serial"),
        ]

    def __str__(self) -> str:
        return self.tag

    @property
    def name(self) -> str:
        """The kind, and the model when it is known."""
        return f"{self.get_kind_display()} {self.model}".strip()


class Intake(models.Model):
    """A file that was handed in, kept until its owner has looked at it and imported it."""

    account = models.ForeignKey("identity.Account", models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
