"""The PBX's own log of its queues: what happened while nobody listened. Pure; lines in, events out.

It knows queues alone: no menus, no transfers outside of them, no hold. A caller who was redirected stands there as one
who gave up, and then comes again; he is told apart by that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from feeds.asterisk.numbers import whole
from feeds.asterisk.telling import Teller
from wallboard.stream import contact_events as ev
from wallboard.stream.envelope import Event
from wallboard.stream.vocabulary import LogEvent

FIELDS = 5
LEFT: dict[str, tuple[ev.ClearedBy, ev.ClearedReason]] = {
    "ABANDON": ("customer", "normal"),
    "EXITWITHTIMEOUT": ("system", "timeout"),
    "EXITEMPTY": ("system", "empty"),
    "WITHDRAW": ("supervisor", "normal"),
    "COMPLETECALLER": ("customer", "normal"),
    "COMPLETEAGENT": ("agent", "normal"),
}
"""Words that may be a contact's last, and by whom and why he is then cleared."""

NOBODYS = frozenset({"", "NONE", "REALTIME", "MANAGER"})
"""What stands for the caller where a line speaks of none."""

Fact = tuple[type[Event], float, Any]

HANDED: dict[str, str] = {"BLINDTRANSFER": "blind", "ATTENDEDTRANSFER": "attended"}


class Line(Struct, frozen=True, gc=False):
    """`t` (epoch seconds, whole), the caller's Uniqueid, queue, member as the log names him, word and values."""

    t: float
    call: str
    queue: str
    member: str
    word: str
    values: tuple[str, ...] = ()

    def value(self, at: int) -> str:
        """The value at a place, empty where there is none."""
        return self.values[at] if at < len(self.values) else ""


def line_of(text: str) -> Line | None:
    """A line of the file; None for one that is none, as at the end of a file that is being written."""
    parts = text.rstrip("\r\n").split("|")
    if len(parts) < FIELDS:
        return None
    try:
        t = float(parts[0])
    except ValueError:
        return None
    return Line(t, parts[1], parts[2], parts[3], parts[4], tuple(parts[FIELDS:]))


class Away:
    """What became of contacts while the connection was lost.

    `people` gives the agent's key by the name that the log has for him, `numbers` are the extensions of phones of ours:
    a call from one of them is a consultation. `still` are contacts that the snapshot afterwards shows.
    """

    def __init__(self, people: Mapping[str, str], numbers: Collection[str], still: Collection[str]) -> None:
        self._people, self._numbers, self._still = people, numbers, still

    def events(self, lines: Iterable[Line], source: str, from_t: float, to_t: float) -> list[LogEvent]:
        """The events that the lines of [from_t, to_t] (epoch seconds) make, for calls known and unknown, by time."""
        teller = Teller(source)
        by_call: dict[str, list[Line]] = {}
        for line in lines:
            if from_t <= line.t <= to_t and line.call not in NOBODYS:
                by_call.setdefault(line.call, []).append(line)
        for call, own in by_call.items():
            is_consult = own[0].word == "ENTERQUEUE" and own[0].value(1) in self._numbers
            for count, (kind, t, data) in enumerate(self._story(call, own, is_consult), 1):
                ident = f"{call}#log-{kind.__struct_config__.tag}@{t:.3f}-{count}"
                teller.tell(kind, call, count, t, data, ident)
        return sorted(teller.taken(), key=lambda event: event.time)

    def _story(self, call: str, lines: list[Line], is_consult: bool) -> Iterator[Fact]:
        if lines[0].word == "ENTERQUEUE":
            direction: ev.Direction = "internal" if is_consult else "inbound"
            yield ev.ContactOffered, lines[0].t, ev.Offered("voice", direction, lines[0].value(1))
        for at, line in enumerate(lines):
            following = lines[at + 1] if at + 1 < len(lines) else None
            yield from self._told(call, line, following, is_consult)

    def _told(self, call: str, line: Line, following: Line | None, is_consult: bool) -> Iterator[Fact]:
        word, person = line.word, self._people.get(line.member, line.member)
        if word == "ENTERQUEUE":
            queued = ev.Queued(line.queue, 0, whole(line.value(2)), is_consult)
            yield ev.ContactQueued, line.t, queued
        elif word == "CONNECT":
            yield ev.ContactEstablished, line.t, ev.Established(person)
        elif word == "RINGNOANSWER":
            yield from _rang(person, line)
        elif word in HANDED:
            to = following.queue if following is not None and following.word == "ENTERQUEUE" else line.value(0)
            method: Any = HANDED[word]
            yield ev.ContactTransferred, line.t, ev.Transferred(person, to, "queue", method)
        elif word == "EXITWITHKEY" or _went_on(line, following):
            to = following.queue if following is not None and following.word == "ENTERQUEUE" else line.value(0)
            yield ev.ContactDiverted, line.t, ev.Diverted(line.queue, to, "queue", why=_why(word))
        elif word in LEFT and following is None and call not in self._still:
            yield ev.ContactCleared, line.t, ev.Cleared(*LEFT[word])


def _rang(person: str, line: Line) -> Iterator[Fact]:
    """A ring in vain, told with its beginning: it lasted so many milliseconds."""
    rang_s = whole(line.value(0)) / 1000.0
    yield ev.ContactDelivered, line.t - rang_s, ev.Delivered(person)
    yield ev.ContactRefused, line.t, ev.Refused(person)


def _went_on(line: Line, following: Line | None) -> bool:
    """Whether the caller was still there: a channel that had hung up could not come again."""
    again = following is not None and following.word == "ENTERQUEUE"
    return again and line.word in LEFT and not line.word.startswith("COMPLETE")


def _why(word: str) -> str:
    return {"EXITWITHKEY": "key", "EXITWITHTIMEOUT": "timeout", "ABANDON": "redirected"}.get(word, "")
