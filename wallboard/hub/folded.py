"""The hub's own fold of its log: the same floor and books as every display's, taken down for those who join."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

import msgspec

from wallboard.floor.floor import Floor
from wallboard.metrics.picture import Picture, PictureBuilder, sections
from wallboard.stream.vocabulary import LogEvent

if TYPE_CHECKING:
    from wallboard.history.reader import LogReader

FORM = f"1 {version('wallboard')}"
"""The form of the sections that are kept as a keyframe; one that another version has kept is passed over."""

_logger = logging.getLogger(__name__)


class Folded:
    """What the events so far say. `position` is that of the last one."""

    def __init__(self, picture: Picture, position: int) -> None:
        self._picture = picture
        self.position = position

    @property
    def floor(self) -> Floor:
        """The floor."""
        return self._picture.floor

    def fold(self, events: Sequence[LogEvent], position: int) -> None:
        """Take the events that follow, up to `position`."""
        self.position = position
        self._picture.fold(events)

    def pass_time(self, t: float) -> None:
        """The hub's time has come to `t`."""
        self._picture.pass_time(t)

    def sections(self) -> Iterator[tuple[str, bytes]]:
        """All of it, as sections of a snapshot."""
        return sections(self._picture)


def empty(zone: str) -> Folded:
    """The floor of a log that is empty yet, for a site in time zone `zone`."""
    return Folded(Picture(zone), 0)


def rebuilt(reader: LogReader, zone: str) -> Folded:
    """The fold of the whole log: from the keyframe on, where there is one that fits. Raises LogError."""
    folded = _from_keyframe(reader, zone) or empty(zone)
    for piece in reader.everything_after(folded.position):
        folded.fold([stored.event for stored in piece], piece[-1].position)
    return folded


def _from_keyframe(reader: LogReader, zone: str) -> Folded | None:
    kept = reader.keyframe()
    if kept is None or kept.form != FORM:
        return None
    try:
        return _built(kept.sections, kept.position, zone)
    except (msgspec.DecodeError, KeyError, ValueError):
        _logger.warning("the keyframe at %d does not fit this version: the whole log is folded", kept.position)
        return None


def _built(parts: Iterable[tuple[str, bytes]], position: int, zone: str) -> Folded:
    builder = PictureBuilder()
    for section, items in parts:
        if not builder.add(section, items):
            raise KeyError(section)
    return Folded(builder.build(zone), position)
