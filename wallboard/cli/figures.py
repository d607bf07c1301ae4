"""`wallboard figures`: what a recording comes to."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.cli.limits import Limits, limits, listed
from wallboard.cli.options import FILE, config_option

if TYPE_CHECKING:
    from feeds.replay.source import Source
    from wallboard.metrics.asked import Asked
    from wallboard.metrics.cost import Rates

KEYS = "queue, tier, entry, channel, topic, priority, agent, team, site, hour, half_hour, day"
DAY_S = 86_400.0
_THRESHOLD = "Service level's threshold, for all queues or for one (may be given again); else that of each queue."
_SHORT = "Who hangs up within this hardly waited, in all queues or in one (may be given again)."


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Write JSON (wallboard.figures/1) instead of a table.")
@click.option("--from", "start", metavar="TIME", help="Contacts offered from this date or time on.")
@click.option("--to", "end", metavar="TIME", help="Contacts offered before this date or time.")
@click.option("--by", "keys", multiple=True, metavar="KEY,…", help=f"Split by {KEYS}, or by several of them.")
@click.option("--threshold", callback=limits, multiple=True, metavar="[QUEUE=]SECONDS", help=_THRESHOLD)
@click.option("--short-abandon", callback=limits, multiple=True, metavar="[QUEUE=]SECONDS", help=_SHORT)
@click.option("--channel", "channels", multiple=True, metavar="NAME,…", help="Contacts of these channels alone.")
@click.option("--live-only", is_flag=True, help="Voice, chat and messenger alone: what the strip of the board counts.")
@click.option("--fcr-window", type=float, metavar="DAYS", help="Not helped the first time who comes again within this.")
@config_option
def command(
    file: Path,
    as_json: bool,
    start: str | None,
    end: str | None,
    keys: tuple[str, ...],
    **asked_for: Any,
) -> None:
    """Compute the figures of a recording.

    FILE is a recording of `wallboard record` (JSON lines, also .gz or .xz), of an Asterisk's manager interface (with
    its index beside it for the times), or a month of the bank.
    A time is a date (its midnight), or a date and time, on the data's own clock. Threshold and short abandon are
    20 and 5 seconds where neither the command line nor the data say otherwise; the window of first-contact resolution
    is 7 days. What an hour of an agent costs is read from the settings, where some are named.

    A span in which the data have no contact at all, because it ends before the first or begins after the last, has
    figures of nothing: they are written all the same, one line on standard error says what the data cover, and the
    exit code is 5.
    """
    document = _computed(file, start, end, listed(keys), _asked(**asked_for))
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(document).decode())
    else:
        from wallboard.cli.figures_table import table

        click.echo(table(document))
    outside = _outside(document)
    if outside:
        raise ProgramError(f"{file}: {outside}", ExitCode.NOTHING_THERE)


def _outside(document: dict[str, Any]) -> str:
    """What the data cover and what was asked, where the two have nothing in common; else empty."""
    data, start, end = document["data"], _read(document["from"]), _read(document["to"])
    if data is None or (start is None and end is None):
        return ""
    first, last = _read(data["from"]), _read(data["to"])
    assert first is not None
    assert last is not None
    if not ((start is not None and start > last) or (end is not None and end <= first)):
        return ""
    asked = " ".join(f"{name} {moment:%Y-%m-%d %H:%M}" for name, moment in (("from", start), ("to", end)) if moment)
    covered = f"its contacts came from {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M}"
    return f"no contact is in the span that was asked for ({asked}): {covered}"


def _read(moment: str | None) -> datetime | None:
    return None if moment is None else datetime.fromisoformat(moment)


def _asked(
    threshold: Limits,
    short_abandon: Limits,
    channels: tuple[str, ...],
    live_only: bool,
    fcr_window: float | None,
    config: Path | None,
) -> Asked:
    from wallboard.metrics.asked import NOTHING_ASKED, Asked
    from wallboard.stream.contact_events import LIVE_CHANNELS

    named = frozenset(listed(channels))
    if live_only and named:
        raise click.UsageError("--live-only and --channel exclude each other: name the channels")
    try:
        return Asked(
            threshold_s=threshold.shared,
            short_abandon_s=short_abandon.shared,
            thresholds=threshold.own,
            short_abandons=short_abandon.own,
            channels=LIVE_CHANNELS if live_only else named or None,
            rates=_rates(config),
            fcr_window_s=NOTHING_ASKED.fcr_window_s if fcr_window is None else fcr_window * DAY_S,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _rates(config: Path | None) -> Rates:
    """What the settings that are named say; nobody's own settings are read for a recording of somewhere else."""
    from wallboard.config.loading import load
    from wallboard.metrics.cost import NO_RATES, Rates

    if config is None:
        return NO_RATES
    cost = load(config, os.environ).cost
    return Rates(cost.per_hour, cost.agents, cost.teams, cost.sites)


def _computed(file: Path, start: str | None, end: str | None, by: tuple[str, ...], asked: Asked) -> dict[str, Any]:
    from feeds.replay.opening import RecordingError
    from feeds.replay.source import open_source
    from wallboard.cli.progress import reading
    from wallboard.metrics.figures import figures_of

    folded: list[int] = []
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
                spans_by_offer=source.spans_by_offer,
                asked=asked,
                progress=folded.append,
            )
    except RecordingError as error:
        raise ProgramError(str(error), ExitCode.UNREADABLE) from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    left_out = _left_out(source)
    if left_out and not folded:
        raise ProgramError(f"{file}: nothing in it could be used: {left_out}", ExitCode.UNREADABLE)
    if left_out:
        click.echo(f"wallboard: {file}: left out: {left_out}", err=True)
    return document


def _moment(option: str, text: str | None, zone: str) -> float | None:
    from wallboard.metrics.spans import moment_of

    if text is None:
        return None
    try:
        return moment_of(text, zone)
    except ValueError:
        raise click.UsageError(f"{option}: {text!r} is no date or time like 1999-01-04 or 1999-01-04T09:30") from None


def _left_out(source: Source) -> str:
    """What could not be used, in words; empty where all could. The figures are those of the rest."""
    problems = source.problems
    if not problems.counts:
        return ""
    counts = ", ".join(f"{number} {code}" for code, number in problems.counts.items())
    first = problems.first[0]
    return f"{counts}; the first in line {first.line}: {first.detail}"
