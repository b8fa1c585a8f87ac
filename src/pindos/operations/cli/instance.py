"""How this instance is and how it is set up, on the command line."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from django.utils.translation import ngettext

from pindos.kernel.health import Asked, Level, exit_code
from pindos.operations.cli.acting import acting, viewer_called
from pindos.operations.queries import Health, health_for
from pindos.operations.reporting import report_of
from pindos.operations.units import unit
from pindos.shell.moments import minute_of

MARKS = {Level.OK: "✓", Level.IDLE: "·", Level.WARN: "!", Level.DOWN: "✗"}
PATH = click.Path(path_type=Path)
as_json = click.option("--json", "is_json", is_flag=True, help="For programs.")


@click.group("instance")
def instance() -> None:
    """This instance: its health, its settings, what it needs to run."""


@instance.command("health")
@acting
@as_json
def health(username: str | None, is_json: bool) -> None:
    """Print all that is looked at; exit 0 when fine, 1 on warnings, 2 when something is down."""
    _tell(health_for(viewer_called(username)), is_json=is_json)


@instance.command("check")
@acting
@as_json
@click.option("--quiet", is_flag=True, help="Only what is not fine.")
def check(username: str | None, is_json: bool, quiet: bool) -> None:
    """Explain bad settings and risks; exit 0 when fine, 1 on warnings, 2 on errors."""
    _tell(health_for(viewer_called(username), Asked.RISK), is_json=is_json, is_quiet=quiet)


@instance.command("systemd")
@click.option("--user", default="pindos", show_default=True)
@click.option("--environment", type=PATH, default=Path("/etc/pindos/pindos.env"))
@click.option("--program", type=PATH, help="Where this command lies; else the one that runs.")
@click.argument("command", type=click.Choice(["up", "work", "timer", "jobs"]), default="up")
def systemd(user: str, environment: Path, program: Path | None, command: str) -> None:
    """Print a unit for systemd, to be put in /etc/systemd/system/pindos.service."""
    here = program or Path(sys.executable).parent / "pindos"
    click.echo(unit(program=here, user=user, environment=environment, command=command), nl=False)


def _tell(found: Health, *, is_json: bool, is_quiet: bool = False) -> None:
    if is_json:
        click.echo(json.dumps(report_of(found), ensure_ascii=False, indent=2))
    else:
        for line in _lines(found, is_quiet=is_quiet):
            click.echo(line)
    raise SystemExit(exit_code(found.findings))


def _lines(found: Health, *, is_quiet: bool) -> Iterable[str]:
    for area, findings in found.areas:
        shown = [each for each in findings if not is_quiet or each.level in BAD]
        if shown:
            yield str(area.label)
        for each in shown:
            at = f" ({minute_of(each.at)})" if each.at else ""
            yield f"  {MARKS[each.level]} {each.label}: {each.words}{at}"
            if each.todo:
                yield f"      → {each.todo}"
    yield _summary(found)


BAD = (Level.WARN, Level.DOWN)


def _summary(found: Health) -> str:
    warned, down = found.count(Level.WARN), found.count(Level.DOWN)
    said: list[Any] = [
        ngettext("%(n)s line was looked at", "%(n)s lines were looked at", len(found.findings))
        % {"n": len(found.findings)},
        ngettext("%(n)s warning", "%(n)s warnings", warned) % {"n": warned},
        ngettext("%(n)s error", "%(n)s errors", down) % {"n": down},
    ]
    return f"{', '.join(said)}."
