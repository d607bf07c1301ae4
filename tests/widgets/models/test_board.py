"""The board follows the mail, knows how fresh it is, and asks without waiting."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests.commands.floors import SOURCE, START_T, Story
from tests.widgets.boards import Desk
from wallboard.metrics.picture import Picture
from wallboard.stream import command_events as co
from wallboard.stream.control import Accepted, Query, Refusal, Welcome
from wallboard.stream.effects import Live
from widgets.mail import Fresh, Greeting, LinkNews
from widgets.models.board import MOST_A_BEAT_S, Note


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    """A live board."""
    return Desk().greet()


def office() -> Story:
    """One caller who waits, and two who could take him."""
    return (
        Story().queue("support").agent("anna", queues=["support"]).agent("boris", queues=["support"]).waiting("c1", 10)
    )


def codes(spy: QSignalSpy) -> list[str]:
    """The codes of the notes so far."""
    return [spy.at(number)[0].code for number in range(spy.count())]


def test_that_a_board_is_ready_once_a_snapshot_has_come(qtbot: QtBot) -> None:
    desk = Desk()
    assert (desk.board.ready, desk.board.can_act) == (False, False)
    restarted = QSignalSpy(desk.board.restarted)
    desk.greet("Europe/Moscow")
    assert (desk.board.ready, desk.board.can_act) == (True, True)
    assert (restarted.count(), desk.board.site, desk.board.timezone) == (1, "office", "Europe/Moscow")


def test_that_the_events_of_a_frame_are_told_once(desk: Desk) -> None:
    changed = QSignalSpy(desk.board.changed)
    story = office()
    for event in story.events:
        desk.board.take_mail(Live([event], 1), desk.clock.at_s)
    desk.board.flush()
    desk.board.flush()
    assert changed.count() == 1
    assert set(changed.at(0)[0].agents) == {"anna", "boris"}


def test_that_time_is_the_hubs_and_goes_on_between_its_beats(desk: Desk) -> None:
    desk.tell(office()).beat(20.0)
    desk.clock.at_s += 0.5
    assert desk.board.now_t() == START_T + 20.5


def test_that_a_day_in_the_making_is_not_shown_as_live(qtbot: QtBot) -> None:
    desk = Desk()
    desk.mail(Greeting(Welcome("log", 0, 1.0, "office", "1", "UTC", begun=False)))
    desk.mail(Fresh(Picture("UTC"), "log", 1)).mail(LinkNews("live"))
    anew, board = QSignalSpy(desk.board.restarted), desk.board
    assert (board.link_state, board.link_stale, board.can_act) == ("catching_up", True, False)
    desk.beat(600.0, begun=False).board.tick()
    assert (board.link_state, anew.count()) == ("catching_up", 0)
    desk.beat(601.0).board.tick()
    assert (board.link_state, board.link_stale, board.can_act) == ("live", False, True)
    assert anew.count() == 1, "what was judged by a time that ran is judged anew"


def test_that_news_that_has_not_come_yet_is_awaited_before_anything_is_live(qtbot: QtBot) -> None:
    desk, story = Desk(), office()
    desk.mail(Greeting(Welcome("log", 7, 1.0, "office", "1", "UTC")))
    desk.mail(Fresh(Picture("UTC"), "log", 3)).mail(LinkNews("live"))
    desk.beat(10.0).board.tick()
    assert desk.board.link_state == "catching_up", "the hub had taken more by its greeting"
    anew = QSignalSpy(desk.board.restarted)
    desk.mail(Live(story.events, 7))
    assert (desk.board.link_state, anew.count()) == ("live", 1)


def test_that_a_beat_that_overtakes_the_news_makes_nothing_live(qtbot: QtBot) -> None:
    desk, story = Desk(), office()
    desk.mail(Greeting(Welcome("log", 0, 1.0, "office", "1", "UTC", begun=False)))
    desk.mail(Fresh(Picture("UTC"), "log", 0)).mail(LinkNews("live"))
    desk.beat(10.0)  # of position 1
    states = [desk.board.link_state]
    desk.mail(Live(story.events, 1))
    assert [*states, desk.board.link_state] == ["catching_up", "live"]


def test_that_another_log_has_a_time_of_its_own(desk: Desk) -> None:
    desk.beat(600.0)
    desk.mail(Fresh(Picture("UTC"), "another", 0))
    assert desk.board.now_t() == 0.0
    assert desk.beat(60.0).board.now_t() == START_T + 60.0


def test_that_before_any_beat_the_newest_event_tells_the_time(qtbot: QtBot) -> None:
    desk = Desk().mail(Fresh(Picture("UTC"), "log", 0)).tell(office())
    assert desk.board.now_t() == START_T + 10.0


def test_that_a_silent_hub_makes_everything_stale_and_mends_itself_and_says_so(desk: Desk) -> None:
    noted, fresh = QSignalSpy(desk.board.noted), QSignalSpy(desk.board.freshness_changed)
    desk.wait(2.9, beats=False)
    assert (desk.board.stale(SOURCE), desk.board.can_act) == (False, True)
    desk.wait(0.2, beats=False)
    assert (desk.board.stale(SOURCE), desk.board.any_stale, desk.board.can_act) == (True, True, False)
    assert desk.board.age_s() == pytest.approx(3.1)
    desk.wait(1.0)
    assert (desk.board.stale(SOURCE), desk.board.can_act) == (False, True)
    assert codes(noted) == ["link_lost", "link_back"]
    assert fresh.count() == 2


def test_that_a_lost_link_turns_actions_off_at_once(desk: Desk) -> None:
    desk.tell(office()).mail(LinkNews("lost", "closed"))
    assert not desk.board.can_act
    assert desk.board.refusal("c1", "agent", "anna") == "board_not_live"


def test_that_a_lost_source_makes_its_own_part_stale_alone(desk: Desk) -> None:
    noted = QSignalSpy(desk.board.noted)
    desk.tell(office().lost_feed(11.0)).wait(1.0).wait(4.0)
    assert desk.board.stale(SOURCE)
    assert not desk.board.stale("/office/chat")
    assert desk.board.stale_queue("support")
    assert not desk.board.stale_queue("empty")
    assert desk.board.can_act
    assert desk.board.refusal("c1", "agent", "anna") == "feed_lost"
    assert codes(noted) == ["feed_lost"]
    assert noted.at(0)[0] == Note("feed_lost", (SOURCE,))


def test_that_a_display_which_fell_behind_says_so_and_says_when_it_is_over(desk: Desk) -> None:
    noted = QSignalSpy(desk.board.noted)
    desk.mail(LinkNews("catching_up", "behind"))
    assert not desk.board.can_act
    desk.mail(LinkNews("live"))
    assert (desk.board.can_act, codes(noted)) == (True, ["catching_up", "caught_up"])


def test_that_a_reassignment_is_published_as_a_command_with_a_key_of_its_own(desk: Desk) -> None:
    desk.tell(office())
    (key,) = desk.board.reassign(["c1"], "agent", "anna")
    (event,) = desk.bridge.published
    assert isinstance(event, co.CommandRequested)
    assert (event.subject, event.id, event.data.by) == (key, key, "me")
    assert event.data.action == co.Reassign("c1", "anna", "agent")


def test_that_it_is_pending_at_once_and_done_only_when_the_source_says_so(desk: Desk) -> None:
    desk.tell(office())
    (key,) = desk.board.reassign(["c1"], "agent", "anna")
    command = desk.board.command_of("c1")
    assert command is not None
    assert command.pending
    assert desk.board.floor.contacts["c1"].stage == "waiting"
    desk.bridge.answers[-1](Accepted(1, 7))
    assert desk.board.command_of("c1") is command
    assert command.pending
    story = Story().asked(key, 20.0, "c1", "anna")
    desk.tell(story.tell(co.CommandConfirmed, key, 20.4, co.CommandOutcome()))
    settled = desk.board.command_of("c1")
    assert settled is not None
    assert settled.status == "confirmed"
    assert settled.took_s == pytest.approx(0.4)
    assert [command.key for command in desk.board.commands()] == [key]


def test_that_a_second_command_for_the_same_caller_waits_for_the_first(desk: Desk) -> None:
    desk.tell(office())
    desk.board.reassign(["c1"], "agent", "anna")
    assert desk.board.refusal("c1", "agent", "boris") == "already_asked"
    noted = QSignalSpy(desk.board.noted)
    assert desk.board.reassign(["c1"], "agent", "boris") == []
    assert noted.at(0)[0] == Note("order_refused", ("already_asked", "c1"))


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        (Refusal("link_lost"), "outcome_unknown", "link_lost"),
        (Refusal("not_sent"), "failed", "not_sent"),
        (Accepted(0, 7, refused=(Refusal("malformed", "no"),)), "refused", "malformed"),
    ],
)
def test_that_what_the_hub_did_not_take_is_never_taken_for_done(
    desk: Desk, answer: Refusal | Accepted, status: str, code: str
) -> None:
    desk.tell(office())
    changed = QSignalSpy(desk.board.orders_changed)
    desk.board.reassign(["c1"], "agent", "anna")
    desk.bridge.answers[-1](answer)
    command = desk.board.command_of("c1")
    assert command is not None
    assert (command.status, command.code) == (status, code)
    assert changed.count() == 2


def test_that_a_selection_is_one_command_a_contact_and_leaves_out_who_may_not_go(desk: Desk) -> None:
    desk.tell(office().waiting("c2", 12).queue("sales"))
    assert len(desk.board.reassign(["c1", "gone", "c2"], "queue", "sales")) == 2
    commands = desk.board.commands()
    sent = [command.key for command in commands if command.pending]
    assert [event.subject for event in desk.bridge.published] == sent[::-1]
    assert [command.code for command in commands if not command.pending] == ["contact_unknown"]


def test_that_nothing_can_be_done_in_a_recording(desk: Desk) -> None:
    desk.tell(office().replayed())
    assert (desk.board.no_action, desk.board.can_act) == ("replay", False)
    assert desk.board.reassign(["c1"], "agent", "anna") == []
    assert desk.bridge.published == []
    assert desk.board.replayed is not None
    assert desk.board.replayed.recording == "day.jsonl"


def test_that_another_boards_command_is_seen_as_well(desk: Desk) -> None:
    desk.tell(office().asked("other", 12.0, "c1", "boris"))
    command = desk.board.command_of("c1")
    assert command is not None
    assert command.key == "other"


def test_that_candidates_are_those_of_the_first_contact_that_still_waits(desk: Desk) -> None:
    desk.tell(office())
    assert {c.key for c in desk.board.candidates(["gone", "c1"])} == {"anna", "boris"}
    assert desk.board.candidates(["gone"]) == []


def test_that_alarms_are_those_of_the_hub_and_told_when_they_change(desk: Desk) -> None:
    changed = QSignalSpy(desk.board.alarms_changed)
    desk.tell(office().agent("extra", queues=["support"], overflow=True))
    for _ in range(4 * 90):
        desk.wait(0.25)
    assert [alarm.code for alarm in desk.board.alarms] == ["longest_wait"]
    assert 0 < changed.count() < 90


def test_that_no_alarms_are_known_before_the_hub_has_told_of_them(qtbot: QtBot) -> None:
    desk = Desk()
    desk.mail(Fresh(Picture("UTC"), "log", 0))
    assert not desk.board.alarms_known
    desk.beat(0.0)
    assert desk.board.alarms_known


def test_that_a_new_picture_replaces_everything(desk: Desk) -> None:
    desk.tell(office())
    restarted = QSignalSpy(desk.board.restarted)
    desk.mail(Fresh(Picture("UTC"), "log", 9))
    assert (restarted.count(), desk.board.floor.contacts) == (1, {})


@pytest.mark.parametrize("silence_s", [0.5, 9.0])
def test_that_a_hub_that_has_lost_its_log_is_not_taken_for_the_one_before(desk: Desk, silence_s: float) -> None:
    noted = QSignalSpy(desk.board.noted)
    desk.tell(office())
    desk.mail(LinkNews("lost", "closed")).wait(silence_s, beats=False)
    desk.mail(Fresh(Picture("UTC"), "another", 0)).mail(LinkNews("live")).wait(0.5)
    assert [code for code in codes(noted) if code != "link_lost"][-1] == "begun_anew"
    assert "link_back" not in codes(noted)
    desk.mail(Fresh(Picture("UTC"), "another", 9)).wait(0.5)
    assert codes(noted)[-1] == "begun_anew"
    assert codes(noted).count("begun_anew") <= 2


def test_that_a_query_goes_to_the_hub(desk: Desk) -> None:
    desk.board.query(Query("timeline", subject="c1"), lambda answer: None)
    assert desk.bridge.queries == [Query("timeline", subject="c1")]


def test_that_a_heartbeat_ahead_of_the_news_does_not_make_the_news_too_late(desk: Desk) -> None:
    desk.tell(Story().talks("c1", 1.0, "anna"))
    told_t = desk.board.floor.now_t
    desk.beat(3600.0)
    assert told_t < desk.board.floor.now_t <= told_t + MOST_A_BEAT_S
