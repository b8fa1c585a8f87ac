"""All that the first two made, in one, for tables that are new."""

import django.db.models.deletion
from django.db import migrations, models

from pindos.kernel.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("changes", "0001_initial"), ("changes", "0002_problems_that_it_solves")]

    initial = True

    dependencies = [
        ("inventory", "0001_initial"),
        ("organisation", "0004_chart_text"),
        ("problems", "0001_initial"),
        ("records", "0002_follower"),
        ("servicedesk", "0013_split"),
    ]

    operations = [
        CreateModels(
            [
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
                        ("version", models.PositiveIntegerField(default=1)),
                        ("touched", models.JSONField(default=dict, editable=False)),
                        ("number", models.CharField(max_length=30, null=True, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("standard", "Routine, approved beforehand"),
                                    ("normal", "Normal, the head approves it"),
                                    ("emergency", "Emergency, approved afterwards"),
                                ],
                                default="normal",
                                max_length=10,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("plan", models.TextField(blank=True)),
                        ("back_out", models.TextField(blank=True)),
                        (
                            "scale",
                            models.CharField(
                                choices=[
                                    ("few", "A few people"),
                                    ("unit", "A whole office or building"),
                                    ("many", "Several buildings or prefectures"),
                                ],
                                default="few",
                                max_length=10,
                            ),
                        ),
                        (
                            "undo",
                            models.CharField(
                                choices=[
                                    ("easy", "Yes, at once"),
                                    ("hard", "Yes, but it takes hours"),
                                    ("never", "No"),
                                ],
                                default="easy",
                                max_length=10,
                            ),
                        ),
                        (
                            "risk",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Low"), (2, "Medium"), (3, "High")], default=1
                            ),
                        ),
                        ("starts_at", models.DateTimeField(blank=True, null=True)),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                        ("service", models.CharField(blank=True, max_length=200)),
                        ("downtime", models.PositiveIntegerField(blank=True, null=True)),
                        ("units", models.JSONField(blank=True, default=list)),
                        ("sites", models.JSONField(blank=True, default=list)),
                        ("assets", models.JSONField(blank=True, default=list)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "In preparation"),
                                    ("asked", "Waits for approval"),
                                    ("approved", "Approved"),
                                    ("refused", "Not approved"),
                                    ("in_work", "Under way"),
                                    ("done", "Carried out"),
                                    ("backed_out", "Backed out"),
                                    ("cancelled", "Called off"),
                                    ("reviewed", "Reviewed"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("state_since", models.DateTimeField()),
                        ("planned_at", models.DateTimeField()),
                        ("announced_at", models.DateTimeField(blank=True, null=True)),
                        ("moved_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "search_text",
                            models.CharField(blank=True, editable=False, max_length=700),
                        ),
                        (
                            "planned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "record",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.record",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["unit", "-id"], name="change_of_unit"),
                            models.Index(fields=["ends_at", "starts_at"], name="change_by_window"),
                            models.Index(fields=["state", "ended_at"], name="change_by_state"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_at", None),
                                    ("ends_at", None),
                                    ("ends_at__gt", models.F("starts_at")),
                                    _connector="OR",
                                ),
                                name="change_ends_after_its_start",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Approval",
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
                        ("asked_at", models.DateTimeField()),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("approved", "Approved"),
                                    ("refused", "Not approved"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("is_after", models.BooleanField(default=False)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                        (
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="approvals",
                                to="changes.change",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["unit", "decision", "id"], name="change_approval_unit"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("decision", "")),
                                fields=("change",),
                                name="one_open_approval_per_change",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Affected",
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
                        ("is_named", models.BooleanField(default=True)),
                        (
                            "asset",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.asset",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.site",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                        (
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="affected",
                                to="changes.change",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["unit", "change"], name="affected_unit"),
                            models.Index(fields=["site", "change"], name="affected_site"),
                            models.Index(fields=["asset", "change"], name="affected_asset"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TicketTie",
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
                            "tie",
                            models.CharField(
                                choices=[
                                    ("solves", "The work solves it"),
                                    ("caused-by", "It gave rise to the work"),
                                    ("led-to", "It came of the work"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ties",
                                to="changes.change",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="servicedesk.ticket",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["ticket", "change"], name="change_of_ticket")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("change", "ticket"), name="one_tie_of_two"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProblemTie",
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
                        ("at", models.DateTimeField()),
                        (
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="aims",
                                to="changes.change",
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="problems.problem",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["problem", "change"], name="change_of_problem")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("change", "problem"), name="one_aim_of_two"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
