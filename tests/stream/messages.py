"""Every message that the vocabulary allows, as Hypothesis strategies read off the types; and a few made by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from wallboard.stream import control
from wallboard.stream.contact_events import ContactOffered, Offered
from wallboard.stream.envelope import Event, make, sequence_of
from wallboard.stream.vocabulary import TYPES, LogEvent

T0 = 1_772_000_000.0
LOG = "log-1"

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
INTEGERS = st.integers(-(2**63), 2**63 - 1)
MOMENTS = st.integers(0, 229 * 365 * 86_400 * 1_000_000).map(
    lambda microseconds: datetime(1970, 1, 2, tzinfo=UTC) + timedelta(microseconds=microseconds)
)
JSON_ARRAYS = st.sampled_from([b"[]", b'[{"id":"a"}]', b"[1,2]"]).map(msgspec.Raw)

_SIMPLE: dict[type[inspect.Type], st.SearchStrategy[Any]] = {
    inspect.StrType: TEXTS,
    inspect.IntType: INTEGERS,
    inspect.BoolType: st.booleans(),
    inspect.NoneType: st.none(),
    inspect.DateTimeType: MOMENTS,
    inspect.RawType: JSON_ARRAYS,
}


def _strategy(kind: inspect.Type) -> st.SearchStrategy[Any]:
    match kind:
        case inspect.Metadata():
            return _strategy(kind.type)
        case inspect.FloatType():
            return st.floats(kind.ge, kind.le, allow_nan=False, allow_infinity=False)
        case inspect.LiteralType():
            return st.sampled_from(kind.values)
        case inspect.UnionType():
            return st.one_of([_strategy(part) for part in kind.types])
        case inspect.VarTupleType():
            return st.lists(_strategy(kind.item_type), max_size=3).map(tuple)
        case inspect.DictType():
            return st.dictionaries(_strategy(kind.key_type), _strategy(kind.value_type), max_size=3)
        case inspect.StructType():
            return st.builds(kind.cls, **{field.name: _strategy(field.type) for field in kind.fields})
        case _:
            return _SIMPLE[type(kind)]


@cache
def messages_of(name: str) -> st.SearchStrategy[Any]:
    """Messages of one CloudEvents type, with any content."""
    return _strategy(inspect.type_info(TYPES[name]))


def event(position: int, before: int | None = None, ident: str = "", t_s: float = T0) -> LogEvent:
    """The event at `position` of the log; `before` is the position of the one that was sent before it."""
    before = position - 1 if before is None else before
    sequence, prevsequence = sequence_of(position), sequence_of(before) if before else ""
    named = ident or f"e{position}"
    data = Offered(caller="+7 916 1")
    return make(ContactOffered, named, "/a/b", f"c{position}", t_s, data, sequence=sequence, prevsequence=prevsequence)


def told(kind: type[Event], data: object, **attributes: object) -> Any:
    """A control message of the hub."""
    return make(kind, "m1", "/site/hub", "stream", T0, data, **attributes)


def welcome(position: int = 0, logid: str = LOG) -> control.StreamWelcome:
    data = control.Welcome(logid, position, 1.0, "site", "0.1.0", "UTC")
    return told(control.StreamWelcome, data)  # type: ignore[no-any-return]


def resumed(position: int, logid: str = LOG) -> control.StreamResumed:
    return told(control.StreamResumed, control.Resumed(logid, position))  # type: ignore[no-any-return]


def beat(position: int, logid: str = LOG, feeds: tuple[control.FeedBeat, ...] = ()) -> control.StreamHeartbeat:
    return told(control.StreamHeartbeat, control.Heartbeat(logid, position, feeds))  # type: ignore[no-any-return]


def chunk(
    index: int, count: int, position: int, section: str = "floor.meta", items: bytes = b"[]", logid: str = LOG
) -> control.StreamSnapshot:
    data = control.SnapshotChunk(logid, position, index, count, section, msgspec.Raw(items))
    return told(control.StreamSnapshot, data)  # type: ignore[no-any-return]
