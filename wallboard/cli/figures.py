"""`wallboard figures`: what a recording comes to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.cli.options import FILE

if TYPE_CHECKING:
    from feeds.replay.source import Source

SECONDS = click.FloatRange(0.0, 86_400.0)
KEYS = "queue, tier, entry, channel, agent, team, site, hour, half_hour, day"


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Write JSON (wallboard.figures/1) instead of a table.")
@click.option("--from", "start", metavar="TIME", help="Contacts offered from this date or time on.")
@click.option("--to", "end", metavar="TIME", help="Contacts offered before this date or time.")
@click.option("--by", "keys", multiple=True, metavar="KEY,…", help=f"Split by {KEYS}, or by several of them.")
@click.option(
    "--threshold", type=SECONDS, metavar="SECONDS", help="Service level's threshold; else that of each queue."
)
@click.option("--short-abandon", type=SECONDS, metavar="SECONDS", help="Who hangs up within this hardly waited.")
def command(
    file: Path,
    as_json: bool,
    start: str | None,
    end: str | None,
    keys: tuple[str, ...],
    threshold: float | None,
    short_abandon: float | None,
) -> None:
    """Compute the figures of a recording.

    FILE is a recording of `wallboard record` (JSON lines, also .gz or .xz), of an Asterisk's manager interface (with
    its index beside it for the times), or a month of the bank.
    A time is a date (its midnight), or a date and time, on the data's own clock. Threshold and short abandon are
    20 and 5 seconds where neither the command line nor the data say otherwise.
    """
    by = tuple(key.strip() for each in keys for key in each.split(",") if key.strip())
    document = _computed(file, start, end, by, threshold, short_abandon)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(document).decode())
        return
    from wallboard.cli.figures_table import table

    click.echo(table(document))


def _computed(
    file: Path,
    start: str | None,
    end: str | None,
    by: tuple[str, ...],
    threshold_s: float | None,
    short_abandon_s: float | None,
) -> dict[str, Any]:
    from feeds.replay.opening import RecordingError
    from feeds.replay.source import open_source
    from wallboard.cli.progress import reading
    from wallboard.metrics.figures import figures_of

    try:
        with reading(str(file)) as progress:
            source = open_source(file, progress=progress)
            start_t, end_t = _moment("--from", start, source.zone), _moment("--to", end, source.zone)
            document = figures_of(
                source.batches,
                source.zone,
                by,
                start_t,
                end_t,
                threshold_s,
                short_abandon_s,
                spans_by_offer=source.spans_by_offer,
            )
    except RecordingError as error:
        raise ProgramError(str(error), ExitCode.UNREADABLE) from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    _tell_problems(file, source)
    return document


def _moment(option: str, text: str | None, zone: str) -> float | None:
    from wallboard.metrics.spans import moment_of

    if text is None:
        return None
    try:
        return moment_of(text, zone)
    except ValueError:
        raise click.UsageError(f"{option}: {text!r} is no date or time like 1999-01-04 or 1999-01-04T09:30") from None


def _tell_problems(file: Path, source: Source) -> None:
    """What could not be used, on standard error: the figures are those of the rest."""
    problems = source.problems
    if not problems.counts:
        return
    counts = ", ".join(f"{number} {code}" for code, number in problems.counts.items())
    first = problems.first[0]
    click.echo(f"wallboard: {file}: left out: {counts}; the first in line {first.line}: {first.detail}", err=True)
