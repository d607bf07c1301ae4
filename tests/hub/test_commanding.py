"""A command on its way through the hub, with a feed that does as the test says."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.hub.running import Peer, RunningHub, peer, running, until
from wallboard.hub.hubconfig import HubConfig
from wallboard.hub.ports import Dispatch, Sink
from wallboard.stream import agent_events as agents
from wallboard.stream import contact_events as contacts
from wallboard.stream import feed_events as feeds
from wallboard.stream import queue_events as queues
from wallboard.stream.codec import encode_batch
from wallboard.stream.command_events import (
    Action,
    CommandConfirmed,
    CommandDispatched,
    CommandFailed,
    CommandOutcome,
    CommandOutcomeUnknown,
    CommandRefused,
    CommandRequested,
    Pause,
    Reassign,
    Requested,
)
from wallboard.stream.control import StreamAccepted
from wallboard.stream.envelope import Event, make
from wallboard.stream.feed_events import Connected
from wallboard.stream.vocabulary import LogEvent

SOURCE = "/site/pbx"


class Switch:
    """A telephone system with one caller who waits and one agent; `answer` is what it says to a command."""

    name = "pbx"
    source = SOURCE

    def __init__(self, answer: Callable[[Switch, str], Awaitable[Dispatch]]) -> None:
        self._answer = answer
        self._sink: Sink | None = None
        self._speaking = True
        self._count = 0
        self.has_said = asyncio.Event()
        self.asked: list[tuple[str, Action]] = []

    async def run(self, sink: Sink) -> None:
        """The caller comes, and then nothing happens; but the source is there, and says so."""
        self._sink = sink
        await self.tell(agents.AgentLoggedOn, "a1", agents.LoggedOn(name="Anna"))
        await self.tell(agents.AgentState, "a1", agents.State("ready"))
        await self.tell(contacts.ContactOffered, "c1", contacts.Offered())
        await self.tell(contacts.ContactQueued, "c1", contacts.Queued("sales"))
        self.has_said.set()
        while True:
            await asyncio.sleep(0.02)
            if self._speaking:
                await sink.publish([])

    async def tell(self, kind: type[Event], subject: str, data: object) -> None:
        """Say what has happened."""
        self._count += 1
        assert self._sink is not None
        event: Any = make(kind, f"{time.time_ns()}-{self._count}", SOURCE, subject, time.time(), data)
        await self._sink.publish([event])

    def fall_silent(self) -> None:
        """The source is not heard of any more."""
        self._speaking = False

    @property
    def begun(self) -> bool:
        return True

    def introduction(self) -> Connected:
        """Nothing is said of it."""
        return Connected()

    async def dispatch(self, command: str, action: Action, by: str = "") -> Dispatch:
        """As the test says."""
        self.asked.append((command, action))
        return await self._answer(self, command)

    def now_t(self) -> float | None:
        """It lives on the wall clock."""
        return None

    async def close(self) -> None:
        """Nothing to let go of."""


async def obey(switch: Switch, command: str) -> Dispatch:
    """Take the command, and do it."""
    await switch.tell(CommandConfirmed, command, CommandOutcome())
    return Dispatch(accepted=True)


async def take(switch: Switch, command: str) -> Dispatch:
    """Take the command, and say nothing more."""
    return Dispatch(accepted=True)


async def decline(switch: Switch, command: str) -> Dispatch:
    """Do not take it."""
    return Dispatch(accepted=False, code="no_permission", detail="AMI: permission denied")


async def break_down(switch: Switch, command: str) -> Dispatch:
    """Fail in the middle."""
    raise OSError("broken pipe")


async def hang(switch: Switch, command: str) -> Dispatch:
    """Never come back."""
    await asyncio.Event().wait()
    raise AssertionError


def request(key: str = "k1", ident: str = "r1", to: str = "a1", contact: str = "c1") -> CommandRequested:
    """A supervisor asks that a caller be sent to an agent."""
    return make(CommandRequested, ident, "/site/desk", key, time.time(), Requested(Reassign(contact, to), by="boss"))


def play(
    switch: Switch, work: Callable[[Peer, RunningHub], Awaitable[None]], database: Path | None = None, **more: float
) -> None:
    """Run `work` at a hub with `switch`, once the caller waits."""

    async def run() -> None:
        config = HubConfig(database=database, **more)  # type: ignore[arg-type]
        async with running(config, [switch]) as hub, peer(hub.url) as client:
            await client.subscribe(hub.logid, 0)
            while (await client.next(contacts.ContactQueued)).subject != "c1":
                pass
            await switch.has_said.wait()  # of a log that a run before has left the client hears the caller sooner
            await work(client, hub)

    asyncio.run(run())


def story(client: Peer, key: str = "k1") -> list[tuple[str, str]]:
    """What the stream has said of a command: (what, code)."""
    named: Sequence[tuple[type[Any], str]] = [
        (CommandRequested, "requested"),
        (CommandRefused, "refused"),
        (CommandDispatched, "dispatched"),
        (CommandConfirmed, "confirmed"),
        (CommandFailed, "failed"),
        (CommandOutcomeUnknown, "unknown"),
    ]
    events: list[LogEvent] = [m for m in client.heard if m.subject == key and type(m) in dict(named)]  # type: ignore[misc]
    return [(dict(named)[type(event)], getattr(event.data, "code", "")) for event in events]


@pytest.mark.parametrize(
    ("answer", "last", "code"),
    [(obey, CommandConfirmed, ""), (decline, CommandFailed, "no_permission"), (take, CommandOutcomeUnknown, "timeout")],
)
def test_that_a_command_is_written_down_handed_over_and_ends(answer: Any, last: type[Event], code: str) -> None:
    switch = Switch(answer)

    async def work(client: Peer, hub: RunningHub) -> None:
        accepted = await client.publish(request())
        assert accepted.accepted == 1
        await client.next(last)
        steps = story(client)
        assert [what for what, _ in steps][:2] == ["requested", "dispatched"]
        assert (len(steps), steps[-1][1]) == (3, code)

    play(switch, work, outcome_s=0.3 if answer is take else 10.0)
    assert switch.asked == [("k1", Reassign("c1", "a1"))]


@pytest.mark.expects_errors
@pytest.mark.parametrize(("answer", "code"), [(break_down, "feed_failed"), (hang, "timeout")])
def test_that_nobody_claims_to_know_what_became_of_a_command_at_a_broken_feed(answer: Any, code: str) -> None:
    async def work(client: Peer, hub: RunningHub) -> None:
        await client.publish(request())
        assert (await client.next(CommandOutcomeUnknown)).data.code == code

    play(Switch(answer), work, outcome_s=0.3)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (request(to="nobody"), "agent_unknown"),
        (request(contact="c9"), "contact_unknown"),
        (request(to=""), "target_empty"),
    ],
)
def test_that_what_may_not_be_done_is_refused_and_never_handed_over(asked: CommandRequested, code: str) -> None:
    switch = Switch(obey)

    async def work(client: Peer, hub: RunningHub) -> None:
        assert (await client.publish(asked)).accepted == 1
        assert (await client.next(CommandRefused)).data.code == code

    play(switch, work)
    assert switch.asked == []


def test_that_a_key_asked_twice_is_one_command() -> None:
    switch = Switch(obey)

    async def work(client: Peer, hub: RunningHub) -> None:
        await client.publish(request())
        await client.next(CommandConfirmed)
        assert (await client.publish(request())).duplicates == 1
        assert (await client.publish(request(ident="r2"))).accepted == 1
        await client.publish(request(key="k2", ident="r3", to="nobody"))
        await client.next(CommandRefused)

    play(switch, work)
    assert [key for key, _ in switch.asked] == ["k1"]


def test_that_a_command_about_a_person_goes_to_the_source_that_knows_him() -> None:
    switch = Switch(obey)

    async def work(client: Peer, hub: RunningHub) -> None:
        asked = Requested(Pause("a1", "lunch"), by="boss")
        await client.publish(make(CommandRequested, "p1", "/site/desk", "k1", time.time(), asked))
        await client.next(CommandConfirmed)
        nobody = Requested(Pause("a9", "lunch"), by="boss")
        await client.publish(make(CommandRequested, "p2", "/site/desk", "k2", time.time(), nobody))
        assert (await client.next(CommandRefused)).data.code == "agent_unknown"

    play(switch, work)
    assert switch.asked == [("k1", Pause("a1", "lunch"))]


def test_that_a_kind_of_action_that_nobody_knows_is_refused_with_its_name() -> None:
    switch = Switch(obey)

    async def work(client: Peer, hub: RunningHub) -> None:
        asked = make(CommandRequested, "p1", "/site/desk", "k1", time.time(), Requested(Pause("a1"), by="boss"))
        frame = encode_batch([asked]).decode().replace('"pause"', '"teleport"')
        await client.connection.send(frame)
        [refused] = (await client.next(StreamAccepted)).data.refused
        assert refused.code == "malformed"
        assert "teleport" in refused.detail

    play(switch, work)
    assert switch.asked == []


def test_that_a_feed_that_has_fallen_silent_is_handed_nothing() -> None:
    switch = Switch(obey)

    async def work(client: Peer, hub: RunningHub) -> None:
        switch.fall_silent()
        beat = await client.beat()
        while (beat.time - beat.data.feeds[0].last_word).total_seconds() < 0.05:
            beat = await client.beat()
        await client.publish(request())
        assert (await client.next(CommandRefused)).data.code == "feed_lost"

    play(switch, work, quiet_s=0.05, heartbeat_s=0.02)
    assert switch.asked == []


def test_that_a_contact_of_a_source_that_is_no_feed_of_ours_cannot_be_moved() -> None:
    async def work(client: Peer, hub: RunningHub) -> None:
        foreign = make(contacts.ContactOffered, "x", "/other/pbx", "x1", time.time(), contacts.Offered())
        waiting = make(contacts.ContactQueued, "y", "/other/pbx", "x1", time.time(), contacts.Queued("sales"))
        await client.publish(foreign, waiting)
        await client.publish(request(contact="x1"))
        assert (await client.next(CommandRefused)).data.code == "feed_lost"

    play(Switch(obey), work)


def test_that_a_command_on_its_way_when_the_hub_ended_is_unknown_and_not_sent_again(tmp_path: Path) -> None:
    first, second = Switch(hang), Switch(obey)

    async def ask(client: Peer, hub: RunningHub) -> None:
        await client.publish(request())
        await client.next(CommandDispatched)
        await until(lambda: bool(first.asked))

    async def look(client: Peer, hub: RunningHub) -> None:
        await client.subscribe(hub.logid, 0)
        assert (await client.next(CommandOutcomeUnknown)).data.code == "hub_restarted"
        assert [what for what, _ in story(client)] == ["requested", "dispatched", "unknown"]
        assert (await client.publish(request())).duplicates == 1

    play(first, ask, tmp_path / "site.sqlite")
    play(second, look, tmp_path / "site.sqlite")
    assert second.asked == []


async def snapshot(switch: Switch, queue: str) -> None:
    """The source says how it stands: the caller waits in `queue`."""
    there = feeds.SnapshotContact("c1", "waiting", queue=queue)
    agent = feeds.SnapshotAgent("a1")
    await switch.tell(feeds.FeedSnapshot, "pbx", feeds.Snapshot((there,), (agent,)))


def to_queue(key: str = "k1", to: str = "support") -> CommandRequested:
    """A supervisor asks that the caller be sent to another queue."""
    action = Reassign("c1", to, "queue")
    return make(CommandRequested, f"r-{key}", "/site/desk", key, time.time(), Requested(action, by="boss"))


class TwoQueues(Switch):
    """It has another queue besides."""

    async def run(self, sink: Sink) -> None:
        self._sink = sink
        await self.tell(queues.QueueConfigured, "support", queues.Configured())
        await super().run(sink)


@pytest.mark.parametrize("is_done", [True, False])
def test_that_an_unknown_outcome_is_held_against_what_the_source_then_says(is_done: bool) -> None:
    switch = TwoQueues(take)

    async def work(client: Peer, hub: RunningHub) -> None:
        await client.publish(to_queue())
        await client.next(CommandOutcomeUnknown)
        await snapshot(switch, "support" if is_done else "sales")
        if is_done:
            assert (await client.next(CommandConfirmed)).data.code == "seen_in_snapshot"
        else:
            await snapshot(switch, "support")  # so it has become later, by whomever
            await client.publish(request(key="k2", ident="r2", to="nobody"))
            await client.next(CommandRefused)
        assert [what for what, _ in story(client)][2:] == ["unknown", "confirmed"][: 1 + is_done]

    play(switch, work, outcome_s=0.1)


def test_that_after_a_restart_the_first_snapshot_settles_what_was_on_its_way(tmp_path: Path) -> None:
    first = TwoQueues(hang)

    async def ask(client: Peer, hub: RunningHub) -> None:
        await client.publish(to_queue())
        await client.next(CommandDispatched)
        await until(lambda: bool(first.asked))

    second = TwoQueues(obey)

    async def look(client: Peer, hub: RunningHub) -> None:
        await client.next(CommandOutcomeUnknown)
        await snapshot(second, "support")
        assert (await client.next(CommandConfirmed)).data.code == "seen_in_snapshot"

    play(first, ask, tmp_path / "site.sqlite")
    play(second, look, tmp_path / "site.sqlite")
    assert second.asked == []
