"""Units over HTTP: the same commands as the forms; the chart is changed with them."""

from typing import Any

from django.http import HttpRequest
from ninja import Schema

from pindos.kernel.events import plain
from pindos.organisation import commands
from pindos.organisation.api.router import router
from pindos.organisation.api.schemas import (
    ChartDifferenceOut,
    LocalDepartmentsIn,
    UnitCloseIn,
    UnitIn,
    UnitPatchIn,
)
from pindos.organisation.api.writing import writer
from pindos.organisation.commands import ChartDifference

Plain = dict[str, Any]


@router.post("/units", response=ChartDifferenceOut)
def add_unit(request: HttpRequest, body: UnitIn) -> Plain:
    """Add a unit to the chart; what changes, or would change with ``dry_run``."""
    return _told(commands.add_unit(viewer=writer(request), **_given(body)))


@router.patch("/units/{key}", response=ChartDifferenceOut)
def change_unit(request: HttpRequest, key: str, body: UnitPatchIn) -> Plain:
    """Rename a unit, put it elsewhere, give it other competences; leave what is not given."""
    return _told(commands.change_unit(viewer=writer(request), key=key, **_given(body)))


@router.post("/units/{key}/close", response=ChartDifferenceOut)
def close_unit(request: HttpRequest, key: str, body: UnitCloseIn | None = None) -> Plain:
    """Take a unit out of the chart; refused while it has people or units below it."""
    given = _given(body) if body else {}
    return _told(commands.close_unit(viewer=writer(request), key=key, **given))


@router.patch("/local-departments", response=ChartDifferenceOut)
def change_local_departments(request: HttpRequest, body: LocalDepartmentsIn) -> Plain:
    """Change what the departments of all prefectures have alike."""
    return _told(commands.change_local_departments(viewer=writer(request), **_given(body)))


def _given(body: Schema) -> Plain:
    """What was sent; ``dry_run`` is a trial."""
    said = body.model_dump(exclude_unset=True)
    trial = said.pop("dry_run", False)
    return {**said, "is_trial": trial}


def _told(difference: ChartDifference) -> Plain:
    return {
        "administration": difference.administration,
        "steps": [
            {
                "act": step.act,
                "kind": step.kind,
                "key": step.key,
                "changes": {name: plain(list(two)) for name, two in step.changes.items()},
            }
            for step in difference.steps
        ],
    }
