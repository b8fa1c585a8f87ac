"""The audit trail, deliveries and jobs on the command line."""

import sys
import time
from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindos.kernel.progress import heard_by
from pindos.kernel.terminal import say_how_far
from pindos.kernel.verifying import Finding, Mark, Verdict, sealed_until, verify
from pindos.operations.checkpoints import public_pem, read_checkpoint
from pindos.operations.cli.acting import acting, viewer_called
from pindos.operations.commands import (
    export_checkpoint,
    note_look,
    retry_deliveries,
    run_job,
    set_interval,
    stop_job,
)
from pindos.operations.queries import audit_for, lines_of, parked_for, timetable_for
from pindos.operations.terms import Asked

PATIENCE = 2.0  # seconds after which a bar shows how far it is

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("audit")
def audit() -> None:
    """Who did what: read it, check it, seal it."""


@audit.command("verify")
@click.option("--checkpoint", type=FILE, help="A checkpoint that was kept elsewhere.")
@click.option("--public-key", type=FILE, help="The public key that was kept with it.")
def verify_chain(checkpoint: Path | None, public_key: Path | None) -> None:
    """Check every event and change; exit 1 and name the first broken place if there is one."""
    mark = None
    if checkpoint:
        kept = read_checkpoint(checkpoint, public_key)
        mark = Mark(kept.seq, kept.hash)
    with _Progress(sealed_until()) as progress:
        verdict = verify(mark, tell=progress.show)
    for line in _verdict_lines(verdict, mark):
        click.echo(line)
    if not verdict.is_whole:
        raise SystemExit(1)


@audit.command("checkpoint")
@click.option("--to", type=FILE, help="The file to write; else a new one beside the others.")
def checkpoint(to: Path | None) -> None:
    """Sign how far the chain has come, and write it to a file to be kept elsewhere."""
    click.echo(str(export_checkpoint(to=to)))


@audit.command("public-key")
def public_key() -> None:
    """Print the key with which checkpoints can be checked; keep it with them."""
    click.echo(public_pem().decode(), nl=False)


@audit.command("list")
@acting
@click.option("--subject", default="", help="A ticket's number, or a kind and id: kind:7.")
@click.option("--person", default="", help="A name, user name, key or e-mail.")
@click.option("--unit", default="", help="A unit's key.")
@click.option("--kind", default="", help="An event's name, or a context's.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--limit", default=50, show_default=True)
def list_events(
    username: str | None,
    subject: str,
    person: str,
    unit: str,
    kind: str,
    since: datetime | None,
    until: datetime | None,
    limit: int,
) -> None:
    """Print events, newest first, each with what was before and after."""
    viewer = viewer_called(username)
    asked = Asked(person, subject, unit, kind, since and since.date(), until and until.date())
    rows = list(audit_for(viewer, asked)[:limit])
    note_look(viewer=viewer, asked=asked)
    for line in lines_of(rows):
        at = timezone.localtime(line.at)
        who = line.who or _("the house")
        as_what = f" ({line.capacity})" if line.capacity else ""
        click.echo(
            f"{line.seq} {at:%Y-%m-%d %H:%M:%S} {who}{as_what}: {line.did} · {line.about} · "
            f"{line.unit or '–'} · {line.door} {line.address}".rstrip()
        )
        for each in line.differences:
            click.echo(f"    {each.field}: {each.before or '–'} → {each.after or '–'}")


@click.group("delivery")
def delivery() -> None:
    """Deliveries that were given up and wait for a person."""


@delivery.command("list")
@acting
def list_deliveries(username: str | None) -> None:
    """Print what is parked: id, reaction, event, tries, last error."""
    for row in parked_for(viewer_called(username)):
        click.echo(
            f"{row.pk} {row.reaction} {row.event.name} {row.event.subject} "
            f"{row.attempts} {row.last_error}"
        )


@delivery.command("retry")
@acting
@click.argument("delivery_id", type=int, required=False)
@click.option("--reaction", default="", help="All that are parked for this reaction.")
def retry(username: str | None, delivery_id: int | None, reaction: str) -> None:
    """Let one delivery, or all of a reaction, start afresh; print how many."""
    if not delivery_id and not reaction:
        raise click.UsageError("name a delivery or a --reaction")
    done = retry_deliveries(
        viewer=viewer_called(username), delivery_id=delivery_id, reaction=reaction
    )
    click.echo(str(done))


@click.group("job")
def job() -> None:
    """Work that comes round by the clock."""


@job.command("list")
@acting
def list_jobs(username: str | None) -> None:
    """Print each job: interval, last success and its count of work, next run, last error."""
    for row in timetable_for(viewer_called(username)):
        last = f"{timezone.localtime(row.last_ok_at):%Y-%m-%d %H:%M}" if row.last_ok_at else "–"
        count = "–" if row.last_count is None else row.last_count
        due = f"{timezone.localtime(row.next_run_at):%Y-%m-%d %H:%M:%S}"
        since = f"{timezone.localtime(row.running_since):%H:%M:%S}" if row.running_since else ""
        runs = f"(running since {since} by {row.run_by}) " if since else ""
        line = f"{row.name} {row.every} s, {last}, {count}, {due} {runs}{row.last_error}"
        click.echo(line.rstrip())


@job.command("run")
@acting
@click.argument("name")
def run(username: str | None, name: str) -> None:
    """Run one job now; print its count of work, exit 1 and say why when it fails."""
    with heard_by(say_how_far):
        row = run_job(viewer=viewer_called(username), job=name)
    if row.last_error:
        click.echo(row.last_error, err=True)
        raise SystemExit(1)
    click.echo(str(row.last_count))


@job.command("stop")
@acting
@click.argument("name")
def stop(username: str | None, name: str) -> None:
    """Stop a job that is running; the process that runs it does so within seconds."""
    row = stop_job(viewer=viewer_called(username), job=name)
    click.echo(f"{row.name} {row.run_by}")


@job.command("every")
@acting
@click.argument("name")
@click.argument("seconds", type=int)
def set_every(username: str | None, name: str, seconds: int) -> None:
    """Change how often a job runs."""
    row = set_interval(viewer=viewer_called(username), job=name, seconds=seconds)
    click.echo(str(row))


def _verdict_lines(verdict: Verdict, mark: Mark | None) -> list[str]:
    checked = ngettext("%(n)d event checked.", "%(n)d events checked.", verdict.checked)
    lines = [checked % {"n": verdict.checked}]
    if verdict.unsealed:
        words = ngettext(
            "%(n)d newest event is not sealed yet and not protected.",
            "%(n)d newest events are not sealed yet and not protected.",
            verdict.unsealed,
        )
        lines.append(words % {"n": verdict.unsealed})
    if verdict.finding:
        lines.append(_finding_line(verdict.finding))
    elif mark:
        lines.append(
            _("The chain is whole and holds the checkpoint (event %(seq)s).") % {"seq": mark.seq}
        )
    else:
        lines.append(
            _("The chain is whole. That its end was not cut off, only a checkpoint can show.")
        )
    return lines


def _finding_line(finding: Finding) -> str:
    what = " ".join(part for part in (finding.name, finding.subject) if part)
    detail = f" ({finding.detail})" if finding.detail else ""
    place = _("BROKEN at event %(seq)s") % {"seq": finding.seq}
    return f"{place}: {f'{what}: ' if what else ''}{finding.kind.label}{detail}"


class _Progress:
    """A bar on standard error, for what takes longer than two seconds."""

    def __init__(self, total: int) -> None:
        self.total, self.began = total, time.monotonic()
        self.is_shown = False

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_exc: object) -> None:
        if self.is_shown:
            click.echo(err=True)

    def show(self, done: int) -> None:
        """Draw it again with so many events done."""
        if time.monotonic() - self.began < PATIENCE or not self.total:
            return
        self.is_shown = True
        width = 40 * done // self.total
        bar = "█" * width + "░" * (40 - width)
        end = "" if sys.stderr.isatty() else "\n"
        click.echo(f"\r{bar} {done}/{self.total}", nl=False, err=True)
        if end:
            click.echo(err=True)
