"""All that the first two made, in one, for tables that are new."""

import django.db.models.deletion
from django.db import migrations, models

from pindos.kernel.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("oversight", "0001_report"), ("oversight", "0002_dispatches")]

    initial = True

    dependencies = [
        ("lists", "0001_initial"),
        ("organisation", "0006_holidays"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Report",
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
                        ("month", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Is being made"),
                                    ("made", "Made"),
                                    ("failed", "It could not be made"),
                                ],
                                db_index=True,
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("made_at", models.DateTimeField(blank=True, null=True)),
                        ("size", models.PositiveIntegerField(default=0)),
                        ("pdf", models.BinaryField(null=True)),
                        ("error", models.CharField(blank=True, max_length=300)),
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "month"), name="one_report_of_a_month"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dispatch",
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
                                    ("report", "The monthly report as PDF"),
                                    ("view", "A shared view"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True)),
                        ("on_since", models.DateTimeField()),
                        (
                            "person",
                            models.ForeignKey(
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
                            "view",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="lists.view",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("what", "report")),
                                fields=("unit", "person"),
                                name="one_report_for_each_person",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("what", "view")),
                                fields=("unit", "person", "view"),
                                name="one_view_for_each_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dispatched",
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
                        ("month", models.DateField()),
                        ("at", models.DateTimeField()),
                        (
                            "fate",
                            models.CharField(
                                choices=[("sent", "Sent"), ("refused", "Not sent")], max_length=10
                            ),
                        ),
                        ("why", models.CharField(blank=True, max_length=10)),
                        (
                            "dispatch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sent",
                                to="oversight.dispatch",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("dispatch", "month"), name="one_dispatch_a_month"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
