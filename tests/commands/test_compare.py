"""Whether the floor shows that something was done of which nobody knows what became."""

from __future__ import annotations

import pytest

from tests.commands.floors import START_T, Story
from tests.commands.test_other_actions import ONE_OF_EACH
from wallboard.commands.compare import _LOOKS, is_so
from wallboard.floor.floor import Floor
from wallboard.stream import agent_events as ag
from wallboard.stream import command_events as co
from wallboard.stream import feed_events as fe
from wallboard.stream.envelope import moment

SERVES = (ag.Membership("support"), ag.Membership("sales", 2))


def shown(*contacts: fe.SnapshotContact, agents: tuple[fe.SnapshotAgent, ...] = ()) -> Floor:
    """A caller waits in support, Anna is on duty, and then the source says how it stands."""
    story = Story().queue("support").queue("sales").agent("anna", queues=["support"]).waiting("c1", 1.0)
    return story.tell(fe.FeedSnapshot, "pbx", 60.0, fe.Snapshot(contacts, agents)).floor()


@pytest.mark.parametrize(
    ("there", "action", "expected"),
    [
        (fe.SnapshotContact("c1", "waiting", queue="sales"), co.Reassign("c1", "sales", "queue"), True),
        (fe.SnapshotContact("c1", "waiting", queue="support"), co.Reassign("c1", "sales", "queue"), False),
        (fe.SnapshotContact("c1", "ringing", agent="anna"), co.Reassign("c1", "anna"), True),
        (fe.SnapshotContact("c1", "talking", agent="anna"), co.Reassign("c1", "anna"), True),
        (fe.SnapshotContact("c1", "talking", agent="boris"), co.Reassign("c1", "anna"), False),
        (fe.SnapshotContact("c1", "menu"), co.Reassign("c1", "+79161234567", "external"), False),
        (fe.SnapshotContact("c1", "waiting", queue="support", priority=7), co.SetPriority("c1", 7), True),
        (fe.SnapshotContact("c1", "ringing", queue="support", agent="anna", priority=7), co.SetPriority("c1", 7), True),
        (fe.SnapshotContact("c1", "ringing", queue="sales", agent="anna", priority=7), co.SetPriority("c1", 7), True),
        (fe.SnapshotContact("c1", "waiting", queue="support", priority=0), co.SetPriority("c1", 7), False),
        (fe.SnapshotContact("c1", "waiting", queue="support"), co.SetPriority("c1", 7), False),
        (fe.SnapshotContact("c1", "menu"), co.Withdraw("c1"), True),
        (fe.SnapshotContact("c1", "waiting", queue="support"), co.Withdraw("c1"), False),
        (fe.SnapshotContact("c2", "menu"), co.Withdraw("c1"), False),
        (fe.SnapshotContact("c1", "talking", agent="anna"), co.Withdraw("c1"), False),
        (fe.SnapshotContact("c2", "menu"), co.Hangup("c1"), True),
        (fe.SnapshotContact("c1", "menu"), co.Hangup("c1"), False),
        (fe.SnapshotContact("c1", "talking", agent="anna"), co.Monitor("c1"), False),
    ],
)
def test_that_a_snapshot_shows_what_became_of_a_caller(
    there: fe.SnapshotContact, action: co.Action, expected: bool
) -> None:
    assert is_so(shown(there), action) is expected


@pytest.mark.parametrize(
    ("there", "action", "expected"),
    [
        (fe.SnapshotAgent("anna", serves=SERVES), co.AddToQueue("anna", "sales", 2), True),
        (fe.SnapshotAgent("anna", serves=SERVES), co.AddToQueue("anna", "sales", 3), False),
        (fe.SnapshotAgent("anna"), co.AddToQueue("anna", "sales", 2), False),
        (fe.SnapshotAgent("anna", serves=SERVES), co.SetPenalty("anna", "sales", 2), True),
        (fe.SnapshotAgent("anna", serves=SERVES), co.SetPenalty("anna", "support", 2), False),
        (fe.SnapshotAgent("anna", serves=SERVES[1:]), co.RemoveFromQueue("anna", "support"), True),
        (fe.SnapshotAgent("anna", serves=SERVES), co.RemoveFromQueue("anna", "support"), False),
        (fe.SnapshotAgent("boris"), co.RemoveFromQueue("anna", "support"), True),
        (fe.SnapshotAgent("boris"), co.LogOff("anna"), True),
        (fe.SnapshotAgent("anna"), co.LogOff("anna"), False),
        (fe.SnapshotAgent("anna", "not_ready", "Lunch"), co.Pause("anna", " Lunch "), True),
        (fe.SnapshotAgent("anna", "not_ready", "Lunch"), co.Pause("anna", "Break"), False),
        (fe.SnapshotAgent("anna", "not_ready"), co.Pause("anna", "Lunch"), True),
        (fe.SnapshotAgent("anna"), co.Pause("anna", "Lunch"), False),
        (fe.SnapshotAgent("anna", "not_ready", serves=SERVES), co.Pause("anna", "", "sales"), False),
        (fe.SnapshotAgent("anna", "not_ready", serves=SERVES[:1]), co.Pause("anna", "", "support"), True),
        (fe.SnapshotAgent("anna"), co.Unpause("anna"), True),
        (fe.SnapshotAgent("anna", "not_ready", "Lunch"), co.Unpause("anna"), False),
        (fe.SnapshotAgent("anna", "unreachable"), co.Unpause("anna"), False),
        (fe.SnapshotAgent("anna", serves=SERVES), co.Unpause("anna", "sales"), False),
    ],
)
def test_that_a_snapshot_shows_what_became_of_a_person(
    there: fe.SnapshotAgent, action: co.Action, expected: bool
) -> None:
    assert is_so(shown(agents=(there,)), action) is expected


def test_that_of_what_the_floor_does_not_know_nothing_is_so() -> None:
    assert not any(is_so(Floor(), action) for action in ONE_OF_EACH)


def test_that_every_kind_of_action_is_looked_for_but_those_that_leave_no_trace() -> None:
    assert {type(action) for action in ONE_OF_EACH} - _LOOKS.keys() == {
        co.Monitor,
        co.AnswerHelp,
    }


def test_that_a_caller_who_has_left_his_queue_meanwhile_waits_there_no_longer() -> None:
    floor = shown(fe.SnapshotContact("c1", "menu", since=moment(START_T)))
    assert floor.contacts["c1"].stage == "menu"
    assert [entry.outcome for entry in floor.contacts["c1"].entries] == ["diverted"]
    assert not floor.queues["support"].waiting


def test_that_a_caller_who_rings_in_another_queue_has_left_the_one_he_waited_in() -> None:
    floor = shown(fe.SnapshotContact("c1", "ringing", queue="sales", agent="anna"))
    assert [(entry.queue, entry.outcome) for entry in floor.contacts["c1"].entries] == [
        ("support", "diverted"),
        ("sales", ""),
    ]


def test_that_a_talk_that_ended_meanwhile_is_over_though_the_caller_is_there() -> None:
    story = Story().queue("support").agent("anna").waiting("c1").talks("c1", 5.0, "anna")
    there = fe.Snapshot((fe.SnapshotContact("c1", "menu", since=moment(START_T)),))
    floor = story.tell(fe.FeedSnapshot, "pbx", 60.0, there).floor()
    assert (floor.contacts["c1"].stage, floor.contacts["c1"].parties) == ("menu", ())


def test_that_places_in_queues_go_by_the_snapshot_that_lists_them() -> None:
    assert shown(agents=(fe.SnapshotAgent("anna", serves=SERVES[1:]),)).agents["anna"].memberships.keys() == {"sales"}
    assert shown(agents=(fe.SnapshotAgent("anna"),)).agents["anna"].memberships.keys() == {"support"}


def test_that_a_contact_is_served_by_the_priority_that_the_snapshot_gives() -> None:
    there = fe.SnapshotContact("c9", "waiting", queue="sales", priority=4)
    floor = shown(there)
    assert floor.contacts["c9"].priority == 4
