"""Tickets bear when their clocks end, so that lists go by it; those that tick are filled in."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

ABOUT, ANSWER, SOLUTION = "servicedesk.ticket", "answer", "solution"


def fill(apps, schema_editor):
    """From the clocks, by one statement: a ticket has at most one of each promise."""
    clock = apps.get_model("clocks", "Clock")
    ticking = clock.objects.filter(
        about=ABOUT, about_id=OuterRef("pk"), stopped_at=None, due_at__isnull=False
    )
    ends = {
        "answer_due_at": ticking.filter(key=ANSWER).values("due_at"),
        "solve_due_at": ticking.filter(key=SOLUTION).values("due_at"),
        "risk_at": ticking.filter(key__in=(ANSWER, SOLUTION))
        .order_by("warn_at")
        .values("warn_at"),
    }
    tickets = apps.get_model("servicedesk", "Ticket").objects.filter(late_at__isnull=False)
    tickets.update(**{field: Subquery(rows[:1]) for field, rows in ends.items()})


class Migration(migrations.Migration):
    dependencies = [
        ("clocks", "0001_initial"),
        ("inventory", "0001_initial"),
        ("organisation", "0006_holidays"),
        ("records", "0002_follower"),
        ("servicedesk", "0017_calendar_feeds"),
    ]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="answer_due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="ticket",
            name="risk_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="ticket",
            name="solve_due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["unit", "solve_due_at", "id"], name="ticket_to_solve"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("answer_due_at__isnull", False)),
                fields=["unit", "answer_due_at", "id"],
                name="ticket_to_answer",
            ),
        ),
    ]
