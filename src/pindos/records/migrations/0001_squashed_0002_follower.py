"""All that the first two made, in one, for tables that are new."""

import django.db.models.deletion
from django.db import migrations, models

from pindos.kernel.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("records", "0001_initial"), ("records", "0002_follower")]

    initial = True

    dependencies = [
        ("organisation", "0002_touched"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Blob",
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
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("size", models.PositiveBigIntegerField()),
                        ("content_type", models.CharField(max_length=100)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Counter",
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
                        ("series", models.CharField(max_length=20, unique=True)),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="Record",
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
                        ("about", models.CharField(max_length=60)),
                        ("number", models.CharField(max_length=30, null=True, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Entry",
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
                                choices=[
                                    ("opening", "Report"),
                                    ("reply", "Reply"),
                                    ("note", "Internal note"),
                                    ("step", "What happened"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("is_internal", models.BooleanField(default=False)),
                        ("author_id", models.BigIntegerField(blank=True, null=True)),
                        ("author_name", models.CharField(blank=True, max_length=200)),
                        ("author_unit", models.CharField(blank=True, max_length=200)),
                        ("text", models.TextField(blank=True)),
                        ("step", models.CharField(blank=True, max_length=40)),
                        ("facts", models.JSONField(blank=True, default=dict)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="records.record",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["record", "id"], name="entry_of_record")],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
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
                        ("name", models.CharField(max_length=200)),
                        (
                            "blob",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.blob",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="records.entry",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HeldFile",
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
                        ("key", models.CharField(max_length=64, unique=True)),
                        ("account_id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        (
                            "blob",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.blob",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Participant",
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
                            "part",
                            models.CharField(
                                choices=[
                                    ("requester", "Requester"),
                                    ("watcher", "Watcher"),
                                    ("follower", "Follower"),
                                ],
                                max_length=10,
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
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participants",
                                to="records.record",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record", "person"), name="one_part_per_person"
                            )
                        ],
                        "indexes": [
                            models.Index(
                                fields=["person", "part", "record"], name="part_of_person"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
