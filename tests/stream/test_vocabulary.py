"""The vocabulary: no two types of one name, and every field that holds a person's number, name or words is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import inspect

from wallboard.stream.vocabulary import CONTROL_TYPES, LOG_TYPES, TYPES, data_type, members, personal_fields, type_of
from wallboard.stream.vocabulary import LogEvent as AnyLogEvent

FAMILIES = {"contact", "agent", "queue", "ticket", "command", "feed"}
PERSONAL = {
    "Monitor": {"phone"},
    "AnswerHelp": {"phone"},
    "Offered": {"caller"},
    "Identified": {"name"},
    "Rated": {"comment"},
    "CallbackRequested": {"number"},
    "LoggedOn": {"name"},
    "Created": {"title"},
    "Acted": {"note"},
    "SnapshotContact": {"caller"},
    "SnapshotAgent": {"name"},
}
MAYBE_PERSONAL = {"caller", "name", "comment", "number", "title", "note", "phone", "mail", "text"}
NO_PERSONS_NAME = {("Configured", "name"), ("AttributeChanged", "name")}


def structs_of(kind: inspect.Type) -> Iterator[inspect.StructType]:
    match kind:
        case inspect.Metadata():
            yield from structs_of(kind.type)
        case inspect.UnionType():
            for part in kind.types:
                yield from structs_of(part)
        case inspect.VarTupleType():
            yield from structs_of(kind.item_type)
        case inspect.StructType():
            yield kind
            for field in kind.fields:
                yield from structs_of(field.type)


STRUCTS: dict[str, Any] = {
    found.cls.__name__: found for kind in TYPES.values() for found in structs_of(inspect.type_info(kind))
}


def marked(struct: inspect.StructType) -> set[str]:
    return {
        field.name
        for field in struct.fields
        if isinstance(field.type, inspect.Metadata) and (field.type.extra or {}).get("personal")
    }


def test_that_no_two_messages_share_a_type() -> None:
    assert len(LOG_TYPES) == len(members(AnyLogEvent))
    assert not LOG_TYPES.keys() & CONTROL_TYPES.keys()


def test_that_every_logged_type_belongs_to_a_family_and_every_other_to_the_stream() -> None:
    assert {name.partition(".")[0] for name in LOG_TYPES} == FAMILIES
    assert {name.partition(".")[0] for name in CONTROL_TYPES} == {"stream"}


def test_that_no_two_structs_of_the_stream_share_a_name() -> None:
    kinds = {found.cls for kind in TYPES.values() for found in structs_of(inspect.type_info(kind))}
    assert len(kinds) == len({kind.__name__ for kind in kinds})


@pytest.mark.parametrize("name", TYPES)
def test_that_a_type_is_found_by_its_name_and_its_data_by_the_type(name: str) -> None:
    assert type_of(TYPES[name]) == name
    assert data_type(TYPES[name]).__name__ in STRUCTS


def test_that_the_personal_fields_are_those_that_are_agreed() -> None:
    assert {name: fields for name, struct in STRUCTS.items() if (fields := marked(struct))} == PERSONAL


@pytest.mark.parametrize("name", STRUCTS)
def test_that_every_field_that_is_marked_personal_is_found(name: str) -> None:
    struct = STRUCTS[name]
    assert set(personal_fields(struct.cls)) == marked(struct)


def test_that_no_field_that_sounds_personal_goes_unmarked() -> None:
    for name, struct in STRUCTS.items():
        sounding = {field.name for field in struct.fields} & MAYBE_PERSONAL
        assert sounding <= marked(struct) | {field for kind, field in NO_PERSONS_NAME if kind == name}, name
