"""What can be asked for: groups, categories, and every version that a category has had."""

from django.db import models

from pindos.servicedesk.catalogue.shape import Content


class CategoryGroup(models.Model):
    """A heading under which categories stand."""

    key = models.CharField(max_length=40, unique=True)
    name_el = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    position = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name_el


class Category(models.Model):
    """A kind of ticket; what it says today is its ``current`` version.

    ``source_hash`` is the digest of the shipped text that it holds; it is empty for one that was
    made here, and no longer that of the current version once an administrator has edited it.
    ``by_name`` is its place among all by their Greek names: lists of tickets are sorted by it.
    """

    key = models.CharField(max_length=40, unique=True)
    group = models.ForeignKey(CategoryGroup, models.PROTECT, related_name="categories")
    position = models.PositiveIntegerField(default=0)
    by_name = models.PositiveIntegerField(default=0)
    is_retired = models.BooleanField(default=False)
    current = models.ForeignKey("CategoryVersion", models.PROTECT, null=True, related_name="+")
    source_hash = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["group", "position", "id"], name="category_of_group")]

    def __str__(self) -> str:
        return self.key


class CategoryVersion(models.Model):
    """What a category said for a while; it never changes, so that old tickets stay readable."""

    category = models.ForeignKey(Category, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    said = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "organisation.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "number"], name="one_version_of_a_number")
        ]

    def __str__(self) -> str:
        return f"category {self.category_id}, version {self.number}"

    @property
    def content(self) -> Content:
        """What it says, as the shape of the catalogue."""
        return Content.model_validate(self.said)


class Answered(models.Model):
    """The answers to the short form of one version; those given before a correction stay."""

    ticket = models.ForeignKey("servicedesk.Ticket", models.CASCADE, related_name="answered")
    category_version = models.ForeignKey(CategoryVersion, models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ticket", "-id"], name="answered_of_ticket")]

    def __str__(self) -> str:
        return f"answers of ticket {self.ticket_id}"


class Caller(models.Model):
    """Who called, when the register does not hold them: only what is needed to call back."""

    ticket = models.OneToOneField("servicedesk.Ticket", models.CASCADE, related_name="caller")
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name
