"""The AsyncAPI document is what the types give, and hangs together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.stream.messages import event
from wallboard.stream import asyncapi
from wallboard.stream.codec import encode
from wallboard.stream.vocabulary import CONTROL_TYPES, LOG_TYPES, TYPES

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = asyncapi.document()


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def looked_up(reference: str) -> Any:
    found: Any = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def test_that_the_document_in_docs_is_what_the_types_give() -> None:
    written = (ROOT / "docs" / "asyncapi.json").read_text(encoding="utf-8")
    assert written == asyncapi.text(), "the types have changed: run `wallboard asyncapi --out docs/asyncapi.json`"


def test_that_every_reference_leads_somewhere() -> None:
    found = set(references(DOCUMENT))
    assert len(found) > len(TYPES)
    assert all(looked_up(reference) for reference in found)


def test_that_every_type_is_a_message_of_the_channel_with_a_payload_and_a_meaning() -> None:
    assert DOCUMENT["asyncapi"].startswith("3.")
    assert list(DOCUMENT["channels"]["stream"]["messages"]) == list(TYPES)
    for name, message in DOCUMENT["components"]["messages"].items():
        payload = looked_up(message["payload"]["$ref"])
        assert payload["properties"]["type"] == {"enum": [name]}
        assert message["summary"]


def test_that_the_hub_tells_the_log_and_takes_events_and_questions() -> None:
    told, taken = (
        {reference.rpartition("/")[2] for reference in references(DOCUMENT["operations"][name]["messages"])}
        for name in ("tell", "take")
    )
    assert told == TYPES.keys() - {"stream.subscribe", "stream.query"}
    assert taken == LOG_TYPES.keys() | {"stream.subscribe", "stream.query"}
    assert told | taken == LOG_TYPES.keys() | CONTROL_TYPES.keys()


@pytest.mark.parametrize(("schema", "field"), [("Offered", "caller"), ("SnapshotAgent", "name"), ("Acted", "note")])
def test_that_what_is_personal_is_marked(schema: str, field: str) -> None:
    assert DOCUMENT["components"]["schemas"][schema]["properties"][field]["x-personal"] is True


@pytest.mark.parametrize("schema", ["Reassign", "Diverted", "Transferred"])
def test_that_what_is_personal_only_sometimes_says_when(schema: str) -> None:
    assert DOCUMENT["components"]["schemas"][schema]["properties"]["to"]["x-personal-when"] == {"to_kind": "external"}


def test_that_what_is_not_personal_is_not_marked() -> None:
    assert "x-personal" not in DOCUMENT["components"]["schemas"]["Offered"]["properties"]["queue"]


def test_that_a_real_message_has_the_fields_that_the_document_names() -> None:
    raw = msgspec.json.decode(encode(event(1)))
    schema = DOCUMENT["components"]["schemas"]["ContactOffered"]
    assert set(schema["required"]) <= raw.keys() <= schema["properties"].keys()
