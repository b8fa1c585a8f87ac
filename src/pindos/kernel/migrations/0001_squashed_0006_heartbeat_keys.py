"""All that the first six made, in one, for tables that are new."""

import secrets

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from pindos.kernel.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("kernel", "0001_initial"),
        ("kernel", "0002_options"),
        ("kernel", "0003_drafts"),
        ("kernel", "0004_heartbeat"),
        ("kernel", "0005_running_jobs"),
        ("kernel", "0006_heartbeat_keys"),
    ]

    initial = True

    dependencies = []

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Schedule",
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
                        ("name", models.CharField(max_length=100, unique=True)),
                        ("every", models.PositiveIntegerField(help_text="seconds")),
                        (
                            "next_run_at",
                            models.DateTimeField(db_index=True, default=django.utils.timezone.now),
                        ),
                        ("last_ok_at", models.DateTimeField(blank=True, null=True)),
                        ("last_count", models.PositiveIntegerField(blank=True, null=True)),
                        ("last_error", models.TextField(blank=True)),
                        ("last_failed_at", models.DateTimeField(blank=True, null=True)),
                        ("running_since", models.DateTimeField(blank=True, null=True)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("run_by", models.CharField(blank=True, default="", max_length=100)),
                        ("is_told_to_stop", models.BooleanField(default=False)),
                    ],
                ),
                migrations.CreateModel(
                    name="Event",
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
                        ("name", models.CharField(db_index=True, max_length=100)),
                        ("subject", models.CharField(db_index=True, max_length=100)),
                        ("unit_id", models.BigIntegerField(blank=True, null=True)),
                        ("other_unit_id", models.BigIntegerField(blank=True, null=True)),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("feed", "Whoever may see the unit"),
                                    ("internal", "The house itself"),
                                    ("security", "Administrators and auditors"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("actor_id", models.BigIntegerField(blank=True, null=True)),
                        ("capacity", models.CharField(blank=True, max_length=20)),
                        ("door", models.CharField(max_length=100)),
                        ("address", models.CharField(max_length=60, null=True)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("payload", models.JSONField(null=True)),
                        (
                            "salt",
                            models.CharField(
                                default=secrets.token_hex, editable=False, max_length=64, null=True
                            ),
                        ),
                        ("digest", models.CharField(editable=False, max_length=64, null=True)),
                        ("seq", models.BigIntegerField(editable=False, null=True, unique=True)),
                        ("hash", models.CharField(editable=False, max_length=64, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["unit_id", "seq"], name="event_of_unit"),
                            models.Index(
                                fields=["other_unit_id", "seq"], name="event_of_other_unit"
                            ),
                            models.Index(fields=["actor_id", "seq"], name="event_of_actor"),
                            models.Index(
                                condition=models.Q(("seq__isnull", True)),
                                fields=["id"],
                                name="event_unsealed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Repeat",
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
                        ("account_id", models.BigIntegerField()),
                        ("key", models.CharField(max_length=200)),
                        ("digest", models.CharField(max_length=64)),
                        ("answer", models.JSONField(null=True)),
                        ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account_id", "key"), name="one_answer_per_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
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
                        ("reaction", models.CharField(max_length=100)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("leased", "Being carried out"),
                                    ("done", "Done"),
                                    ("parked", "Parked"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("next_try_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("last_error", models.TextField(blank=True)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="kernel.event",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["waiting", "leased"])),
                                fields=["next_try_at", "id"],
                                name="delivery_undone",
                            ),
                            models.Index(
                                condition=models.Q(("state", "parked")),
                                fields=["reaction", "id"],
                                name="delivery_parked",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("event", "reaction"), name="one_delivery_per_reaction"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Change",
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
                        ("field", models.CharField(max_length=60)),
                        ("before", models.JSONField(null=True)),
                        ("after", models.JSONField(null=True)),
                        (
                            "salt",
                            models.CharField(
                                default=secrets.token_hex, editable=False, max_length=64, null=True
                            ),
                        ),
                        ("digest", models.CharField(editable=False, max_length=64, null=True)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="kernel.event",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("event", "field"), name="one_change_per_field"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Option",
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
                        ("value", models.JSONField(null=True)),
                        ("version", models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="Draft",
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
                        ("account_id", models.BigIntegerField()),
                        ("form", models.CharField(max_length=120)),
                        ("data", models.JSONField()),
                        ("at", models.DateTimeField(db_index=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account_id", "form"), name="one_draft_per_form"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Presence",
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
                        ("account_id", models.BigIntegerField()),
                        ("subject", models.CharField(max_length=100)),
                        ("at", models.DateTimeField(db_index=True)),
                        ("is_writing", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("subject", "account_id"), name="one_presence_per_page"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Heartbeat",
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
                        ("host", models.CharField(max_length=100)),
                        ("pid", models.PositiveIntegerField()),
                        ("kind", models.CharField(max_length=10)),
                        ("version", models.CharField(max_length=40)),
                        ("began_at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(db_index=True)),
                        ("worked_at", models.DateTimeField(blank=True, null=True)),
                        ("done", models.BigIntegerField(default=0)),
                        ("rss", models.BigIntegerField(blank=True, null=True)),
                        ("pss", models.BigIntegerField(blank=True, null=True)),
                        ("ahead", models.FloatField(blank=True, null=True)),
                        ("counts", models.JSONField(default=dict)),
                        ("keys", models.CharField(blank=True, default="", max_length=16)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("host", "pid"), name="one_heart_a_process"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
