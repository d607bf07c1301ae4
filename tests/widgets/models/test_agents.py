"""The cards say what each does, since when, and what is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from tests.commands.floors import START_T, Story
from tests.widgets.boards import Desk
from wallboard.stream import agent_events as ag
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from widgets.i18n.language import Language
from widgets.i18n.numbers import NBSP
from widgets.models.agents import ROUNDS_PER_ORDER, AgentCard, AgentModel, ordered_agents, ordered_overflow


@pytest.fixture
def desk(language: Language) -> Desk:
    """A live board."""
    return Desk().greet()


@pytest.fixture
def people(desk: Desk, language: Language) -> AgentModel:
    """Its people, watched by Qt's own tester."""
    model = AgentModel(desk.board, language)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def office() -> Story:
    """A queue with norms, and Anna who serves it."""
    return Story().queue("support", talk_norm_s=60.0, hold_norm_s=20.0).agent("anna", queues=["support"])


def card(people: AgentModel, key: str = "anna") -> AgentCard:
    """Somebody's card."""
    found = people.find(key)
    assert found is not None
    return found


def test_that_somebody_free_is_shown_with_the_queue_that_he_serves(desk: Desk, people: AgentModel) -> None:
    desk.tell(office())
    anna = card(people)
    assert (anna.name, anna.presence, anna.presence_text, anna.queue) == ("Anna", "ready", "free", "Support")
    assert (anna.timer_t, anna.tone, anna.shape, anna.contact) == (START_T, "", "ring", "")


def test_that_who_rings_talks_and_holds_is_timed_from_that_moment(desk: Desk, people: AgentModel) -> None:
    desk.tell(office().waiting("c1", 5.0).rings("c1", 8.0, "anna"))
    assert (card(people).presence, card(people).timer_t, card(people).tone) == ("ringing", START_T + 8.0, "ringing")
    desk.tell(Story().talks("c1", 11.0, "anna"))
    assert (card(people).presence, card(people).timer_t, card(people).tone) == ("talking", START_T + 11.0, "talking")
    assert card(people).contact_text.replace(NBSP, " ") == "+7 916 ••• 45 67"
    desk.tell(Story().tell(ev.ContactHeld, "c1", 30.0, ev.Held("anna")))
    assert (card(people).presence, card(people).timer_t, card(people).norm_s) == ("on_hold", START_T + 30.0, 20.0)


def test_that_a_customer_who_is_recognised_gets_his_name_on_the_card(desk: Desk, people: AgentModel) -> None:
    desk.tell(office().waiting("c1", 5.0).talks("c1", 11.0, "anna"))
    desk.tell(Story().tell(ev.ContactIdentified, "c1", 12.0, ev.Identified("k1", "vip", "ООО «Вектор»")))
    assert card(people).contact_text == "ООО «Вектор»"


def test_that_a_talk_beyond_its_norm_is_noticed_with_the_tick(desk: Desk, people: AgentModel) -> None:
    desk.tell(office().waiting("c1", 0.0).talks("c1", 0.0, "anna")).wait(60.0)
    assert card(people).tone == "talking"
    changed = QSignalSpy(people.rows_changed)
    desk.wait(1.0).wait(1.0)
    assert (card(people).tone, card(people).shape, card(people).urgent) == ("alarm", "triangle", 0)
    assert changed.count() == 1


def test_that_a_call_for_help_stands_out_and_passes(desk: Desk, people: AgentModel) -> None:
    desk.tell(office().tell(ag.AgentHelpRequested, "anna", 1.0, ag.HelpRequested())).wait(2.0)
    assert card(people).tone == "alarm"
    desk.wait(400.0)
    assert card(people).tone == ""


def test_that_who_is_away_is_quiet_and_says_why(desk: Desk, people: AgentModel) -> None:
    desk.tell(office().tell(ag.AgentState, "anna", 5.0, ag.State("not_ready", "lunch")))
    assert (card(people).tone, card(people).reason_text, card(people).shape) == ("quiet", "lunch", "pause")


def test_that_who_goes_home_leaves_and_comes_back_once(desk: Desk, people: AgentModel) -> None:
    desk.tell(office())
    desk.tell(Story().tell(ag.AgentLoggedOff, "anna", 5.0, ag.LoggedOff()))
    assert people.rowCount() == 0
    desk.tell(Story().agent("anna", 9.0, queues=["support"]))
    assert [row.id for row in people.rows] == ["anna"]


def test_that_what_wrongs_comes_first_and_the_rest_stays_by_name(desk: Desk, people: AgentModel) -> None:
    ordered = ordered_agents(people)
    story = office().agent("boris", queues=["support"]).agent("carl", queues=["support"])
    desk.tell(story.waiting("c1", 0.0).talks("c1", 0.0, "carl")).wait(61.0)
    for _ in range(ROUNDS_PER_ORDER):
        desk.wait(0.25)
    assert [row.id for row in ordered.rows] == ["carl", "anna", "boris"]
    ordered.set_order("state")
    assert [row.id for row in ordered.rows] == ["carl", "anna", "boris"]


def test_that_the_overflow_has_a_list_of_its_own_the_longest_free_first(desk: Desk, people: AgentModel) -> None:
    own, overflow = ordered_agents(people), ordered_overflow(people)
    desk.tell(office().agent("new", 9.0, overflow=True).agent("old", 1.0, overflow=True))
    assert [row.id for row in own.rows] == ["anna"]
    assert [(row.id, row.tone, row.shape) for row in overflow.rows] == [
        ("old", "overflow", "diamond"),
        ("new", "overflow", "diamond"),
    ]


def test_that_a_lost_source_makes_its_people_stale_and_mends(desk: Desk, people: AgentModel) -> None:
    desk.tell(office()).wait(3.5, beats=False)
    assert card(people).stale
    desk.wait(1.0)
    assert not card(people).stale


def test_that_another_language_changes_the_words(desk: Desk, people: AgentModel, language: Language) -> None:
    desk.tell(office())
    language.choose("ru")
    assert card(people).presence_text == "готовность"
    assert people.header("name") == "Имя"


def test_that_no_people_are_an_empty_table(people: AgentModel) -> None:
    assert people.rowCount() == 0
    assert [people.header(column) for column in people.COLUMNS] == ["Name", "State", "For", "Queue", "Contact"]


def paused(desk: Desk) -> str:
    """A pause is asked for Anna: the command's key."""
    (key,) = desk.board.act([co.Pause("anna", "break")])
    return key


def test_that_a_pause_asked_for_somebody_who_talks_is_shown_until_it_begins(desk: Desk, people: AgentModel) -> None:
    desk.tell(office().waiting("c1", 5.0).talks("c1", 11.0, "anna")).wait(20.0)
    key = paused(desk)
    assert card(people).pause_text == "pause asked, after this call"
    asked = Story().tell(co.CommandRequested, key, 20.0, co.Requested(co.Pause("anna", "break"), "me"))
    desk.tell(asked.tell(co.CommandConfirmed, key, 21.0, co.CommandOutcome()))
    assert card(people).pause_text == "pause asked, after this call"
    desk.tell(Story().tell(ev.ContactCleared, "c1", 30.0, ev.Cleared("customer")))
    desk.tell(Story().tell(ag.AgentState, "anna", 30.0, ag.State("after_contact_work")))
    assert card(people).pause_text == "pause asked, after this call"
    desk.tell(Story().tell(ag.AgentState, "anna", 40.0, ag.State("not_ready", "break")))
    assert (card(people).pause_text, card(people).reason_text) == ("", "break")
    desk.tell(Story().tell(ag.AgentState, "anna", 90.0, ag.State("ready")))
    desk.tell(Story().waiting("c2", 91.0).talks("c2", 95.0, "anna"))
    assert card(people).pause_text == ""


def test_that_a_pause_that_is_refused_or_taken_back_is_not_announced(desk: Desk, people: AgentModel) -> None:
    desk.tell(office().waiting("c1", 5.0).talks("c1", 11.0, "anna")).wait(20.0)
    key = paused(desk)
    asked = Story().tell(co.CommandRequested, key, 20.0, co.Requested(co.Pause("anna", "break"), "me"))
    desk.tell(asked.tell(co.CommandRefused, key, 21.0, co.CommandOutcome("not_permitted")))
    assert card(people).pause_text == ""


def test_that_a_source_that_pauses_at_once_says_that_the_call_comes_first(desk: Desk, people: AgentModel) -> None:
    desk.tell(office().waiting("c1", 5.0).talks("c1", 11.0, "anna"))
    desk.tell(Story().tell(ag.AgentState, "anna", 12.0, ag.State("not_ready", "break")))
    assert (card(people).presence, card(people).pause_text) == ("talking", "then a pause")


def test_that_only_whom_somebody_sees_changes_with_the_frame_and_the_rest_with_the_round(
    desk: Desk, people: AgentModel
) -> None:
    desk.tell(office().agent("boris", queues=["support"]))
    people.shown_by(lambda key: key == "anna")
    away = ag.State("not_ready", "lunch")
    desk.tell(Story().tell(ag.AgentState, "anna", 5.0, away).tell(ag.AgentState, "boris", 5.0, away))
    assert (card(people).presence, card(people, "boris").presence) == ("not_ready", "ready")
    desk.wait(0.25)
    assert card(people, "boris").presence == "not_ready"


def test_that_who_is_about_to_be_seen_is_caught_up_with(desk: Desk, people: AgentModel) -> None:
    desk.tell(office())
    people.shown_by(lambda key: False)
    ordered = ordered_agents(people)
    desk.tell(Story().tell(ag.AgentState, "anna", 5.0, ag.State("not_ready", "lunch")))
    assert card(people).presence == "ready"
    ordered.set_order("name")
    assert card(people).presence == "not_ready"


def test_that_whoever_comes_or_goes_is_seen_at_once_and_brings_the_others_up_to_now(
    desk: Desk, people: AgentModel
) -> None:
    desk.tell(office())
    people.shown_by(lambda key: False)
    desk.tell(Story().tell(ag.AgentState, "anna", 5.0, ag.State("not_ready", "lunch")))
    desk.tell(Story().agent("boris", 6.0, queues=["support"]))
    assert (card(people).presence, card(people, "boris").presence) == ("not_ready", "ready")
    desk.tell(Story().tell(ag.AgentLoggedOff, "boris", 7.0, ag.LoggedOff()))
    assert [row.id for row in people.rows] == ["anna"]


def test_that_an_alarm_that_was_judged_by_a_time_ahead_passes_with_the_round(desk: Desk, people: AgentModel) -> None:
    desk.tell(office().waiting("c1", 0.0).talks("c1", 0.0, "anna")).wait(61.0)
    assert card(people).tone == "alarm"
    desk.beat(20.0)  # the hub's clock has been set back
    desk.board.tick()
    assert card(people).tone == "talking"
