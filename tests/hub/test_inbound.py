"""What clients say that is wrong: it is refused with the reason, kept, counted, and the stream goes on."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from websockets.exceptions import ConnectionClosed

from tests.hub.running import Peer, offered, peer, running, until
from wallboard.hub.hubconfig import HubConfig
from wallboard.stream.codec import SUBPROTOCOL_ONE, encode
from wallboard.stream.control import Accepted, Query, StreamAccepted, StreamRefused, StreamWelcome, Welcome
from wallboard.stream.envelope import make


def letters(path: Path) -> list[dict[str, str]]:
    """The dead letters so far."""
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


async def say(client: Peer, text: str) -> Accepted:
    """Send any text; the answer where it is an acceptance."""
    await client.connection.send(text)
    return (await client.next(StreamAccepted)).data


def test_that_what_is_no_json_is_refused_and_kept_and_the_connection_stays(tmp_path: Path) -> None:
    async def run() -> None:
        kept = tmp_path / "refused.jsonl"
        async with running(HubConfig(dead_letters=kept)) as hub, peer(hub.url) as client:
            for text in ("{", "hello", "\x00", "[1,2", '{"type":'):
                await client.connection.send(text)
                assert (await client.next(StreamRefused)).data.code == "not_json"
            assert (await client.publish(offered("c1", time.time()))).accepted == 1
            await until(lambda: len(letters(kept)) == 5)
        found = letters(kept)
        assert [letter["raw"] for letter in found] == ["{", "hello", "\x00", "[1,2", '{"type":']
        assert {letter["code"] for letter in found} == {"not_json"}
        assert found[0]["sender"].startswith("127.0.0.1:")

    asyncio.run(run())


def test_that_the_bad_of_a_frame_is_refused_and_the_good_is_taken(tmp_path: Path) -> None:
    async def run() -> None:
        async with running(HubConfig(dead_letters=tmp_path / "r")) as hub, peer(hub.url) as client:
            good = [encode(offered(key, time.time())).decode() for key in ("c1", "c2")]
            wrong = good[0].replace('"voice"', "7").replace("{", '{"order":"x",', 1)
            strange = '{"type":"weather.changed","specversion":"1.0","id":"w1","source":"/s","subject":"x"}'
            absurd = encode(offered("c3", 0.0)).decode().replace("1970", "9000").replace("offered-c3", "late")
            answer = await say(client, "[" + ",".join([good[0], wrong, strange, absurd, "17", good[1]]) + "]")
            assert (answer.accepted, answer.unknown, answer.position) == (2, 1, 2)
            assert [(r.code, r.ident) for r in answer.refused][:2] == [
                ("malformed", "offered-c1"),
                ("absurd_time", "late"),
            ]
            assert len(answer.refused) == 3
            metrics = (await hub.get("/metrics"))[1]
            assert "wallboard_unknown_total 1" in metrics
            assert 'wallboard_refused_total{reason="absurd_time"} 1' in metrics

    asyncio.run(run())


def test_that_an_event_from_the_future_is_refused_and_one_from_the_past_is_taken() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            now = time.time()
            answer = await client.publish(
                offered("c1", now - 40 * 86_400), offered("c2", now + 400), offered("c3", now + 200)
            )
            assert answer.accepted == 2
            assert [(r.code, r.ident) for r in answer.refused] == [("clock_ahead", "offered-c2")]
            assert str(datetime.now(UTC).year) in answer.refused[0].detail

    asyncio.run(run())


def test_that_a_message_that_only_a_hub_says_is_refused() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            await client.say(make(StreamWelcome, "w", "/me", "stream", 0.0, Welcome("", 0, 1.0, "", "", "")))
            refused = (await client.next(StreamRefused)).data
            assert (refused.code, refused.ident) == ("not_for_hubs", "w")

    asyncio.run(run())


def test_that_who_sends_nothing_but_garbage_is_let_go_and_his_garbage_does_not_pile_up(tmp_path: Path) -> None:
    async def run() -> None:
        async with running(HubConfig(dead_letters=tmp_path / "refused.jsonl")) as hub, peer(hub.url) as good:
            async with peer(hub.url) as client:
                with suppress(ConnectionClosed):
                    for _ in range(40):
                        await say(client, "[" + ",".join(["17"] * 20_000) + "]")
                assert client.connection.close_code == 1008
            assert (await good.publish(offered("c1", time.time()))).accepted == 1

    asyncio.run(run())


def test_that_a_frame_of_one_event_each_is_answered_each_in_order() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url, SUBPROTOCOL_ONE) as client:
            for number in range(300):
                await client.connection.send(encode(offered(f"c{number}", time.time())), text=True)
            answers = [await client.next(StreamAccepted) for _ in range(300)]
            assert [a.correlationid for a in answers] == [f"offered-c{number}" for number in range(300)]
            assert [a.data.accepted for a in answers] == [1] * 300
            assert answers[-1].data.position == 300

    asyncio.run(run())


def test_that_an_event_said_twice_is_one_event() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client, peer(hub.url) as other:
            event = offered("c1", time.time())
            assert (await client.publish(event)).accepted == 1
            again = await other.publish(event, event)
            assert (again.accepted, again.duplicates, again.position) == (0, 2, 1)
            assert "wallboard_duplicates_total 2" in (await hub.get("/metrics"))[1]

    asyncio.run(run())


def test_that_an_empty_frame_is_answered_with_nothing_and_too_many_questions_with_a_refusal() -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            await client.connection.send("[]")
            assert (await client.ask(Query("timeline"))).code == "subject_missing"
            assert bytes((await client.ask(Query("lost"))).rows) == b"[]"

    asyncio.run(run())
