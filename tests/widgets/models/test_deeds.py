"""What is offered for who waits and for a person, and why something is not."""

from __future__ import annotations

import pytest

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from wallboard.stream import agent_events as ag
from wallboard.stream import command_events as co
from widgets.i18n.language import Language
from widgets.models.deeds import Deed, deeds_for_agent, deeds_for_contacts


@pytest.fixture
def desk(language: Language) -> Desk:
    """A live board: one waits, Boris talks, Anna is free, Dina can step in."""
    story = Story().queue("support").queue("sales").agent("anna", queues=["support"])
    story.agent("boris", queues=["support"]).agent("dina", queues=["support"], overflow=True)
    story.waiting("t1", 1.0).talks("t1", 2.0, "boris").waiting("c1", 5.0)
    return Desk().greet().tell(story).wait(30.0)


def named(deeds: list[Deed] | tuple[Deed, ...], words: str) -> Deed:
    return next(deed for deed in deeds if deed.words == words)


def offered(deeds: list[Deed]) -> list[str]:
    return [deed.words for deed in deeds if not deed.refusal]


def test_that_who_waits_can_be_served_earlier_and_taken_out_of_the_queue(desk: Desk) -> None:
    deeds = deeds_for_contacts(desk.board, ["c1"])
    assert offered(deeds) == ["Serve earlier", "Serve later", "Take out of the queue…", "Hang up…"]
    assert named(deeds, "Serve earlier").actions == (co.SetPriority("c1", 10),)
    assert [bool(deed.question) for deed in deeds] == [False, False, True, True]


def test_that_a_free_person_is_offered_neither_listening_nor_hanging_up(desk: Desk) -> None:
    words = offered(deeds_for_agent(desk.board, "anna"))
    assert words == ["Pause", "Add to a queue", "Take out of a queue", "Ask earlier or later", "Log off…"]


def test_that_where_somebody_talks_a_supervisor_may_join(desk: Desk) -> None:
    deeds = deeds_for_agent(desk.board, "boris")
    assert offered(deeds)[:4] == ["Listen", "Whisper", "Barge in", "Hang up…"]
    assert named(deeds, "Whisper").actions == (co.Monitor("t1", "whisper", "boris"),)
    desk.tell(Story().tell(ag.AgentHelpRequested, "boris", 31.0, ag.HelpRequested("t1")))
    assert offered(deeds_for_agent(desk.board, "boris"))[0] == "Come to help"


def test_that_who_asks_for_help_without_a_talk_is_called(desk: Desk) -> None:
    assert "Call to help" not in offered(deeds_for_agent(desk.board, "anna"))
    desk.tell(Story().tell(ag.AgentHelpRequested, "anna", 31.0, ag.HelpRequested()))
    deeds = deeds_for_agent(desk.board, "anna")
    assert offered(deeds)[0] == "Call to help"
    assert named(deeds, "Call to help").actions == (co.AnswerHelp("anna"),)


def test_that_a_pause_has_reasons_and_who_is_away_is_offered_its_end(desk: Desk) -> None:
    pause = named(deeds_for_agent(desk.board, "anna"), "Pause")
    assert named(pause.entries, "Lunch").actions == (co.Pause("anna", "lunch"),)
    desk.tell(Story().tell(ag.AgentState, "anna", 31.0, ag.State("not_ready", "lunch")))
    assert offered(deeds_for_agent(desk.board, "anna"))[0] == "End the pause"


def test_that_who_steps_in_at_peaks_is_asked_after_a_queues_own_people(desk: Desk) -> None:
    [entry] = named(deeds_for_agent(desk.board, "dina"), "Add to a queue").entries
    assert (entry.words, entry.actions) == ("Into Sales: asked later, step 1", (co.AddToQueue("dina", "sales", 1),))
    [entry] = named(deeds_for_agent(desk.board, "anna"), "Add to a queue").entries
    assert entry.actions == (co.AddToQueue("anna", "sales", 0),)
    [entry] = named(deeds_for_agent(desk.board, "anna"), "Ask earlier or later").entries
    assert entry.words == "Support: asked later, step 1"


def test_that_all_is_off_with_the_reason_where_the_link_is_lost_or_the_source_takes_nothing(desk: Desk) -> None:
    desk.clock.at_s += 10.0
    desk.board.tick()
    assert {deed.refusal for deed in deeds_for_agent(desk.board, "boris")} == {"board_not_live"}
    desk.beat(45.0).tell(Story().replayed(45.0))
    desk.board.tick()
    assert {deed.refusal for deed in deeds_for_contacts(desk.board, ["c1"])} == {"replay"}


def test_that_what_is_asked_for_is_off_until_the_answer_comes(desk: Desk) -> None:
    (key,) = desk.board.act([co.Withdraw("c1")])
    deeds = deeds_for_contacts(desk.board, ["c1"])
    assert {deed.refusal for deed in deeds} == {"already_asked"}
    assert desk.board.command_of("c1") is not None
    assert desk.bridge.published[0].subject == key


def test_that_nobody_knows_what_to_do_for_whom_nobody_knows(desk: Desk) -> None:
    assert deeds_for_agent(desk.board, "zoe") == []
    assert {deed.refusal for deed in deeds_for_contacts(desk.board, ["c9"])} == {"contact_unknown"}
