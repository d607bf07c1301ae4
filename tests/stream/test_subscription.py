"""One subscription: resume, gap, snapshot, heartbeat; each event once and in order, whatever the frames do."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from tests.stream.messages import LOG, T0, beat, chunk, event, resumed, told, welcome
from tests.stream.script import Script, settled
from wallboard.stream import control
from wallboard.stream.codec import encode, join_batch
from wallboard.stream.effects import Acknowledged, Answered, Beat, HangUp, Live, RefusedByHub, SnapshotTaken, Welcomed
from wallboard.stream.subscription import ANSWER_WITHIN_S, ASKS_MAX, BEATS_BEHIND_MAX


def test_that_a_client_without_a_log_asks_for_a_snapshot_and_follows_from_there() -> None:
    script = Script(view="no_personal")
    assert script.asked == [control.Subscribe("", 0, "no_personal")]
    assert not script.client.current
    script.hears(welcome(7))
    script.hears(chunk(0, 2, 7), chunk(1, 2, 7, "floor.agents", b'[{"id":"a1"}]'))
    assert script.snapshots() == [SnapshotTaken(LOG, 7, [("floor.meta", b"[]"), ("floor.agents", b'[{"id":"a1"}]')])]
    assert (script.client.logid, script.client.position, script.client.current) == (LOG, 7, True)
    script.hears(event(8), event(9))
    assert (script.ids, script.client.position) == (["e8", "e9"], 9)


def test_that_a_client_with_a_log_resumes_from_its_position() -> None:
    script = Script(logid=LOG, position=10)
    assert script.asked == [control.Subscribe(LOG, 10)]
    script.hears(welcome(12), resumed(10), event(11), event(12))
    assert script.effects[-1] == Live([event(11), event(12)], 12)
    assert script.client.current


def test_that_it_is_catching_up_until_the_newest_of_the_greeting_has_come() -> None:
    script = Script(logid=LOG, position=10)
    script.hears(welcome(12), resumed(10), event(11))
    assert not script.client.current
    script.hears(event(12))
    assert script.client.current


def test_that_events_before_the_answer_are_dropped() -> None:
    script = Script(logid=LOG, position=10)
    script.hears(event(11))
    script.hears(resumed(10), event(11))
    assert script.ids == ["e11"]


def test_that_duplicates_are_dropped_and_counted() -> None:
    script = settled(10)
    script.hears(event(9), event(10), event(11), event(11))
    assert script.ids == ["e11"]
    assert script.client.counts["duplicate"] == 3


@pytest.mark.parametrize("position", [9, 10])
def test_that_an_event_that_follows_the_last_one_but_is_not_after_it_is_a_duplicate(position: int) -> None:
    script = settled(10)
    script.hears(event(position, before=10), event(11))
    assert (script.ids, script.client.position) == (["e11"], 11)


def test_that_positions_that_this_view_does_not_see_are_no_gap() -> None:
    script = settled(10)
    script.hears(event(14, before=6), event(20, before=14))
    assert script.ids == ["e14", "e20"]


def test_that_a_gap_is_mended_from_the_own_position() -> None:
    script = settled(10)
    script.hears(event(11), event(13), event(14))
    assert script.asked[-1] == control.Subscribe(LOG, 11)
    assert (script.ids, script.client.position, script.noted()) == (["e11"], 11, ["gap"])
    assert not script.client.current
    script.hears(event(15))
    script.hears(resumed(11), event(12), event(13), event(14), event(15))
    assert script.ids == ["e11", "e12", "e13", "e14", "e15"]
    assert len(script.asked) == 2


def test_that_a_missing_end_is_noticed_by_the_heartbeats() -> None:
    script = settled(10)
    for _ in range(BEATS_BEHIND_MAX - 1):
        script.hears(beat(12))
    assert not script.noted()
    assert not script.client.current
    script.hears(beat(12))
    assert (script.noted(), script.asked[-1]) == (["gap"], control.Subscribe(LOG, 10))


def test_that_a_client_that_is_behind_but_moves_on_is_left_alone() -> None:
    script = settled(10)
    for position in range(11, 30):
        script.hears(beat(1000), event(position))
    assert not script.noted()


def test_that_a_heartbeat_is_passed_on_with_the_hubs_time_and_each_feeds_freshness() -> None:
    feeds = (control.FeedBeat("/a/pbx", connected=False, last_word=datetime(2026, 2, 25, tzinfo=UTC)),)
    script = settled(10)
    assert script.hears(beat(10, feeds=feeds)) == [Beat(control.Heartbeat(LOG, 10, feeds), T0)]


def test_that_a_heartbeat_of_another_log_asks_for_a_snapshot() -> None:
    script = settled(10)
    script.hears(beat(3, logid="log-2"))
    assert script.asked[-1] == control.Subscribe("", 0)


def test_that_the_snapshot_of_another_log_replaces_log_and_position() -> None:
    script = Script(logid="old", position=900)
    script.hears(welcome(3), chunk(0, 1, 3), event(4))
    assert (script.client.logid, script.client.position, script.ids) == (LOG, 4, ["e4"])


def test_that_a_client_ahead_of_the_log_takes_the_snapshot_that_it_gets() -> None:
    script = Script(logid=LOG, position=900)
    script.hears(welcome(3), chunk(0, 1, 3), event(4))
    assert (script.client.position, script.ids) == (4, ["e4"])


@pytest.mark.parametrize("answer", [resumed(10, logid="other"), resumed(11)])
def test_that_an_answer_which_does_not_fit_makes_it_ask_for_a_snapshot(answer: control.StreamResumed) -> None:
    script = Script(logid=LOG, position=10)
    script.hears(answer)
    assert script.asked[-1] == control.Subscribe("", 0)


def test_that_a_slow_client_takes_a_snapshot_that_it_did_not_ask_for() -> None:
    script = settled(10)
    script.hears(event(11), chunk(0, 2, 500), event(12), chunk(1, 2, 500), event(501))
    assert (script.ids, script.client.position) == (["e11", "e501"], 501)
    assert [taken.position for taken in script.snapshots()] == [500]


def test_that_a_broken_snapshot_is_asked_for_again_and_its_rest_passed_over() -> None:
    script = Script()
    script.hears(chunk(0, 4, 7), chunk(2, 4, 7), chunk(3, 4, 7), event(8))
    assert script.asked == [control.Subscribe("", 0)] * 2
    assert (script.noted(), script.ids) == (["snapshot_broken"], [])
    script.hears(chunk(0, 1, 8), event(9))
    assert (script.ids, len(script.snapshots())) == (["e9"], 1)


def test_that_a_snapshot_asked_for_by_hand_comes_instead_of_the_events() -> None:
    script = settled(10)
    script.frames.append(script.client.ask_snapshot(T0))
    assert script.asked[1] == control.Subscribe("", 0)
    script.hears(event(11))
    script.hears(chunk(0, 1, 11), event(12))
    assert script.ids == ["e12"]


def test_that_half_a_snapshot_is_forgotten_with_its_connection() -> None:
    script = Script()
    script.hears(chunk(0, 2, 7))
    script.client.opened(T0)
    script.hears(chunk(1, 2, 7))
    assert not script.snapshots()
    assert script.noted() == ["snapshot_broken"]


def test_that_a_hub_that_never_closes_the_gap_is_given_up() -> None:
    script = settled(10)
    for _ in range(ASKS_MAX + 1):
        script.hears(event(12))
        script.hears(resumed(10))
    assert script.hung_up() == ["cannot_resume"]


def test_that_a_hub_that_does_not_answer_is_given_up() -> None:
    script = Script()
    script.t += ANSWER_WITHIN_S + 1.0
    assert script.hears(beat(3))[-1] == HangUp("no_answer")


def test_that_a_long_snapshot_counts_from_its_latest_chunk() -> None:
    script = Script()
    for index in range(5):
        script.t += ANSWER_WITHIN_S - 1.0
        script.hears(chunk(index, 5, 7))
    assert not script.hung_up()
    assert len(script.snapshots()) == 1


def test_that_a_refused_subscription_ends_the_connection_with_the_reason() -> None:
    script = Script()
    refusal = control.Refusal("too_many_clients", "", "subscribe-1")
    assert script.hears(told(control.StreamRefused, refusal)) == [
        RefusedByHub("subscribe-1", refusal),
        HangUp("too_many_clients"),
    ]


def test_that_answers_are_passed_on_under_the_id_of_the_question() -> None:
    result, accepted = control.Result(msgspec.Raw(b"[]")), control.Accepted(2, 11)
    refusal = control.Refusal("not_allowed", "", "e9")
    script = settled(10)
    effects = script.hears(
        told(control.StreamResult, result, correlationid="q1"),
        told(control.StreamAccepted, accepted, correlationid="e1"),
        told(control.StreamRefused, refusal),
    )
    assert effects == [Answered("q1", result), Acknowledged("e1", accepted), RefusedByHub("e9", refusal)]


def test_that_a_message_for_hubs_is_ignored() -> None:
    script = settled(10)
    assert not script.hears(
        told(control.StreamQuery, control.Query("lost")), told(control.StreamSubscribe, control.Subscribe())
    )
    assert script.client.counts["not_for_clients"] == 2


@pytest.mark.parametrize("spoil", [(b"contact.offered", b"contact.levitated"), (b'"caller":"+7 916 1"', b'"caller":7')])
def test_that_an_event_that_cannot_be_read_is_counted_and_is_no_gap(spoil: tuple[bytes, bytes]) -> None:
    script = settled(10)
    script.hears_frame(join_batch([encode(event(11)), encode(event(12)).replace(*spoil), encode(event(13))]))
    script.hears_frame(encode(event(14)).replace(*spoil))
    script.hears(event(15))
    assert script.ids == ["e11", "e13", "e15"]
    assert len(script.noted()) == 2
    assert len(script.asked) == 1


@pytest.mark.parametrize("frame", [b"", b"{", b"\xff" * 100_000, b"[" * 100_000, b"null", b'{"type":7}'])
def test_that_garbage_is_counted_and_ends_nothing(frame: bytes) -> None:
    script = settled(10)
    script.hears_frame(frame)
    script.hears(event(11))
    assert (script.ids, len(script.noted())) == (["e11"], 1)


@pytest.mark.parametrize("sequence", ["", "eleven"])
def test_that_an_event_of_a_hub_without_a_place_in_the_log_is_left_out(sequence: str) -> None:
    script = settled(10)
    script.hears(msgspec.structs.replace(event(11), sequence=sequence))
    assert (script.ids, script.noted()) == ([], ["unsequenced"])


def test_that_who_awaits_the_welcome_asks_for_the_log_from_its_beginning() -> None:
    script = Script(await_welcome=True)
    assert not script.frames
    assert isinstance(script.hears(welcome(3))[0], Welcomed)
    assert script.asked == [control.Subscribe(LOG, 0)]
    script.hears(resumed(0), event(1), event(2), event(3))
    assert (script.ids, script.client.current) == (["e1", "e2", "e3"], True)


def test_that_who_awaits_the_welcome_resumes_where_he_was() -> None:
    script = Script(await_welcome=True, logid=LOG, position=2)
    script.hears(welcome(3))
    assert script.asked == [control.Subscribe(LOG, 2)]


def test_that_events_of_a_server_without_a_log_pass_as_they_come() -> None:
    script = Script(await_welcome=True)
    current = [script.client.current]
    script.hears(msgspec.structs.replace(event(1), sequence=""))
    script.hears(event(7, before=3))
    current.append(script.client.current)
    assert script.ids == ["e1", "e7"]
    assert current == [False, True]
    assert not script.asked
