"""What is personal is taken out of an event, lies beside it, and comes back; what was erased stays away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stream.messages import T0, event, messages_of
from wallboard.stream.agent_events import AgentState, State
from wallboard.stream.codec import encode
from wallboard.stream.command_events import CommandRequested, Monitor, Reassign, Requested
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import FeedSnapshot, Snapshot, SnapshotAgent, SnapshotContact
from wallboard.stream.personal import restore, strip
from wallboard.stream.vocabulary import LOG_TYPES, personal_fields


def personal_values(value: Any) -> Iterator[str]:
    """Every text in a personal field, however deep: found by another way than the one that is tested."""
    if isinstance(value, msgspec.Struct):
        for field in msgspec.structs.fields(value):
            inner = getattr(value, field.name)
            if field.name in personal_fields(type(value)):
                yield inner
            if field.name == "to" and getattr(value, "to_kind", "") == "external":
                yield inner
            yield from personal_values(inner)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from personal_values(item)


def snapshot() -> FeedSnapshot:
    contacts = (SnapshotContact("c1", "menu"), SnapshotContact("c2", "waiting", caller="+7 916 2"))
    agents = (SnapshotAgent("a1", name="Anna Petrova"),)
    return make(FeedSnapshot, "s1", "/a/b", "b", T0, Snapshot(contacts, agents))


@pytest.mark.parametrize("name", LOG_TYPES)
@given(data=st.data())
def test_that_nothing_personal_stays_and_all_of_it_comes_back(name: str, data: st.DataObject) -> None:
    message = data.draw(messages_of(name))
    bare, fields = strip(message)
    assert not any(personal_values(bare))
    assert sorted(fields.values()) == sorted(filter(None, personal_values(message)))
    assert restore(bare, fields) == message


def test_that_a_callers_number_lies_beside_the_event() -> None:
    bare, fields = strip(event(1))
    assert fields == {"caller": "+7 916 1"}
    assert b"916" not in encode(bare)
    assert (bare.id, bare.sequence, bare.time) == (event(1).id, event(1).sequence, event(1).time)


def test_that_a_snapshots_numbers_and_names_are_found_inside_it() -> None:
    bare, fields = strip(snapshot())
    assert fields == {"contacts.1.caller": "+7 916 2", "agents.0.name": "Anna Petrova"}
    assert b"Anna" not in encode(bare)
    assert b"916" not in encode(bare)


def test_that_a_colleagues_number_is_personal_and_his_key_is_not() -> None:
    outside = make(
        CommandRequested, "e1", "/a/b", "k1", T0, Requested(Reassign("c1", "+7 916 123", "external"), "boss")
    )
    bare, fields = strip(outside)
    assert fields == {"action.to": "+7 916 123"}
    assert b"916" not in encode(bare)
    assert restore(bare, fields) == outside
    inside = make(CommandRequested, "e2", "/a/b", "k2", T0, Requested(Reassign("c1", "anna"), "boss"))
    assert strip(inside) == (inside, {})


def test_that_the_phone_of_who_listens_is_personal() -> None:
    listens = make(CommandRequested, "e1", "/a/b", "k1", T0, Requested(Monitor("c1", "whisper", phone="1955"), "boss"))
    bare, fields = strip(listens)
    assert fields == {"action.phone": "1955"}
    assert restore(bare, fields) == listens


def test_that_an_event_without_anything_personal_stays_the_same_object() -> None:
    plain = make(AgentState, "e1", "/a/b", "a1", T0, State("ready"))
    bare, fields = strip(plain)
    assert bare is plain
    assert not fields
    assert restore(plain, {}) is plain


def test_that_what_was_erased_stays_empty() -> None:
    bare, fields = strip(snapshot())
    del fields["agents.0.name"]
    again = restore(bare, fields)
    assert again.data.agents[0].name == ""
    assert again.data.contacts[1].caller == "+7 916 2"


def test_that_fields_of_another_shape_do_no_harm() -> None:
    assert restore(event(1), {"contacts.9.caller": "x", "colour": "red"}) == event(1)
