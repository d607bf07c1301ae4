"""`wallboard check`: whether a PBX gives what the settings ask of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.cli.options import FILE

if TYPE_CHECKING:
    from wallboard.config.asterisk import AsteriskSettings


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option(
    "--listen",
    "listen_s",
    type=click.FloatRange(0.0, 3600.0),
    default=5.0,
    show_default=True,
    help="Seconds to wait for events.",
)
def command(file: Path | None, listen_s: float) -> ExitCode:
    """Log in to each Asterisk that the settings name, and say what is missing there.

    FILE is the settings file; otherwise the one that WALLBOARD_CONFIG names, or the user's own. Nothing is changed at
    the PBX. Leaves with 0 if all is there, 1 if something is missing or odd, 2 if a PBX cannot be reached or refuses.
    """
    from wallboard.config.asterisk import AsteriskSettings
    from wallboard.config.loading import load

    settings = load(file, os.environ)
    feeds = [feed for feed in settings.feeds if isinstance(feed, AsteriskSettings)]
    if not feeds:
        raise ProgramError('the settings name no feed of kind "asterisk"', ExitCode.USAGE)
    return max((_checked(feed, listen_s) for feed in feeds), default=ExitCode.OK)


def _checked(feed: AsteriskSettings, listen_s: float) -> ExitCode:
    import asyncio

    from feeds.asterisk.inspecting import InspectionError, inspect
    from feeds.asterisk.inspection import findings
    from feeds.asterisk.secret import SecretError, secret_of
    from wallboard.cli.check_words import failure, sentence

    where = f"{feed.name} ({feed.user} at {feed.host}:{feed.port})"
    try:
        secret = secret_of(feed.secret, os.environ)
        seen = asyncio.run(inspect(feed, secret, listen_s))
    except SecretError as error:
        print(f"{where}: {error}")
        return ExitCode.USAGE
    except InspectionError as error:
        print(f"{where}: {failure(error.code, error.detail)}")
        return ExitCode.USAGE
    found = findings(feed, seen)
    wrong = sum(finding.weight != "note" for finding in found)
    print(f"{where}: {len(seen.first.queues)} queues, {len(seen.first.members)} members; {_verdict(wrong)}")
    for finding in found:
        print(f"  {finding.weight + ':':9}{sentence(finding)}")
    return ExitCode.FAILED if wrong else ExitCode.OK


def _verdict(wrong: int) -> str:
    return f"{wrong} to see to" if wrong else "all is there"
