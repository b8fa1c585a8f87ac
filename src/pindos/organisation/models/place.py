"""Where things stand: administrations, prefectures, municipalities, sites."""

from django.db import models

from pindos.kernel.models import Versioned


class Administration(models.Model):
    """One Decentralised Administration, as its chart describes it."""

    key = models.CharField(max_length=10, unique=True)
    name_el = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    seat_el = models.CharField(max_length=100)
    statute = models.CharField(max_length=200, blank=True)
    website = models.CharField(max_length=200, blank=True)
    codes = models.JSONField(default=dict, blank=True)
    unverified = models.JSONField(default=list, blank=True)
    chart_digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.name_el


class Prefecture(models.Model):
    """A prefecture (νομός): three Latin letters, and its place on the schematic map."""

    administration = models.ForeignKey(Administration, models.PROTECT, related_name="prefectures")
    key = models.CharField(max_length=3, unique=True)
    short_el = models.CharField(max_length=10)
    name_el = models.CharField(max_length=100)
    genitive_el = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    capital_el = models.CharField(max_length=100)
    region_key = models.CharField(max_length=10, blank=True)
    region_el = models.CharField(max_length=100, blank=True)
    nuts3 = models.CharField(max_length=10, blank=True)
    tile_column = models.PositiveSmallIntegerField(default=0)
    tile_row = models.PositiveSmallIntegerField(default=0)
    is_seat = models.BooleanField(default=False)
    is_abolished = models.BooleanField(default=False)
    unverified = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name_el


class Municipality(models.Model):
    """A municipality (δήμος) of a prefecture."""

    prefecture = models.ForeignKey(Prefecture, models.PROTECT, related_name="municipalities")
    name_el = models.CharField(max_length=100)
    seat_el = models.CharField(max_length=100, blank=True)
    diavgeia = models.CharField(max_length=20, blank=True)
    unverified = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["prefecture", "name_el"], name="one_municipality_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name_el


class Site(Versioned):
    """A building in which Services sit (έδρα, κτίριο); lists and imports name it by ``key``."""

    key = models.CharField(max_length=40, unique=True)
    name_el = models.CharField(max_length=200)
    prefecture = models.ForeignKey(Prefecture, models.PROTECT, related_name="sites")
    municipality = models.ForeignKey(
        Municipality, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_closed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name_el
