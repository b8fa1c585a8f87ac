"""Service levels take the place of goals; what an administrator had set goes on to hold."""

import django.db.models.deletion
from django.db import migrations, models

SHIPPED = {1: (480, 4800, 2400), 2: (240, 2400, 960), 3: (120, 960, 480), 4: (60, 480, 240)}


def carry_goals(apps, schema_editor):
    """A goal was in hours by the clock on the wall, so its level runs day and night."""
    level = apps.get_model("servicedesk", "Level")
    for goal in apps.get_model("servicedesk", "Goal").objects.all():
        answer, _solution, leg = SHIPPED[goal.priority]
        solution = goal.hours * 60
        level.objects.create(
            scope=f"{goal.priority}-0-0",
            priority=goal.priority,
            answer=min(answer, solution),
            solution=solution,
            leg=min(leg, solution),
            hours="always",
        )


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0004_chart_text"),
        ("servicedesk", "0013_split"),
    ]

    operations = [
        migrations.CreateModel(
            name="Level",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
        migrations.RunPython(carry_goals, migrations.RunPython.noop),
        migrations.DeleteModel(
            name="Goal",
        ),
        migrations.RemoveField(
            model_name="ticket",
            name="counted_from",
        ),
    ]
