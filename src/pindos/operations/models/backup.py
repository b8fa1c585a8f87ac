"""Backups of the instance, and the drills that brought one back."""

from django.db import models

from pindos.operations.terms import BackupKind, BackupState


class Backup(models.Model):
    """One backup or one restore drill: who asked for it, how it went, how much it was about.

    ``snapshot`` is the repository's own name for the backup; a drill names the one that it
    brought back. ``size`` is what would be restored and ``added`` what went into the repository,
    in bytes. A drill that passed has counted: ``rows`` of all tables, ``tickets``, ``events`` of
    the audit trail whose chain held, ``files`` whose SHA-256 was right. ``asked_by`` is empty when
    the clock asked.
    """

    kind = models.CharField(max_length=10, choices=BackupKind.choices)
    state = models.CharField(max_length=10, choices=BackupState.choices, db_index=True)
    asked_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    repository = models.CharField(max_length=500, blank=True)
    snapshot = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    added = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0)
    tickets = models.PositiveBigIntegerField(default=0)
    events = models.PositiveBigIntegerField(default=0)
    files = models.PositiveBigIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "state", "-ended_at"], name="backup_of_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}: {self.state}"
