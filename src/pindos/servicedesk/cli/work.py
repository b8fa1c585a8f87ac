"""Tasks and time of tickets in a terminal."""

from typing import Any

import click
from django.utils import timezone

from pindos.identity.queries import viewer_named
from pindos.organisation.queries import person_known_to
from pindos.servicedesk import commands
from pindos.servicedesk.cli.tickets import acting, which
from pindos.servicedesk.models import Task
from pindos.servicedesk.queries import efforts_of, tasks_of, ticket_by

who = click.option("--who", help="Id, key or e-mail.")
MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"])


@click.group("task")
def task() -> None:
    """Tasks of a ticket; TICKET is an id or a number, however typed."""


@task.command("list")
@which
@acting
def task_list(ticket: str, acting: str) -> None:
    """Print the tasks of a ticket, in their order."""
    viewer = viewer_named(acting)
    for row in tasks_of(viewer, ticket_by(viewer, ticket)):
        _say(row)


@task.command("add")
@which
@click.argument("lines", nargs=-1)
@click.option("--checklist", default="", help="The key of one that is ready, such as departure.")
@click.option("--due", type=MOMENT)
@who
@acting
def task_add(
    ticket: str, lines: tuple[str, ...], checklist: str, due: Any, who: str | None, acting: str
) -> None:
    """Put tasks on a ticket: each argument is one."""
    viewer = viewer_named(acting)
    rows = commands.add_tasks(
        viewer=viewer,
        ticket_id=ticket_by(viewer, ticket).pk,
        lines=lines,
        checklist=checklist,
        due_at=timezone.make_aware(due) if due else None,
        who_id=person_known_to(viewer, who).id if who else None,
    )
    for row in rows:
        _say(row)


def _verb(verb: str, command: Any) -> None:
    def run(ticket: str, task: int, acting: str) -> None:
        viewer = viewer_named(acting)
        found = ticket_by(viewer, ticket)
        row = command(viewer=viewer, ticket_id=found.pk, task_id=task)
        if isinstance(row, Task):
            _say(row)

    run.__doc__ = (command.__doc__ or "").partition("\n")[0]
    task.command(verb)(which(click.argument("task", type=int)(acting(run))))


_verb("finish", commands.finish_task)
_verb("reopen", commands.reopen_task)
_verb("remove", commands.remove_task)


@click.group("time")
def time() -> None:
    """The time spent on a ticket."""


@time.command("spend")
@which
@click.argument("spent")
@click.option("--note", default="")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]))
@who
@acting
def time_spend(ticket: str, spent: str, note: str, on: Any, who: str | None, acting: str) -> None:
    """Write down how long it took: 1:30, 90, 1ω30, "15 λ"."""
    viewer = viewer_named(acting)
    effort = commands.spend_time(
        viewer=viewer,
        ticket_id=ticket_by(viewer, ticket).pk,
        spent=spent,
        note=note,
        on=on.date() if on else None,
        who_id=person_known_to(viewer, who).id if who else None,
    )
    click.echo(f"{effort.pk} {effort.minutes} min {effort.on}")


@time.command("list")
@which
@acting
def time_list(ticket: str, acting: str) -> None:
    """Print the entries of a ticket."""
    viewer = viewer_named(acting)
    for row in efforts_of(viewer, ticket_by(viewer, ticket)):
        click.echo(f"{row.pk} {row.on} {row.minutes} min {row.note}")


@time.command("remove")
@which
@click.argument("effort", type=int)
@acting
def time_remove(ticket: str, effort: int, acting: str) -> None:
    """Take an entry away."""
    viewer = viewer_named(acting)
    found = ticket_by(viewer, ticket)
    commands.remove_time(viewer=viewer, ticket_id=found.pk, effort_id=effort)


def _say(row: Task) -> None:
    due = f" {timezone.localtime(row.due_at):%d/%m/%Y %H:%M}" if row.due_at else ""
    click.echo(f"{row.pk} [{'x' if row.done_at else ' '}]{due} {row.title}")
