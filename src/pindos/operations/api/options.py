"""Settings over HTTP."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from pindos.kernel.web import Request, may_change_settings
from pindos.operations.api.router import router
from pindos.operations.commands import set_options
from pindos.operations.queries import Setting, options_for


class OptionOut(Schema):
    """One setting; ``value`` is plain JSON, whatever its kind."""

    key: str
    section: str
    label: str
    help: str
    value: Any
    default: Any
    is_default: bool
    version: int
    changed_by: str
    changed_at: datetime | None


class OptionsIn(Schema):
    """New values by key; null puts a setting back to its default.

    With ``versions`` a setting that somebody has changed since is refused.
    """

    values: dict[str, Any] = Field(max_length=200)
    versions: dict[str, int] | None = None


@router.get("/options", response=list[OptionOut])
def list_options(request: Request) -> list[OptionOut]:
    """Every setting of the house; administrators of a whole administration."""
    may_change_settings(request)
    return [_out(each) for each in options_for(request.viewer)]


@router.put("/options", response=list[OptionOut])
def options_set(request: Request, body: OptionsIn) -> list[OptionOut]:
    """Set several settings, all or none; what is wrong stands at its key."""
    may_change_settings(request)
    set_options(viewer=request.viewer, values=body.values, versions=body.versions)
    return [_out(each) for each in options_for(request.viewer)]


def _out(each: Setting) -> OptionOut:
    option = each.option
    return OptionOut(
        key=each.key,
        section=option.section.key,
        label=str(option.label),
        help=str(option.help),
        value=each.value,
        default=option.default,
        is_default=each.is_default,
        version=each.version,
        changed_by=each.changed_by,
        changed_at=each.changed_at,
    )
