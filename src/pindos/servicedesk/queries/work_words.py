"""What the timeline says of tasks and of time, to the units only."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.servicedesk.terms import Step
from pindos.shell.moments import span_of

WORK_WORDS = frozenset(
    {
        Step.TASKS_ADDED,
        Step.TASK_FINISHED,
        Step.TASK_REOPENED,
        Step.TASK_CHANGED,
        Step.TASK_REMOVED,
        Step.TIME_SPENT,
        Step.TIME_CORRECTED,
        Step.TIME_REMOVED,
    }
)


def work_words(step: str, facts: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """One line; ``names`` holds the person, if there is one."""
    if step == Step.TASKS_ADDED:
        return _added(facts)
    told = {
        "title": facts.get("title", ""),
        "person": names.get("person", ""),
        "length": span_of(timedelta(minutes=facts.get("minutes", 0))),
    }
    said = {
        Step.TASK_FINISHED: _("Done: %(title)s."),
        Step.TASK_REOPENED: _("Not done after all: %(title)s."),
        Step.TASK_CHANGED: _("The task was changed: %(title)s."),
        Step.TASK_REMOVED: _("The task was removed: %(title)s."),
        Step.TIME_SPENT: _("Time spent: %(length)s, %(person)s."),
        Step.TIME_CORRECTED: _("The time spent was corrected: %(length)s, %(person)s."),
        Step.TIME_REMOVED: _("An entry of time was removed: %(length)s, %(person)s."),
    }
    return said[Step(step)] % told


def _added(facts: Mapping[str, Any]) -> str:
    titles = list(facts.get("titles", ()))
    if facts.get("name"):
        words = ngettext(
            "%(count)s task was added: %(name)s.",
            "%(count)s tasks were added: %(name)s.",
            len(titles),
        )
        return words % {"count": len(titles), "name": facts["name"]}
    words = ngettext("A task was added: %(titles)s.", "Tasks were added: %(titles)s.", len(titles))
    return words % {"titles": "· ".join(titles)}
