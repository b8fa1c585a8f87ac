"""Whoever is given a task hears so."""

from django.utils.translation import gettext as _

from pindos.kernel.events import on
from pindos.servicedesk.events import TaskChanged, TasksAdded
from pindos.servicedesk.models import Task
from pindos.servicedesk.telling.news import news_of


def tell_of_task(event: TasksAdded | TaskChanged) -> None:
    """Whoever has it from now on hears what it is; those who had it already hear nothing."""
    if event.who_id is None:
        return
    ids = event.task_ids if isinstance(event, TasksAdded) else [event.task_id]
    rows = Task.objects.filter(pk__in=ids, who=event.who_id).order_by("place", "id")
    titles = "\n".join(f"– {row.title}" for row in rows)
    if titles:
        news_of(event).tell(
            [event.who_id], "task-given", lambda: _("a task for you"), lambda: titles
        )


on(TasksAdded, name="tell-of-tasks-added")(tell_of_task)
on(TaskChanged, name="tell-of-task-changed")(tell_of_task)
