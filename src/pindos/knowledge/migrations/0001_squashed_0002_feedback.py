"""All that the first two made, in one, for tables that are new."""

import django.db.models.deletion
from django.db import migrations, models

from pindos.kernel.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("knowledge", "0001_initial"), ("knowledge", "0002_feedback")]

    initial = True

    dependencies = [
        ("organisation", "0005_unit_contact"),
        ("records", "0002_follower"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Enclosure",
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
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "attachment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="records.attachment",
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="records.entry",
                            ),
                        ),
                        (
                            "instruction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enclosures",
                                to="knowledge.instruction",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("dropped_at", None)),
                                fields=("instruction", "name"),
                                name="one_enclosure_a_name",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
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
                        ("number", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("text", models.TextField()),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "enclosures",
                            models.ManyToManyField(
                                related_name="editions", to="knowledge.enclosure"
                            ),
                        ),
                        (
                            "instruction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="editions",
                                to="knowledge.instruction",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("instruction", "number"), name="one_edition_a_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Instruction",
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
                        ("title", models.CharField(max_length=200)),
                        ("text", models.TextField()),
                        ("heading", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("instruction", "Instruction"),
                                    ("runbook", "Runbook for technicians"),
                                ],
                                default="instruction",
                                max_length=15,
                            ),
                        ),
                        ("categories", models.CharField(blank=True, max_length=600)),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("everybody", "Everybody who signs in"),
                                    ("unit", "A unit and those below it"),
                                    ("technicians", "Those who work at a desk"),
                                ],
                                default="everybody",
                                max_length=15,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("published", "Published"),
                                    ("retired", "Retired"),
                                ],
                                default="draft",
                                max_length=15,
                            ),
                        ),
                        ("review_on", models.DateField(blank=True, null=True)),
                        ("opened_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("search_text", models.TextField(blank=True, editable=False)),
                        (
                            "audience_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="knowledge.edition",
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                        ("shipped", models.CharField(blank=True, editable=False, max_length=60)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["state", "audience", "heading"], name="instruction_read_by"
                            ),
                            models.Index(fields=["unit", "state"], name="instruction_of_unit"),
                            models.Index(
                                fields=["state", "review_on"], name="instruction_to_review"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tally",
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
                        ("readings", models.PositiveIntegerField(default=0)),
                        ("asked_after", models.PositiveIntegerField(default=0)),
                        (
                            "edition",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tally",
                                to="knowledge.edition",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Answer",
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
                        ("has_helped", models.BooleanField()),
                        ("words", models.CharField(blank=True, max_length=500)),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("page", "On its page"),
                                    ("report", "Instead of a report"),
                                    ("ticket", "On a ticket"),
                                ],
                                default="page",
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="knowledge.edition",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["edition", "has_helped"], name="answer_to_edition"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "person"), name="one_answer_a_person"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
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
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="knowledge.edition",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["person", "at"], name="reading_of_person"),
                            models.Index(fields=["at"], name="reading_at"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "person"), name="one_reading_a_person"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
