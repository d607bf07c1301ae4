"""The stream described for other programs: an AsyncAPI 3 document, generated from the message types."""

from __future__ import annotations

from typing import Any, cast

import msgspec

from wallboard.stream.codec import SUBPROTOCOL_BATCH, SUBPROTOCOL_ONE
from wallboard.stream.control import StreamQuery, StreamSubscribe
from wallboard.stream.envelope import Event
from wallboard.stream.vocabulary import (
    CONTROL_TYPES,
    LOG_TYPES,
    TYPES,
    data_type,
    personal_fields,
    personal_when,
    type_of,
)

STREAM_VERSION = "1.0.0"
"""Of the messages, not of the program. Its first number changes when an older client cannot go on."""

DESCRIPTION = f"""\
What a Wallboard hub tells its clients, and what they may tell it. Every message is a CloudEvent 1.0 in
JSON, in structured mode.

The subprotocol `{SUBPROTOCOL_ONE}` carries one message in each text frame, `{SUBPROTOCOL_BATCH}` always an
array of them; what a client sends may be one message or an array with either. A client offers the
subprotocols that it knows and must check which one it got.

The hub greets with `stream.welcome`. The client sends `stream.subscribe` with the log (`logid`) and the
position that it has. It gets `stream.resumed` and the events that it lacks, or, where it has no log,
another log, or a position that is too far back or ahead, a snapshot: all chunks (`stream.snapshot`) of one
`position`, `index` from 0 to `count` - 1. The events after it follow.

`sequence` is an event's position in the log, `prevsequence` that of the event before it in this
subscription. A `prevsequence` beyond what the client has is a gap: it subscribes again from its own
position. Events at or before that position are duplicates.

Once a second comes `stream.heartbeat` with the hub's time and what it knows of each feed. A published frame
is answered, after it is committed, by `stream.accepted` (`correlationid`: the id of its first message), a
query by `stream.result`. What cannot be taken is refused with its reason. Unknown types and fields are to
be passed over. Fields marked `x-personal` hold numbers, names or words of people, those marked
`x-personal-when` do where another field has the value that is named; in the view `no_personal` they are empty."""

PERSONAL = "x-personal"
PERSONAL_WHEN = "x-personal-when"
_REF = "#/components/schemas/{name}"
_CLIENTS = (StreamSubscribe, StreamQuery)


def document() -> dict[str, Any]:
    """The AsyncAPI document as JSON values."""
    names = list(TYPES)
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Wallboard stream",
            "version": STREAM_VERSION,
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": "application/cloudevents+json",
        "servers": {
            "hub": {
                "host": "127.0.0.1:{port}",
                "protocol": "ws",
                "description": "A hub; it names its port when it is ready.",
                "variables": {"port": {"description": "The hub's port.", "default": "8765"}},
            }
        },
        "channels": {"stream": _channel(names)},
        "operations": {"tell": _operation("send", _told()), "take": _operation("receive", _taken())},
        "components": {"messages": {name: _message(TYPES[name]) for name in names}, "schemas": _schemas()},
    }


def text() -> str:
    """The document as it lies in docs/asyncapi.json."""
    return msgspec.json.format(msgspec.json.encode(document()), indent=2).decode() + "\n"


def _told() -> list[str]:
    """The types of what a hub sends."""
    from_clients = {type_of(kind) for kind in _CLIENTS}
    return [name for name in TYPES if name not in from_clients]


def _taken() -> list[str]:
    """The types of what a client sends: events to be published, commands, questions."""
    return [*LOG_TYPES, *(type_of(kind) for kind in _CLIENTS)]


def _channel(names: list[str]) -> dict[str, Any]:
    return {
        "address": "/stream",
        "description": f"WebSocket; subprotocols {SUBPROTOCOL_BATCH} and {SUBPROTOCOL_ONE}.",
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
        "bindings": {"ws": {"method": "GET", "bindingVersion": "0.1.0"}},
    }


def _operation(action: str, names: list[str]) -> dict[str, Any]:
    return {
        "action": action,
        "channel": {"$ref": "#/channels/stream"},
        "messages": [{"$ref": f"#/channels/stream/messages/{name}"} for name in names],
    }


def _message(kind: type[Event]) -> dict[str, Any]:
    name = type_of(kind)
    told = (data_type(kind).__doc__ or "").strip().partition("\n")[0]
    return {
        "name": name,
        "title": name,
        "summary": told,
        "contentType": "application/cloudevents+json",
        "tags": [{"name": "control" if name in CONTROL_TYPES else name.partition(".")[0]}],
        "payload": {"$ref": _REF.format(name=kind.__name__)},
    }


def _schemas() -> dict[str, Any]:
    _, schemas = msgspec.json.schema_components(TYPES.values(), ref_template=_REF)
    for kind in _structs():
        for field in msgspec.structs.fields(kind):
            if field.name in personal_fields(cast(Any, kind)):
                schemas[kind.__name__]["properties"][field.encode_name][PERSONAL] = True
        for name, other, value in personal_when(cast(Any, kind)):
            schemas[kind.__name__]["properties"][name][PERSONAL_WHEN] = {other: value}
    return schemas


def _structs() -> set[type[Any]]:
    """Every struct that a message is made of."""
    found: set[type[Any]] = set()

    def walk(kind: msgspec.inspect.Type) -> None:
        if isinstance(kind, msgspec.inspect.Metadata):
            walk(kind.type)
        elif isinstance(kind, msgspec.inspect.VarTupleType):
            walk(kind.item_type)
        elif isinstance(kind, msgspec.inspect.UnionType):
            for part in kind.types:
                walk(part)
        elif isinstance(kind, msgspec.inspect.StructType) and kind.cls not in found:
            found.add(kind.cls)
            for field in kind.fields:
                walk(field.type)

    for kind in TYPES.values():
        walk(msgspec.inspect.type_info(kind))
    return found
