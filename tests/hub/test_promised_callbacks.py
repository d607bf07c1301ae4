"""A callback that was promised by a command where the source keeps none: the hub is the book."""

from __future__ import annotations

import time

from tests.hub.running import Peer, RunningHub
from tests.hub.test_commanding import Switch, play, request, story
from wallboard.hub.ports import Dispatch
from wallboard.stream import contact_events as contacts
from wallboard.stream.command_events import (
    Action,
    CommandConfirmed,
    CommandFailed,
    CommandRefused,
    CommandRequested,
    PromiseCallback,
    Requested,
)
from wallboard.stream.envelope import make, moment


async def know_no_callbacks(switch: Switch, command: str) -> Dispatch:
    """A telephone system that has no book of callbacks."""
    return Dispatch(accepted=False, code="not_supported")


def test_that_the_hub_keeps_a_promise_where_the_source_has_no_book_of_callbacks() -> None:
    switch = Switch(know_no_callbacks)
    due = moment(round(time.time()) + 3600.0)

    async def work(client: Peer, hub: RunningHub) -> None:
        await switch.tell(contacts.ContactOffered, "c2", contacts.Offered(caller="+7 495 000-00-01"))
        await switch.tell(contacts.ContactCleared, "c2", contacts.Cleared("customer"))
        await client.publish(asks(PromiseCallback("c2", due), "k1"))
        promised = await client.next(contacts.ContactCallbackRequested)
        assert (promised.subject, promised.data.due, promised.data.number) == ("c2", due, "+7 495 000-00-01")
        assert (promised.source, promised.correlationid) == ("/site/hub", "k1")
        await client.next(CommandConfirmed)
        await client.publish(asks(PromiseCallback("c2", due), "k2"))
        await client.next(CommandRefused)
        assert story(client, "k2")[-1] == ("refused", "already_promised")

    play(switch, work)
    assert [action for _, action in switch.asked] == [PromiseCallback("c2", due)]


def test_that_a_call_to_his_number_is_written_down_as_the_kept_promise() -> None:
    switch = Switch(know_no_callbacks)

    async def work(client: Peer, hub: RunningHub) -> None:
        await switch.tell(contacts.ContactOffered, "c2", contacts.Offered(caller="+7 495 000-00-01"))
        await switch.tell(contacts.ContactCleared, "c2", contacts.Cleared("customer"))
        await client.publish(asks(PromiseCallback("c2", moment(round(time.time()) + 3600.0)), "k1"))
        await client.next(CommandConfirmed)
        ours = contacts.Offered(direction="outbound", caller="200", dialled="984950000001")
        await switch.tell(contacts.ContactOffered, "o1", ours)
        await switch.tell(contacts.ContactEstablished, "o1", contacts.Established("a1"))
        await switch.tell(contacts.ContactCleared, "o1", contacts.Cleared("agent"))
        kept = await client.next(contacts.ContactCallbackKept)
        assert (kept.subject, kept.source) == ("c2", "/site/hub")

    play(switch, work, heartbeat_s=0.1)


def test_that_a_source_that_does_not_support_another_action_fails_it() -> None:
    async def work(client: Peer, hub: RunningHub) -> None:
        await client.publish(request())
        assert (await client.next(CommandFailed)).data.code == "not_supported"

    play(Switch(know_no_callbacks), work)


def asks(action: Action, key: str) -> CommandRequested:
    """A supervisor asks for something."""
    return make(CommandRequested, f"r-{key}", "/site/desk", key, time.time(), Requested(action, by="boss"))
