"""A file that can be replayed, whatever it holds: known by its content, not by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from feeds.replay import pbx, recording, translator
from feeds.replay.opening import Lines, Progress, RecordingError
from wallboard.stream.vocabulary import LogEvent

BATCH = 2000
CALLS_MAX = 2_000_000
"""A month has forty thousand. They are put in the order of time together, and so have to be in memory together."""
UTC = "UTC"


class Source:
    """`zone` is the data's time zone, `kind` bank, recording or ami; `problems` fills while `batches` is read.

    `named_zone` is what the data themselves say of it: empty where they do not say, and `zone` is UTC.

    `spans_by_offer`: whether also a queue's entries belong to the span in which the contact came, because the data
    counts so.
    """

    def __init__(self, kind: str, zone: str, lines: Lines, name: str) -> None:
        self.kind = kind
        self.problems = lines.problems
        self.named_zone = zone if _is_zone(zone) else ""
        self.zone = self.named_zone or UTC
        if zone != self.named_zone:
            self.problems.note(1, "unknown_zone", f"there is no time zone {zone!r}; {UTC} is taken")
        self.spans_by_offer = kind == "bank"
        self._lines = lines
        self._name = name

    @property
    def batches(self) -> Iterator[list[LogEvent]]:
        """The events, in order; to be read once. Raises RecordingError where there is nothing to be used."""
        if self.kind == "bank":
            return self._bank()
        if self.kind == "ami":
            return pbx.batches(self._lines, self.problems, self._name)
        return recording.batches(self._lines, self.problems)

    def _bank(self) -> Iterator[list[LogEvent]]:
        zone = ZoneInfo(self.zone)
        calls = []
        for line in self._lines:
            text = line.decode("utf-8", "replace")
            if not text.strip() or text.startswith(translator.HEADER):
                continue
            try:
                call = translator.call_of(text, zone)
            except translator.BadRowError as error:
                self.problems.note(self._lines.number, "bad_row", str(error))
            else:
                if call is not None:
                    calls.append(call)
            if len(calls) > CALLS_MAX:
                raise RecordingError(f"{self._lines.path}: more than {CALLS_MAX} calls are no month: split it")
        if self._lines.cut:
            self.problems.note(self._lines.number + 1, "cut_off", self._lines.cut)
        if not calls:
            raise RecordingError(f"{self._lines.path}: there is no call in it that could be used")
        events = translator.events_of(calls, self._name)
        for i in range(0, len(events), BATCH):
            yield events[i : i + BATCH]


def open_source(path: Path | str, *, source: str = "/bank/replay", progress: Progress | None = None) -> Source:
    """Look into `path` and say what it is. What is no recording of ours will come from `source`.

    Raises RecordingError where there is no such file, or it is nothing that can be replayed.
    """
    lines = Lines(Path(path), progress)
    head = lines.first()
    if head.lstrip(b"\xef\xbb\xbf").startswith(translator.HEADER.encode()):
        return Source("bank", translator.ZONE, lines, source)
    if recording.looks_like_recording(head):
        return Source("recording", recording.zone_in(head), lines, source)
    if pbx.looks_like_ami(head):
        return Source("ami", "", lines, source)
    what = "it is empty" if not head.strip() else f"it begins with {head[:24]!r}"
    raise RecordingError(
        f"{path}: neither a recording (JSON lines or AMI, also .gz or .xz) nor a month of the bank: {what}"
    )


def _is_zone(name: str) -> bool:
    try:
        return bool(name) and bool(ZoneInfo(name))
    except (OSError, ValueError, KeyError):
        return False
