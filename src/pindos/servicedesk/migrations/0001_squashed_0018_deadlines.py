"""All that the first eighteen made, in one, for tables that are new."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pindos.kernel.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("servicedesk", "0001_initial"),
        ("servicedesk", "0002_touched"),
        ("servicedesk", "0003_reply_templates"),
        ("servicedesk", "0004_link"),
        ("servicedesk", "0005_catalogue"),
        ("servicedesk", "0006_tasks_and_time"),
        ("servicedesk", "0007_bulk_acts"),
        ("servicedesk", "0008_approval"),
        ("servicedesk", "0009_merge"),
        ("servicedesk", "0010_stays"),
        ("servicedesk", "0011_equipment"),
        ("servicedesk", "0012_ticket_orders"),
        ("servicedesk", "0013_split"),
        ("servicedesk", "0014_levels"),
        ("servicedesk", "0015_index_of_assignees"),
        ("servicedesk", "0016_guidance"),
        ("servicedesk", "0017_calendar_feeds"),
        ("servicedesk", "0018_deadlines"),
    ]

    initial = True

    dependencies = [
        ("clocks", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("inventory", "0001_initial"),
        ("knowledge", "0002_feedback"),
        ("organisation", "0006_holidays"),
        ("records", "0002_follower"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="ReplyTemplate",
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
                        ("text", models.TextField()),
                        ("is_retired", models.BooleanField(default=False)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["unit", "is_retired", "name"], name="reply_of_unit"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReplyWording",
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
                        ("name", models.CharField(max_length=200)),
                        ("text", models.TextField()),
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
                            "template",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wordings",
                                to="servicedesk.replytemplate",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("template", "version"), name="one_wording_a_version"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CategoryGroup",
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
                        ("key", models.CharField(max_length=40, unique=True)),
                        ("name_el", models.CharField(max_length=100)),
                        ("name_en", models.CharField(max_length=100)),
                        ("position", models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="Checklist",
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
                        ("key", models.CharField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("lines", models.TextField(max_length=50000)),
                        ("is_hidden", models.BooleanField(default=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="BulkAct",
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
                        ("verb", models.CharField(max_length=20)),
                        ("arguments", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("previewed", "Looked at, not done"),
                                    ("running", "Under way"),
                                    ("done", "Done"),
                                    ("undoing", "Being undone"),
                                    ("undone", "Undone"),
                                ],
                                default="previewed",
                                max_length=10,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "account",
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
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["person", "-id"], name="bulk_of_person"),
                            models.Index(fields=["unit", "-id"], name="bulk_of_unit"),
                            models.Index(fields=["state", "made_at"], name="bulk_by_state"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
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
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
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
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Ticket",
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
                        ("number", models.CharField(max_length=30, null=True, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("assigned", "In work"),
                                    ("waiting", "Waits for the user"),
                                    ("referred", "At the Directorate"),
                                    ("returned", "Came back"),
                                    ("solved", "Solved"),
                                    ("closed", "Closed"),
                                    ("merged", "Merged"),
                                ],
                                default="new",
                                max_length=10,
                            ),
                        ),
                        (
                            "impact",
                            models.CharField(
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
                                choices=[
                                    ("low", "It can wait"),
                                    ("normal", "Work goes on with difficulty"),
                                    ("high", "Work has stopped"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "priority",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Low"), (2, "Normal"), (3, "High"), (4, "Critical")]
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("state_since", models.DateTimeField()),
                        ("late_at", models.DateTimeField(blank=True, null=True)),
                        ("solved_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("search_text", models.TextField(blank=True, editable=False)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "assignee",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "prefecture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.prefecture",
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
                            "requester",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="organisation.site",
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
                            "with_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                        ("touched", models.JSONField(default=dict, editable=False)),
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
                        (
                            "category_version",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="servicedesk.categoryversion",
                            ),
                        ),
                        (
                            "asset",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.asset",
                            ),
                        ),
                        ("answer_due_at", models.DateTimeField(blank=True, null=True)),
                        ("risk_at", models.DateTimeField(blank=True, null=True)),
                        ("solve_due_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["unit", "state", "-priority", "id"], name="ticket_of_unit"
                            ),
                            models.Index(
                                fields=["with_unit", "state", "-priority", "id"],
                                name="ticket_with_unit",
                            ),
                            models.Index(fields=["requester", "-id"], name="ticket_of_requester"),
                            models.Index(
                                fields=["prefecture", "state", "late_at"],
                                name="ticket_of_prefecture",
                            ),
                            models.Index(
                                fields=["category", "state", "-priority", "id"],
                                name="ticket_of_category",
                            ),
                            models.Index(
                                fields=["opened_at", "unit", "prefecture", "category"],
                                name="ticket_opened",
                            ),
                            models.Index(
                                fields=["solved_at", "unit", "prefecture", "category"],
                                name="ticket_solved",
                            ),
                            models.Index(fields=["asset", "-id"], name="ticket_of_asset"),
                            models.Index(fields=["-priority", "id"], name="ticket_by_urgency"),
                            models.Index(fields=["opened_at", "id"], name="ticket_by_opening"),
                            models.Index(
                                fields=[
                                    "state",
                                    "-priority",
                                    "id",
                                    "unit",
                                    "with_unit",
                                    "assignee",
                                    "late_at",
                                ],
                                name="ticket_in_state",
                            ),
                            models.Index(
                                condition=models.Q(("assignee__isnull", False)),
                                fields=["assignee", "state"],
                                name="ticket_of_assignee",
                            ),
                            models.Index(
                                fields=["unit", "solve_due_at", "id"], name="ticket_to_solve"
                            ),
                            models.Index(
                                condition=models.Q(("answer_due_at__isnull", False)),
                                fields=["unit", "answer_due_at", "id"],
                                name="ticket_to_answer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Move",
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
                            "from_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                        (
                            "to_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moves",
                                to="servicedesk.ticket",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["from_unit", "ticket"], name="move_from_unit")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Leg",
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
                        ("tried", models.TextField()),
                        ("reason", models.TextField()),
                        ("began_at", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("question", "Returned with a question"),
                                    ("answer", "Handed back with an answer"),
                                    ("recalled", "Recalled by the unit that referred it"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        (
                            "from_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                        (
                            "owner",
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
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="legs",
                                to="servicedesk.ticket",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["unit", "ended_at"], name="leg_of_unit")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("ticket",),
                                name="one_open_leg_per_ticket",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Link",
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
                                    ("related", "Related"),
                                    ("duplicates", "Duplicates"),
                                    ("blocks", "Blocks"),
                                    ("parent", "Parent of"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="servicedesk.ticket",
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
                            models.Index(fields=["ticket", "-id"], name="link_of_ticket"),
                            models.Index(fields=["other", "-id"], name="link_of_other"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("ticket", "other", "kind"), name="one_link_of_a_kind"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "parent")),
                                fields=("other",),
                                name="one_parent_per_ticket",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ticket", models.F("other")), _negated=True),
                                name="no_link_to_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Caller",
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
                        ("phone", models.CharField(blank=True, max_length=40)),
                        (
                            "ticket",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="caller",
                                to="servicedesk.ticket",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Effort",
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
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("on", models.DateField()),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="efforts",
                                to="servicedesk.ticket",
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
                            "who",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["ticket", "id"], name="effort_on_ticket"),
                            models.Index(fields=["unit", "on"], name="effort_of_unit"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
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
                        ("title", models.CharField(max_length=200)),
                        ("group", models.CharField(blank=True, max_length=200)),
                        ("place", models.PositiveSmallIntegerField()),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="servicedesk.ticket",
                            ),
                        ),
                        (
                            "who",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["ticket", "place", "id"], name="task_of_ticket"),
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["who", "due_at", "id"],
                                name="open_task_of_person",
                            ),
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["due_at", "id"],
                                name="open_task_by_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BulkItem",
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
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("wanted", "Would change"),
                                    ("nothing", "Stays, it is so already"),
                                    ("left_out", "Left out"),
                                    ("done", "Done"),
                                    ("refused", "Refused"),
                                    ("undone", "Undone"),
                                    ("kept", "Not undone"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("version", models.PositiveIntegerField()),
                        ("version_after", models.PositiveIntegerField(blank=True, null=True)),
                        ("before", models.JSONField(default=dict)),
                        ("said", models.JSONField(default=dict)),
                        (
                            "bulk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="servicedesk.bulkact",
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
                            models.Index(
                                fields=["bulk", "outcome", "id"], name="bulk_item_by_outcome"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("bulk", "ticket"), name="one_item_a_ticket"
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
                        ("question", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("approved", "Approved"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("is_own", models.BooleanField(default=False)),
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
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="approvals",
                                to="servicedesk.ticket",
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
                            models.Index(
                                fields=["unit", "decision", "id"], name="approval_of_unit"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("decision", "")),
                                fields=("ticket",),
                                name="one_open_approval_per_ticket",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("assigned", "In work"),
                                    ("waiting", "Waits for the user"),
                                    ("referred", "At the Directorate"),
                                    ("returned", "Came back"),
                                    ("solved", "Solved"),
                                    ("closed", "Closed"),
                                    ("merged", "Merged"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="servicedesk.ticket",
                            ),
                        ),
                        (
                            "root",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="servicedesk.ticket",
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
                            models.Index(fields=["root", "undone_at"], name="merge_of_root"),
                            models.Index(fields=["into", "undone_at"], name="merge_of_into"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("ticket",),
                                name="merged_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ticket", models.F("into")), _negated=True),
                                    models.Q(("ticket", models.F("root")), _negated=True),
                                ),
                                name="never_merged_into_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Share",
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="records.entry",
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
                        ("is_inside", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("ticket", "entry"), name="one_share_of_an_entry"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Guidance",
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
                            "how",
                            models.CharField(
                                choices=[
                                    ("solved", "It helped whoever asked"),
                                    ("sent", "Sent in a reply"),
                                    ("written", "Written from this ticket"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "instruction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="knowledge.instruction",
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
                            models.Index(
                                fields=["instruction", "-id"], name="guidance_by_instruction"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("ticket", "instruction", "how"),
                                name="one_guidance_of_a_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Category",
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
                        ("key", models.CharField(max_length=40, unique=True)),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("is_retired", models.BooleanField(default=False)),
                        ("source_hash", models.CharField(blank=True, max_length=64)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="categories",
                                to="servicedesk.categorygroup",
                            ),
                        ),
                        (
                            "current",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="servicedesk.categoryversion",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["group", "position", "id"], name="category_of_group"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CategoryVersion",
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
                        ("said", models.JSONField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="servicedesk.category",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.person",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("category", "number"), name="one_version_of_a_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answered",
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
                        ("answers", models.JSONField(default=dict)),
                        ("at", models.DateTimeField()),
                        (
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answered",
                                to="servicedesk.ticket",
                            ),
                        ),
                        (
                            "category_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="servicedesk.categoryversion",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["ticket", "-id"], name="answered_of_ticket")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Stay",
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
                            "began_by",
                            models.CharField(
                                choices=[
                                    ("opened", "Opened"),
                                    ("referred", "Referred"),
                                    ("back", "Back"),
                                    ("moved", "Moved"),
                                    ("reopened", "Reopened"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("began_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("seconds", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_after", models.PositiveBigIntegerField(blank=True, null=True)),
                        (
                            "category",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="servicedesk.category",
                            ),
                        ),
                        (
                            "for_unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                        (
                            "prefecture",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.prefecture",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stays",
                                to="servicedesk.ticket",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.unit",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=[
                                    "ended_at",
                                    "for_unit",
                                    "prefecture",
                                    "category",
                                    "unit",
                                    "seconds",
                                    "ticket",
                                ],
                                name="stay_ended",
                            ),
                            models.Index(
                                fields=["began_by", "began_at", "ticket"], name="stay_began"
                            ),
                            models.Index(
                                condition=models.Q(("answered_at__isnull", False)),
                                fields=[
                                    "answered_at",
                                    "for_unit",
                                    "prefecture",
                                    "category",
                                    "unit",
                                    "answered_after",
                                    "ticket",
                                ],
                                name="stay_answered",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("ticket",),
                                name="one_open_stay_per_ticket",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Level",
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
                        ("scope", models.CharField(max_length=80, unique=True)),
                        (
                            "priority",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(1, "Low"), (2, "Normal"), (3, "High"), (4, "Critical")],
                                null=True,
                            ),
                        ),
                        ("answer", models.PositiveIntegerField(blank=True, null=True)),
                        ("solution", models.PositiveIntegerField(blank=True, null=True)),
                        ("leg", models.PositiveIntegerField(blank=True, null=True)),
                        ("hours", models.CharField(blank=True, max_length=40)),
                        ("is_retired", models.BooleanField(default=False)),
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
                        (
                            "prefecture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.prefecture",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
    ]
