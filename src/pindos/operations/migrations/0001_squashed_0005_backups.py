"""All that the first five made, in one, for tables that are new."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pindos.kernel.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("operations", "0001_person_exports"),
        ("operations", "0002_pseudonyms"),
        ("operations", "0003_retention"),
        ("operations", "0004_sounding"),
        ("operations", "0005_backups"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("organisation", "0004_chart_text"),
        ("records", "0002_follower"),
        ("servicedesk", "0013_split"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="PersonExport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("is_own", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Being made"),
                                    ("made", "Ready"),
                                    ("failed", "Not made"),
                                    ("gone", "No longer kept"),
                                ],
                                db_index=True,
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("made_at", models.DateTimeField(blank=True, null=True)),
                        ("good_until", models.DateTimeField(blank=True, null=True)),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        ("rows", models.PositiveIntegerField(default=0)),
                        ("size", models.PositiveBigIntegerField(default=0)),
                        ("file", models.CharField(blank=True, max_length=64)),
                        ("error", models.CharField(blank=True, max_length=300)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["person", "-asked_at"], name="export_of_person")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pseudonym",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("at", models.DateTimeField()),
                        ("erased", models.PositiveIntegerField()),
                        ("changed", models.PositiveIntegerField()),
                        ("mentions", models.PositiveIntegerField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="RetentionRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("touched", models.JSONField(default=dict, editable=False)),
                        ("kind", models.CharField(max_length=60)),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("files", "The files"),
                                    ("texts", "All that is written, and the files"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("months", models.PositiveSmallIntegerField()),
                        ("is_on", models.BooleanField(default=False)),
                        (
                            "category",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="servicedesk.category",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("category__isnull", True)),
                                fields=("kind", "what"),
                                name="one_rule_of_a_kind",
                            ),
                            models.UniqueConstraint(
                                fields=("kind", "what", "category"), name="one_rule_of_a_category"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Erasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("files", "The files"),
                                    ("texts", "All that is written, and the files"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("entries", models.PositiveIntegerField()),
                        ("files", models.PositiveIntegerField()),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.record",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="operations.retentionrule",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["record", "what", "at"], name="erasure_of_record")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RetentionHold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("at", models.DateTimeField()),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.record",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at__isnull", True)),
                                fields=("record",),
                                name="held_once_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sounding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.CharField(max_length=100, unique=True)),
                        ("value", models.JSONField(default=dict)),
                        ("error", models.CharField(blank=True, max_length=300)),
                        ("at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Backup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("backup", "Backup"), ("drill", "Restore drill")],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Waiting for its turn"),
                                    ("running", "Running"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                ],
                                db_index=True,
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("repository", models.CharField(blank=True, max_length=500)),
                        ("snapshot", models.CharField(blank=True, max_length=64)),
                        ("size", models.PositiveBigIntegerField(default=0)),
                        ("added", models.PositiveBigIntegerField(default=0)),
                        ("rows", models.PositiveBigIntegerField(default=0)),
                        ("tickets", models.PositiveBigIntegerField(default=0)),
                        ("events", models.PositiveBigIntegerField(default=0)),
                        ("files", models.PositiveBigIntegerField(default=0)),
                        ("removed", models.PositiveIntegerField(default=0)),
                        ("error", models.CharField(blank=True, max_length=1000)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["kind", "state", "-ended_at"], name="backup_of_kind"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
