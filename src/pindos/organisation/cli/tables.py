"""Tables of sites, people and positions in a terminal."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from pindos.kernel.acting import as_account, viewer_called
from pindos.kernel.errors import Refused
from pindos.organisation.commands import Plan, import_table, plan_table
from pindos.organisation.terms import Outcome, Register

SIGNS = {Outcome.NEW: "+", Outcome.CHANGED: "~", Outcome.ERROR: "!"}
SHOWN = 200  # rows: a terminal is no page


@click.group("site")
def site() -> None:
    """Sites: the buildings in which Services sit."""


@click.group("person")
def person() -> None:
    """People, with or without an account."""


@click.group("position")
def position() -> None:
    """Positions: who stands where."""


def _importing(group: click.Group, register: Register) -> None:
    """Give a group its import command."""

    @group.command("import", help=f"Import {register.value} from a CSV file.")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--dry-run", is_flag=True, help="Show the difference and change nothing.")
    @click.option("--skip-errors", is_flag=True, help="Rows in error stay out, the others go in.")
    @as_account
    def import_file(file: Path, dry_run: bool, skip_errors: bool, username: str) -> None:
        viewer, content = viewer_called(username), file.read_bytes()
        kind = register.value
        if dry_run:
            plan = plan_table(viewer=viewer, kind=kind, content=content)
        else:
            plan = import_table(viewer=viewer, kind=kind, content=content, with_errors=skip_errors)
        _say(plan)
        if dry_run:
            click.echo(_("Dry run: nothing was changed."))
        elif plan.counts[Outcome.ERROR] and not skip_errors:
            raise Refused(_("Nothing was imported: put the errors right, or add --skip-errors."))


def _say(plan: Plan) -> None:
    """The rows that would do something or are wrong, then the counts."""
    rows = [draft for draft in plan.drafts if draft.outcome is not Outcome.SAME]
    for draft in rows[:SHOWN]:
        click.echo(f"{SIGNS[draft.outcome]} {draft.line}: {draft.label} {draft.reason}".rstrip())
        for name, (before, after) in draft.all_changes.items():
            if draft.outcome is Outcome.CHANGED:
                click.echo(f"    {name}: {before} -> {after}")
    if len(rows) > SHOWN:
        click.echo(_("… and %(count)s more rows.") % {"count": len(rows) - SHOWN})
    if plan.unknown:
        click.echo(_("Columns left aside: %(names)s.") % {"names": ", ".join(plan.unknown)})
    words = _("New %(new)s, changed %(changed)s, the same %(same)s, in error %(error)s.")
    click.echo(words % plan.counts)


_importing(site, Register.SITES)
_importing(person, Register.PEOPLE)
_importing(position, Register.POSITIONS)
