"""All that the first two made, in one, for tables that are new."""

import django.db.models.deletion
from django.db import migrations, models

from pindos.kernel.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("automation", "0001_initial"), ("automation", "0002_routines")]

    initial = True

    dependencies = [
        ("organisation", "0005_unit_contact"),
        ("servicedesk", "0015_index_of_assignees"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Rule",
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
                        ("name", models.CharField(max_length=120)),
                        (
                            "when",
                            models.CharField(
                                choices=[
                                    ("opened", "A ticket was opened"),
                                    ("answered", "The requester wrote"),
                                    ("replied", "The unit replied"),
                                    ("categorised", "It got a category"),
                                    ("prioritised", "Its priority changed"),
                                    ("given", "Somebody took it or was given it"),
                                    ("moved", "It came from another unit"),
                                    ("referred", "It was referred to the Directorate"),
                                    ("returned", "It came back from the Directorate"),
                                    ("solved", "It was solved"),
                                    ("reopened", "It was reopened"),
                                    ("near", "A deadline comes near"),
                                    ("late", "A deadline is over"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("condition", models.TextField(blank=True)),
                        ("place", models.PositiveSmallIntegerField(default=10)),
                        ("is_once", models.BooleanField(default=True)),
                        ("category", models.CharField(blank=True, max_length=40)),
                        (
                            "impact",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("person", "One person"),
                                    ("unit", "An office"),
                                    ("prefecture", "A whole prefecture"),
                                    ("all", "All prefectures"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "urgency",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("low", "It can wait"),
                                    ("normal", "Work goes on with difficulty"),
                                    ("high", "Work has stopped"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("assign_least", models.BooleanField(default=False)),
                        ("checklist", models.CharField(blank=True, max_length=40)),
                        ("tasks", models.TextField(blank=True)),
                        ("note", models.TextField(blank=True)),
                        ("reply", models.TextField(blank=True)),
                        ("asks", models.BooleanField(default=False)),
                        ("tell_unit", models.BooleanField(default=False)),
                        ("tell_heads", models.BooleanField(default=False)),
                        ("tell_text", models.TextField(blank=True)),
                        ("is_on", models.BooleanField(default=False)),
                        (
                            "off_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("new", "It has not been switched on yet."),
                                    ("changed", "It was changed, and has to be tried out again."),
                                    ("person", "A person switched it off."),
                                    ("failing", "It failed again and again."),
                                ],
                                default="new",
                                max_length=10,
                            ),
                        ),
                        ("failures", models.PositiveSmallIntegerField(default=0)),
                        ("tried_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "assign_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "tell_person",
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
                            models.Index(fields=["when", "is_on", "place", "id"], name="rule_when")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Run",
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
                        ("cause", models.CharField(max_length=120)),
                        ("at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("done", "Done"),
                                    ("failed", "Something was refused"),
                                    ("stopped", "Too often on one day"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("deeds", models.JSONField(default=list)),
                        (
                            "rule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="runs",
                                to="automation.rule",
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
                            models.Index(fields=["rule", "-at", "-id"], name="run_of_rule"),
                            models.Index(fields=["at"], name="run_by_time"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("rule", "ticket", "cause"), name="one_run_for_each_event"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Trial",
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
                        ("version", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                        ("looked", models.PositiveIntegerField()),
                        ("hits", models.PositiveIntegerField()),
                        ("is_cut", models.BooleanField(default=False)),
                        ("lines", models.JSONField(default=list)),
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
                            "rule",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="trial",
                                to="automation.rule",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Routine",
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
                        ("name", models.CharField(max_length=120)),
                        ("title", models.CharField(max_length=200)),
                        ("description", models.TextField(blank=True)),
                        ("category", models.CharField(blank=True, max_length=40)),
                        ("checklist", models.CharField(blank=True, max_length=40)),
                        ("tasks", models.TextField(blank=True)),
                        (
                            "every",
                            models.CharField(
                                choices=[
                                    ("days", "Every so many days"),
                                    ("weeks", "Every so many weeks, on a weekday"),
                                    ("months", "Every so many months, on a day of the month"),
                                    (
                                        "weekday",
                                        "Every so many months, on the first, second … weekday",
                                    ),
                                    ("first", "Every so many months, on the first working day"),
                                    ("last", "Every so many months, on the last working day"),
                                ],
                                default="months",
                                max_length=10,
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField(default=1)),
                        ("begins", models.DateField()),
                        ("ends", models.DateField(blank=True, null=True)),
                        ("day", models.PositiveSmallIntegerField(default=1)),
                        ("weekday", models.PositiveSmallIntegerField(default=0)),
                        ("nth", models.SmallIntegerField(default=1)),
                        (
                            "shift",
                            models.CharField(
                                choices=[
                                    ("forward", "It moves to the next working day"),
                                    ("back", "It moves to the working day before"),
                                    ("leave-out", "It is left out"),
                                    ("stay", "It stays"),
                                ],
                                default="forward",
                                max_length=10,
                            ),
                        ),
                        ("is_on", models.BooleanField(default=False)),
                        ("done_until", models.DateField(blank=True, null=True)),
                        (
                            "assign_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "requester",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Occurrence",
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
                        ("named", models.DateField()),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("refused", models.TextField(blank=True)),
                        (
                            "ticket",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="servicedesk.ticket",
                            ),
                        ),
                        (
                            "routine",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="occurrences",
                                to="automation.routine",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("routine", "on"), name="one_ticket_a_day"
                            ),
                            models.UniqueConstraint(
                                fields=("routine", "named"), name="one_ticket_a_named_day"
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
