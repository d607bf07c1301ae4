"""An event made ready for the log and the wire: encoded once, personal fields apart, the hub's stamp put in front."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec
from msgspec import Struct, structs

from wallboard.history.mention import mentioned
from wallboard.stream.codec import encode
from wallboard.stream.envelope import moment
from wallboard.stream.personal import restore, strip
from wallboard.stream.vocabulary import LogEvent, type_of

_fields_decoder = msgspec.json.Decoder(dict[str, str])


@cache  # made when the log is first read: a run's hub serves before that
def _decoder() -> msgspec.json.Decoder[LogEvent]:
    return msgspec.json.Decoder(LogEvent)


class Record(Struct, gc=False):
    """One event of the log. `full` and `bare` are its JSON with and without personal fields, both without the stamp.

    `position` is 0 until it is committed; `recorded_t` is the hub's time when it came in (epoch seconds, UTC).
    """

    event: LogEvent
    full: bytes
    bare: bytes
    fields: dict[str, str]
    recorded_t: float
    position: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What makes it one: two events with the same source and id are the same event."""
        return self.event.source, self.event.id

    def stamped(self, recorded: str) -> bytes:
        """Its JSON for those who see everything; `recorded` is `recorded_t` as `rfc3339` says it."""
        return stamp(self.position, recorded, self.full)

    def stamped_bare(self, recorded: str) -> bytes:
        """Its JSON for those who see nothing personal."""
        return stamp(self.position, recorded, self.bare)

    def row(self) -> tuple[int, str, str, str, str, float, float, str]:
        """Its row in the table `log`."""
        event = self.event
        return (
            self.position,
            event.source,
            event.id,
            type_of(type(event)),
            event.subject,
            event.time.timestamp(),
            self.recorded_t,
            self.bare.decode(),
        )

    def mentions(self) -> list[tuple[str, int]]:
        """Its rows in the table `mention`."""
        return [(key, self.position) for key in mentioned(self.event)]


def record_of(event: LogEvent, recorded_t: float) -> Record:
    """An event as it came in. A stamp that it brings from another hub is taken off: each log has its own positions."""
    if event.sequence or event.prevsequence or event.recordedtime is not None:
        event = structs.replace(event, sequence="", prevsequence="", recordedtime=None)
    full = encode(event)
    bare_event, fields = strip(event)
    return Record(event, full, encode(bare_event) if fields else full, fields, recorded_t)


def rfc3339(t_s: float) -> str:
    """Epoch seconds (UTC) as text."""
    return moment(t_s).isoformat().replace("+00:00", "Z")


def stamp(position: int, recorded: str, body: bytes) -> bytes:
    """`body`, a JSON object, with its place in the log and the hub's time put in front."""
    head = f'{{"sequence":"{position:016d}","prevsequence":"{position - 1:016d}","recordedtime":"{recorded}",'
    return head.encode() + body[1:]


def event_of(body: bytes | str, fields: str | None) -> LogEvent:
    """The event of a row of the log, whole again where `fields` is what `personal` holds for it."""
    event: LogEvent = _decoder().decode(body)
    return restore(event, decode_fields(fields)) if fields else event


def decode_fields(fields: str) -> Mapping[str, str]:
    """The personal fields of a row of `personal`."""
    return _fields_decoder.decode(fields)
