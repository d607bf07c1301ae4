"""How far the other hub's log has been taken over into ours, kept in a small file beside our log."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Place(msgspec.Struct, frozen=True):
    """A position in the log `logid`; the default is the beginning of a log that is not known yet."""

    logid: str = ""
    position: int = 0


class Bookmark:
    """`place` is the last one reached. With a `path` it survives the program; it must then share the fate of our log.

    A bookmark that lags behind costs nothing: what comes twice is dropped as a duplicate.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.place = self._read()
        self._saved = self.place

    def reach(self, place: Place) -> None:
        """Our log holds everything up to `place`."""
        self.place = place

    def save(self) -> None:
        """Write it down, if it has moved. Raises OSError."""
        if self._path is None or self.place == self._saved:
            return
        fresh = self._path.with_suffix(".new")
        fresh.write_bytes(msgspec.json.encode(self.place))
        fresh.replace(self._path)
        self._saved = self.place

    def _read(self) -> Place:
        if self._path is None:
            return Place()
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Place)
        except (FileNotFoundError, msgspec.DecodeError):
            return Place()
