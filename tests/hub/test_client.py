"""The client of a hub, against a real WebSocket server that follows a script."""

from __future__ import annotations

import asyncio
import socket
from http import HTTPStatus
from random import Random
from typing import Any

import msgspec
import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from tests.hub.scripted import Notebook, NoWait, Peer, ScriptedHub, new_client, play, while_running
from tests.stream.messages import LOG, beat, chunk, event, resumed, told, welcome
from wallboard.hub.backoff import Pace
from wallboard.hub.client import HubClient, LinkLostError, RefusedError
from wallboard.hub.dialling import FRAME_BYTES_MAX, Line
from wallboard.stream import control
from wallboard.stream.codec import SUBPROTOCOL_BATCH, SUBPROTOCOL_ONE
from wallboard.stream.subscription import Subscription


async def greet(peer: Peer, position: int = 0) -> control.Subscribe:
    """Welcomes a client and answers what it asks, with a snapshot where it has no log."""
    await peer.tell(welcome(position))
    asked = await peer.subscription()
    await peer.tell(resumed(asked.position) if asked.logid else chunk(0, 1, position))
    return asked


async def serve_two_events(peer: Peer) -> None:
    await greet(peer)
    await peer.tell(event(1), event(2))
    await peer.tell(beat(2))
    await peer.stay()


def test_that_it_takes_a_snapshot_then_the_events_then_the_heartbeat() -> None:
    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: notebook.beats)

    notebook = play(serve_two_events, work)
    assert notebook.links == ["connecting", "catching_up", "live", "lost"]
    assert [taken.position for taken in notebook.snapshots] == [0]
    assert notebook.ids == ["e1", "e2"]
    assert notebook.welcomes[0].logid == LOG


@pytest.mark.parametrize("serves", [SUBPROTOCOL_BATCH, SUBPROTOCOL_ONE])
def test_that_it_speaks_whichever_subprotocol_the_server_has(serves: str) -> None:
    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: notebook.ids == ["e1", "e2"])

    play(serve_two_events, work, serves=(serves,))


def test_that_after_a_loss_it_resumes_from_its_position() -> None:
    asked = []

    async def script(peer: Peer) -> None:
        asked.append(await greet(peer, 2 * peer.number - 2))
        await peer.tell(event(2 * peer.number - 1), event(2 * peer.number))
        if peer.number == 3:
            await peer.stay()

    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: len(notebook.events) == 6)

    notebook = play(script, work)
    assert notebook.ids == ["e1", "e2", "e3", "e4", "e5", "e6"]
    assert asked == [control.Subscribe(), control.Subscribe(LOG, 2), control.Subscribe(LOG, 4)]
    assert notebook.losses[0] == ("closed", "1000")


def test_that_a_gap_is_mended_on_the_same_connection() -> None:
    async def script(peer: Peer) -> None:
        await greet(peer)
        await peer.tell(event(1), event(3))
        assert await peer.subscription() == control.Subscribe(LOG, 1)
        await peer.tell(resumed(1), event(2), event(3))
        await peer.stay()

    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: notebook.ids == ["e1", "e2", "e3"])
        assert hub.opened == 1

    notebook = play(script, work)
    assert notebook.links[-2] == "live"


def test_that_a_server_that_accepts_and_closes_at_once_is_not_hammered() -> None:
    nap = NoWait()

    async def script(peer: Peer) -> None:
        await peer.connection.close(1013, "try again later")

    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: len(notebook.losses) == 12)

    pace = Pace(first_s=0.25, longest_s=8.0, least_session_s=10.0)
    notebook = play(script, work, sleep=nap, pace=pace)
    assert notebook.losses[0] == ("closed", "1013 try again later")
    assert nap.delays[0] >= 0.125
    assert min(nap.delays[6:11]) >= 4.0


def test_that_a_server_without_a_subprotocol_of_ours_is_left() -> None:
    async def script(peer: Peer) -> None:
        await peer.stay()

    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: notebook.losses)

    notebook = play(script, work, serves=None)
    code, detail = notebook.losses[0]
    assert code == "no_subprotocol"
    assert SUBPROTOCOL_BATCH in detail
    assert "live" not in notebook.links


def test_that_a_refused_port_is_told_and_the_hub_found_once_it_listens() -> None:
    async def talk() -> None:
        with socket.create_server(("127.0.0.1", 0)) as unused:
            closed = f"ws://127.0.0.1:{unused.getsockname()[1]}/stream"
        address = closed
        notebook = Notebook()
        client = new_client(lambda: address, notebook)

        async def work() -> None:
            nonlocal address
            await notebook.until(lambda: len(notebook.losses) >= 3)
            async with ScriptedHub(serve_two_events) as hub:
                address = hub.url
                await notebook.until(lambda: notebook.beats)
                await client.close()

        await while_running(client, work())
        assert notebook.losses[0][0] == "refused"

    asyncio.run(talk())


@pytest.mark.parametrize("status", [HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND, HTTPStatus.TOO_MANY_REQUESTS])
def test_that_an_answer_in_http_is_told_and_tried_again(status: HTTPStatus) -> None:
    async def refuse(connection: ServerConnection, request: Request) -> Response:
        return connection.respond(status, "no\n")

    async def handle(connection: ServerConnection) -> None:
        raise AssertionError

    async def talk() -> None:
        notebook = Notebook()
        async with serve(handle, "127.0.0.1", 0, process_request=refuse) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            client = new_client(f"ws://127.0.0.1:{port}/stream", notebook)
            await while_running(client, notebook.until(lambda: len(notebook.losses) >= 2))
        assert notebook.losses[0][0] == f"status_{status.value}"

    asyncio.run(talk())


def test_that_a_silent_server_is_left() -> None:
    async def script(peer: Peer) -> None:
        await peer.stay()

    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: notebook.losses)

    notebook = play(script, work, line=Line(silence_s=0.02))
    assert notebook.losses[0] == ("silent", "")


def test_that_a_frame_beyond_the_bound_ends_the_session_and_not_the_client() -> None:
    async def script(peer: Peer) -> None:
        if peer.number == 1:
            await peer.connection.send("x" * (FRAME_BYTES_MAX + 1))
            await peer.stay()
        await serve_two_events(peer)

    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: notebook.ids == ["e1", "e2"])

    notebook = play(script, work)
    assert notebook.losses[0][1].startswith("1009")


def test_that_malformed_frames_are_counted_and_end_nothing() -> None:
    async def script(peer: Peer) -> None:
        await greet(peer)
        for frame in ("", "{", "[null]", b"\xff\xfe", '{"type":"contact.levitated"}'):
            await peer.connection.send(frame)
        await peer.tell(event(1), event(2))
        await peer.stay()

    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: notebook.ids == ["e1", "e2"])
        assert client.subscription.counts.total() == 5
        assert hub.opened == 1

    play(script, work)


def test_that_a_publisher_gets_the_answer_to_his_frame() -> None:
    async def script(peer: Peer) -> None:
        await greet(peer)
        first, second = await peer.hear(), await peer.hear()
        for messages, position in ((second, 3), (first, 2)):
            accepted = control.Accepted(len(messages), position)
            await peer.tell(told(control.StreamAccepted, accepted, correlationid=messages[0].id))
        await peer.stay()

    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: "live" in notebook.links)
        one, two = await asyncio.gather(client.publish([event(1), event(2)]), client.publish([event(3)]))
        assert (one, two) == (control.Accepted(2, 2), control.Accepted(1, 3))
        assert await client.publish([]) == control.Accepted(0, 0)

    play(script, work)


def test_that_a_query_gets_its_answer_or_the_reason_why_not() -> None:
    async def script(peer: Peer) -> None:
        await greet(peer)
        (query,) = await peer.hear()
        result = control.Result(msgspec.Raw(b'[{"contact":"c1"}]'), more=True)
        await peer.tell(told(control.StreamResult, result, correlationid=query.id))
        (query,) = await peer.hear()
        await peer.tell(told(control.StreamRefused, control.Refusal("not_allowed", "", query.id)))
        await peer.stay()

    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: "live" in notebook.links)
        result = await client.query(control.Query("lost", limit=1))
        assert (bytes(result.rows), result.more) == (b'[{"contact":"c1"}]', True)
        with pytest.raises(RefusedError) as caught:
            await client.query(control.Query("figures"))
        assert caught.value.code == "not_allowed"

    play(script, work)


def test_that_nothing_can_be_published_without_a_link() -> None:
    client = new_client("ws://127.0.0.1:9/stream", Notebook())
    with pytest.raises(LinkLostError) as caught:
        asyncio.run(client.publish([event(1)]))
    assert not caught.value.sent


def test_that_who_waits_for_an_answer_learns_that_the_link_is_lost() -> None:
    async def script(peer: Peer) -> None:
        await greet(peer)
        if peer.number == 1:
            await peer.hear()
            await peer.connection.close()
        await peer.stay()

    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: "live" in notebook.links)
        with pytest.raises(LinkLostError, match="the link was lost") as caught:
            await client.publish([event(1)])
        assert caught.value.sent

    play(script, work)


def test_that_who_gets_no_answer_does_not_wait_for_ever() -> None:
    async def script(peer: Peer) -> None:
        await greet(peer)
        await peer.stay()

    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: "live" in notebook.links)
        with pytest.raises(LinkLostError, match="no answer within"):
            await client.publish([event(1)])

    play(script, work, answer_timeout_s=0.02)


def test_that_a_frame_too_large_to_publish_is_refused_before_it_is_sent() -> None:
    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: "live" in notebook.links)
        with pytest.raises(RefusedError) as caught:
            await client.publish([event(1, ident="x" * FRAME_BYTES_MAX)])
        assert caught.value.code == "too_large"

    play(serve_two_events, work)


def test_that_a_snapshot_can_be_asked_for_with_and_without_a_link() -> None:
    asked = []

    async def script(peer: Peer) -> None:
        asked.append(await greet(peer))
        if peer.number == 1:
            asked.append(await peer.subscription())
            await peer.tell(chunk(0, 1, 0))
        else:
            await peer.tell(event(1))
            await peer.stay()

    async def work(client: HubClient, notebook: Notebook, hub: ScriptedHub) -> None:
        await notebook.until(lambda: "live" in notebook.links)
        client.request_snapshot()
        await notebook.until(lambda: notebook.losses)
        client.request_snapshot()
        await notebook.until(lambda: notebook.ids == ["e1"])

    notebook = play(script, work, subscription=Subscription(logid=LOG, position=0))
    assert asked == [control.Subscribe(LOG, 0), control.Subscribe(), control.Subscribe()]
    assert len(notebook.snapshots) == 2


def test_that_closing_wakes_a_client_that_waits_for_its_next_attempt() -> None:
    async def talk() -> None:
        waiting = asyncio.Event()

        async def sleep(delay_s: float) -> None:
            waiting.set()
            await asyncio.Event().wait()

        client = new_client("ws://127.0.0.1:9/stream", Notebook(), sleep=sleep)
        await while_running(client, set_in_time(waiting))

    async def set_in_time(waiting: asyncio.Event) -> None:
        await waiting.wait()

    asyncio.run(talk())


def test_that_a_nudge_ends_the_wait_for_the_next_attempt() -> None:
    async def talk() -> None:
        async def sleep(delay_s: float) -> None:
            client.retry_now()
            await asyncio.Event().wait()

        notebook = Notebook()
        client = new_client("ws://127.0.0.1:9/stream", notebook, sleep=sleep)
        await while_running(client, notebook.until(lambda: len(notebook.losses) == 3))

    asyncio.run(talk())


def test_that_a_listener_that_fails_ends_the_client_with_its_error() -> None:
    class Failing(Notebook):
        def on_live(self, events: list[Any], position: int) -> None:
            raise ZeroDivisionError

    async def talk() -> None:
        async with ScriptedHub(serve_two_events) as hub:
            with pytest.raises(ZeroDivisionError):
                await new_client(hub.url, Failing()).run()

    asyncio.run(talk())


def test_that_a_cancelled_client_lets_go_of_its_connection() -> None:
    async def talk() -> None:
        gone = asyncio.Event()

        async def script(peer: Peer) -> None:
            await serve_two_events(peer)
            gone.set()

        notebook = Notebook()
        async with ScriptedHub(script) as hub:
            running = asyncio.create_task(new_client(hub.url, notebook).run(), name="client")
            await notebook.until(lambda: notebook.beats)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await asyncio.wait_for(gone.wait(), 10)

    asyncio.run(talk())


@pytest.mark.parametrize("url", ["", "localhost:8765", "http://localhost/stream", "ws://", "ws:///stream"])
def test_that_an_address_that_is_none_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ValueError, match="ws://host:8765/stream"):
        HubClient(url, Notebook(), random=Random(1))


def test_that_an_address_that_turns_out_to_be_none_is_told() -> None:
    notebook = Notebook()
    client = new_client(lambda: "nowhere", notebook)
    asyncio.run(while_running(client, notebook.until(lambda: notebook.losses)))
    assert notebook.losses[0][0] == "bad_address"
