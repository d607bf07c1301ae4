"""What was usual in the same span of past weeks, counted from the hub's own log."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from tests.history.logs import OpenLog, opened
from tests.hub.running import offered, peer, running
from wallboard.floor.people import Queue
from wallboard.hub.hubconfig import HubConfig
from wallboard.hub.keeper import Keeper
from wallboard.hub.past_weeks import PastWeeks, past_weeks
from wallboard.metrics.normals import Normal, Usual, usual_of
from wallboard.stream import contact_events as ev
from wallboard.stream.control import Query
from wallboard.stream.envelope import make, moment

ZONE = "Europe/Berlin"
SOURCE = "/site/pbx"


def at(month: int, day: int, hour: int, minute: int = 0) -> float:
    return datetime(2025, month, day, hour, minute, tzinfo=ZoneInfo(ZONE)).timestamp()


SPAN = at(10, 27, 0), at(10, 27, 10)
"""A Monday; the clocks went back on the day before."""


def call(key: str, t: float, *, queue: str = "sales", lost: bool = True, channel: ev.Channel = "voice") -> list[Any]:
    """Somebody queues, and is lost after 40 seconds or answered."""
    end: Any = ev.Cleared("customer") if lost else ev.Established("anna")
    facts: list[tuple[Any, float, Any]] = [
        (ev.ContactOffered, 0.0, ev.Offered(channel=channel)),
        (ev.ContactQueued, 1.0, ev.Queued(queue)),
        (ev.ContactCleared if lost else ev.ContactEstablished, 41.0, end),
    ]
    return [make(kind, f"{key}-{after}", SOURCE, key, t + after, data) for kind, after, data in facts]


def write(log: OpenLog, *days: list[Any]) -> None:
    """Each day's events, recorded when they happened."""
    for events in days:
        for event in sorted(events, key=lambda event: event.time):
            log.writer.append([([event], event.time.timestamp())])


def counted(log: OpenLog) -> PastWeeks:
    return past_weeks(log.reader, Keeper(ZONE), SPAN, [Queue("sales")])


def test_that_the_same_hours_of_past_weeks_are_counted_by_the_clocks_of_the_site(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        write(
            log,
            call("a1", at(10, 12, 23)),  # the log begins before the Monday two weeks ago
            [*call("b1", at(10, 13, 0, 5)), *call("b2", at(10, 13, 9, 55), lost=False), *call("b3", at(10, 13, 10, 5))],
            [*call("c1", at(10, 20, 9)), *call("c2", at(10, 20, 9, 30), queue="support", lost=False)],
            [*call("c3", at(10, 20, 9, 40), channel="email"), *call("d1", at(10, 21, 9))],
            call("e1", at(10, 27, 9)),
        )
        found = usual_of(counted(log), "", *SPAN)
        assert (found.weeks, found.since_t) == (2, at(10, 12, 23))
        assert found.stages["queue"] == Normal(2, 2.0, 1.0, 0.5, 40.0)
        assert usual_of(counted(log), "sales", *SPAN).stages["queue"] == Normal(2, 1.5, 1.0, 2 / 3, 40.0)
        assert usual_of(counted(log), "support", *SPAN).stages["queue"].lost == 0.0


def test_that_a_week_that_is_not_kept_whole_is_no_yardstick(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        write(log, call("c1", at(10, 20, 0, 1)), call("e1", at(10, 27, 9)))
        assert usual_of(counted(log), "", *SPAN) == Usual(at(10, 20, 0, 1), 0, {})


def test_that_of_an_empty_log_nothing_is_known(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        assert usual_of(counted(log), "", *SPAN) == Usual(-1.0, 0, {})


def test_that_a_hub_answers_what_was_usual(tmp_path: Path) -> None:
    async def run() -> None:
        async with running(HubConfig()) as hub, peer(hub.url) as client:
            await client.publish(offered("c1", SPAN[0]))
            result = await client.ask(Query("normals", start=moment(SPAN[0]), end=moment(SPAN[1])))
            (usual,) = msgspec.json.decode(bytes(result.rows), type=list[Usual])
            assert (usual.weeks, usual.stages) == (0, {})
            assert usual.since_t > SPAN[0]
            assert (await client.ask(Query("normals"))).code == "span_empty"

    asyncio.run(run())
