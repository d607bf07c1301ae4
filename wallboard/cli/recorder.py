"""Follows a hub and writes what it sends to a recording."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from random import Random

from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.cli.opening import opening
from wallboard.cli.recording import Recording
from wallboard.cli.signals import Told
from wallboard.floor.snapshot import FloorBuilder
from wallboard.hub.client import HubClient, LinkState
from wallboard.stream.control import Heartbeat, StreamWelcome, Welcome
from wallboard.stream.envelope import make
from wallboard.stream.subscription import SnapshotTaken, Subscription
from wallboard.stream.vocabulary import LogEvent

REMEDY = "`wallboard hub` starts one, --hub names another"
ENDS_WITHIN_S = 3.0


class Recorder:
    """The listener that writes. `failed` says why it cannot go on; that a hub never answered is a reason."""

    def __init__(self, recording: Recording, url: str, told: Told) -> None:
        self.failed: ProgramError | None = None
        self._recording = recording
        self._url = url
        self._told = told
        self._greeted = False

    def on_link(self, state: LinkState, code: str, detail: str) -> None:
        """Say what has become of the link."""
        if state == "lost" and not self._greeted:
            self.fail(ProgramError(f"no hub answers at {self._url} ({detail or code}); {REMEDY}", ExitCode.UNREACHABLE))
        elif state == "lost" and not self._told.event.is_set():
            _tell(f"the link to {self._url} is lost ({detail or code}); trying again")

    def on_welcome(self, welcome: Welcome) -> None:
        """Say whose log it is, on standard error and at the recording's beginning."""
        _tell(f"recording {welcome.site} from {self._url}" if not self._greeted else "the link is back")
        self._greeted = True
        self._recording.head(make(StreamWelcome, "recording", f"/{welcome.site}/hub", "stream", time.time(), welcome))

    def on_snapshot(self, taken: SnapshotTaken) -> None:
        """The log could not be had from where it was left: write what is open now."""
        builder = FloorBuilder()
        for section, items in taken.sections:
            builder.add(section, items)
        self._write(list(opening(builder.build())))

    def on_live(self, events: list[LogEvent], position: int) -> None:
        """Write the events."""
        self._write(events)

    def on_beat(self, beat: Heartbeat, hub_t: float) -> None:
        """Once a second, what has come so far goes to the disk."""
        self.flush()

    def flush(self) -> None:
        """Write what has come so far."""
        try:
            self._recording.flush()
        except OSError as error:
            self.fail(_unwritable(error))

    def fail(self, error: ProgramError) -> None:
        """Remember why, and stop."""
        self.failed = self.failed or error
        self._told.end(self.failed.code)

    def _write(self, events: list[LogEvent]) -> None:
        try:
            self._recording.take(events)
        except OSError as error:
            self.fail(_unwritable(error))


def _unwritable(error: OSError) -> ProgramError:
    return ProgramError(f"the recording cannot be written any more: {error.strerror}; what is in it stays readable")


def record_until_told(url: str, out: Path, *, append: bool) -> ExitCode:
    """Record until Ctrl-C. Raises ProgramError where there is no hub, or the file cannot be written."""
    try:
        recording = Recording(out, append=append)
    except FileExistsError:
        raise ProgramError(f"{out}: it is there already; --append goes on in it", ExitCode.USAGE) from None
    except OSError as error:
        raise ProgramError(f"{out}: the recording cannot be written: {error.strerror}") from None
    try:
        code = asyncio.run(_record(url, recording))
    finally:
        _close(recording)
        if not (recording.size_bytes or append):
            out.unlink(missing_ok=True)  # it would only stand in the way of the next attempt
    _tell(f"{recording.written:,} events in {out}")
    return code


def _close(recording: Recording) -> None:
    try:
        recording.close()
    except OSError as error:
        raise _unwritable(error) from None


async def _record(url: str, recording: Recording) -> ExitCode:
    told = Told()
    told.listen()
    recorder = Recorder(recording, url, told)
    try:
        client = HubClient(url, recorder, random=Random(), subscription=Subscription(await_welcome=True))
    except ValueError as error:
        raise ProgramError(str(error), ExitCode.USAGE) from None
    following = asyncio.create_task(client.run(), name="record")
    await told.event.wait()
    await client.close()
    await asyncio.wait([following], timeout=ENDS_WITHIN_S)
    following.cancel()
    if recorder.failed:
        raise recorder.failed
    return told.code


def _tell(line: str) -> None:
    print(f"wallboard: {line}", file=sys.stderr)
