"""The inventory in a terminal."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from pindos.inventory import commands
from pindos.inventory.queries import ASSETS, asset_named
from pindos.inventory.terms import Outcome
from pindos.kernel.acting import as_account, viewer_called

SHOWN = 50  # lines


@click.group("asset")
def asset() -> None:
    """Equipment: computers, printers, telephones."""


@asset.command("list")
@click.option("--filter", "asked", default="", help="As on the page: kind = printer.")
@as_account
def asset_list(asked: str, username: str) -> None:
    """Print the equipment that the account sees, in order of its numbers."""
    page = ASSETS.page_for(viewer_called(username), asked, size=SHOWN)
    for row in page.items:
        click.echo(f"{row.tag:16} {row.kind:10} {row.site.key:12} {row.model}")


@asset.command("add")
@click.argument("tag")
@click.option("--kind", required=True, help="computer, laptop, printer …")
@click.option("--site", required=True, help="Key of the site.")
@click.option("--model", default="")
@click.option("--serial", default="")
@click.option("--person", default="", help="Key or e-mail.")
@as_account
def asset_add(
    tag: str, kind: str, site: str, model: str, serial: str, person: str, username: str
) -> None:
    """Make a piece known."""
    row = commands.add_asset(
        viewer=viewer_called(username),
        tag=tag,
        kind=kind,
        site=site,
        model=model,
        serial=serial,
        person=person,
    )
    click.echo(row.tag)


@asset.command("retire")
@click.argument("tag")
@as_account
def asset_retire(tag: str, username: str) -> None:
    """Take a piece out of use, by its number."""
    viewer = viewer_called(username)
    click.echo(commands.retire_asset(viewer=viewer, asset_id=asset_named(viewer, tag).pk).tag)


@asset.command("restore")
@click.argument("tag")
@as_account
def asset_restore(tag: str, username: str) -> None:
    """Use a piece again, by its number."""
    viewer = viewer_called(username)
    click.echo(commands.restore_asset(viewer=viewer, asset_id=asset_named(viewer, tag).pk).tag)


@asset.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what each line would do.")
@as_account
def asset_import(file: Path, dry_run: bool, username: str) -> None:
    """Import a CSV file; lines in error stay out."""
    act = commands.plan_assets if dry_run else commands.import_assets
    plan = act(viewer=viewer_called(username), content=file.read_bytes())
    for each in plan.drafts:
        if each.outcome is Outcome.ERROR:
            click.echo(f"! {each.line}: {each.tag} {each.reason}")
    words = _("New %(new)s, changed %(changed)s, the same %(same)s, in error %(error)s.")
    click.echo(words % plan.counts)
    if dry_run:
        click.echo(_("Dry run: nothing was changed."))


COMMANDS = [asset]
