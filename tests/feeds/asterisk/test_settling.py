"""A connection that breaks between a command and its outcome: a hub, the feed and a PBX together."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.feeds.asterisk.pbx import Pbx, ScriptedPbx, Time, new_feed
from tests.hub.running import peer, running
from wallboard.hub.hubconfig import HubConfig
from wallboard.stream.command_events import (
    CommandConfirmed,
    CommandOutcomeUnknown,
    CommandRefused,
    CommandRequested,
    Pause,
    Requested,
)
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import FeedConnected, FeedSnapshot

ALICE = "PJSIP/1001"


async def lists(pbx: Pbx, *, paused: bool) -> None:
    """Alice is there, and may be paused."""
    await pbx.greet()
    await pbx.say("Event: FullyBooted", Uptime="9")
    await pbx.say("Event: QueueParams", Queue="sales")
    state = {"Status": "1", "Paused": str(int(paused)), "PausedReason": "Lunch" if paused else ""}
    await pbx.say("Event: QueueMember", Queue="sales", Name="Alice Adams", Location=ALICE, **state)
    await pbx.say("Event: QueueStatusComplete")
    await pbx.say("Event: CoreShowChannelsComplete")


@pytest.mark.parametrize("was_done", [True, False])
def test_that_what_the_pbx_has_done_before_the_connection_broke_is_seen_afterwards(was_done: bool) -> None:
    asked: list[str] = []

    async def script(pbx: Pbx) -> None:
        await lists(pbx, paused=pbx.number > 1 and was_done)
        if pbx.number == 1:
            asked.append((await pbx.hear("QueuePause"))["Reason"])
            await pbx.hang_up()
        else:
            await pbx.stay()

    async def together() -> None:
        async with ScriptedPbx(script) as pbx:
            feed = new_feed(pbx.port, Time())
            async with running(HubConfig(site="here"), [feed]) as hub, peer(hub.url) as client:
                await client.subscribe(hub.logid, 0)
                await client.next(FeedSnapshot)
                wish = Requested(Pause(ALICE, "Lunch"), by="olga")
                await client.publish(make(CommandRequested, "r1", "/here/desk", "k1", time.time(), wish))
                assert (await client.next(CommandOutcomeUnknown)).data.code == "feed_failed"
                await client.next(FeedConnected)
                if was_done:
                    assert (await client.next(CommandConfirmed)).data.code == "seen_in_snapshot"
                    return
                await client.next(FeedSnapshot)
                again = Requested(Pause("PJSIP/nobody"), by="olga")
                await client.publish(make(CommandRequested, "r2", "/here/desk", "k2", time.time(), again))
                await client.next(CommandRefused)
                assert not [one for one in client.heard if isinstance(one, CommandConfirmed)]

    asyncio.run(together())
    assert asked == ["Lunch"]
