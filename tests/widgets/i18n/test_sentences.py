"""Alarms, notes, orders and facts are told in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commands.floors import SOURCE, START_T, Story
from tests.floor.story import KINDS
from wallboard.alerts.rules import RULES
from wallboard.floor.command import Command
from wallboard.floor.floor import Floor
from wallboard.stream import contact_events as ev
from wallboard.stream.command_events import Reassign
from wallboard.stream.control import Alarm
from wallboard.stream.envelope import make, moment
from wallboard.stream.vocabulary import LOG_TYPES
from widgets.i18n.names import agent_name, contact_name, queue_name, target_name
from widgets.i18n.notes import history_reason, link_reason, note_sentence
from widgets.i18n.numbers import NBSP
from widgets.i18n.orders import order_sentence, order_state, order_status
from widgets.i18n.sentences import alarm_action, alarm_sentence
from widgets.i18n.timeline import _WORDS, fact_sentence


@pytest.fixture
def floor() -> Floor:
    """A queue, an agent, a caller, and a lost source."""
    return Story().queue("support").agent("anna", queues=["support"]).waiting("c1").lost_feed(9.0).floor()


def alarm(code: str, subject: str, value: float = 222.0, limit: float = 60.0, action: str = "") -> Alarm:
    """An alarm that stands."""
    return Alarm(code, subject, value, limit, moment(START_T), "alarm" if action else "status", action)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (alarm("longest_wait", "support"), "Support: the longest wait is 3:42, over 1:00"),
        (alarm("waiting", "support", 9.0, 5.0), "Support: 9 waiting, more than 5"),
        (alarm("queue_unstaffed", "support", 2.0, 0.0), "Support: 2 waiting and nobody on duty"),
        (alarm("service_level", "", 0.65, 0.75), "All queues: service level of the last half-hour 65%, under 75%"),
        (alarm("abandonment", "support", 0.12, 0.1), "Support: 12% of the last half-hour hung up, over 10%"),
        (alarm("talk_over_norm", "anna", 842.0, 600.0), "Anna has talked for 14:02, the norm is 10:00"),
        (alarm("hold_over_norm", "zoe", 130.0, 120.0), "zoe has had the customer on hold for 2:10, the norm is 2:00"),
        (alarm("feed_lost", SOURCE, 42.0, 0.0), f"pbx has not been connected for 42{NBSP}s"),
        (alarm("meteor", "support"), "meteor"),
    ],
)
def test_that_an_alarm_says_what_where_and_how_far_beyond(floor: Floor, told: Alarm, sentence: str) -> None:
    assert alarm_sentence(told, floor) == sentence


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (alarm("longest_wait", "support", 59.0), "Support: the longest wait is down to 0:59, it was over 1:00"),
        (alarm("waiting", "support", 5.0, 5.0), "Support: down to 5 waiting, it was more than 5"),
        (
            alarm("service_level", "", 0.76, 0.75),
            "All queues: service level of the last half-hour up to 76%, it was under 75%",
        ),
        (
            alarm("abandonment", "support", 0.09, 0.1),
            "Support: hung up in the last half-hour: down to 9%, it was over 10%",
        ),
    ],
)
def test_that_an_alarm_that_goes_on_while_it_is_better_already_says_so(
    floor: Floor, told: Alarm, sentence: str
) -> None:
    assert alarm_sentence(told, floor) == sentence


def test_that_every_rule_has_a_case_above(floor: Floor) -> None:
    assert all(alarm_sentence(alarm(code, "support"), floor) != code for code in RULES)


def test_that_an_alarm_says_what_could_be_done(floor: Floor) -> None:
    assert alarm_action(alarm("waiting", "support", action="add_overflow")) == "bring in overflow staff"
    assert alarm_action(alarm("waiting", "support")) == ""


def test_that_notes_name_what_they_are_about() -> None:
    assert note_sentence("feed_lost", ["/office/pbx"]).startswith("pbx is not connected")
    assert note_sentence("order_refused", ["agent_off_duty", "c1"]) == "Not possible: Off duty."
    assert note_sentence("comet") == "comet"
    assert (link_reason("refused"), link_reason("status_503")) == ("nobody answers at this address", "status_503")
    assert (history_reason("not_sent"), history_reason("odd")) == ("the hub cannot be reached", "odd")


def order(status: str, code: str = "", detail: str = "", took_s: float = 0.4) -> Command:
    """A command for c1 to go to Anna."""
    settled_t = -1.0 if status in ("requested", "dispatched") else START_T + took_s
    return Command("k", Reassign("c1", "anna"), "olga", status, code, detail, START_T, settled_t)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (order("requested"), "pending"),
        (order("dispatched"), "pending"),
        (order("confirmed"), f"confirmed in 0.4{NBSP}s"),
        (order("confirmed", "seen_in_snapshot"), "confirmed: Seen when the source told again how it stands."),
        (order("refused", "agent_off_duty"), "refused: Off duty."),
        (order("failed", "", "486 Busy Here"), "failed: 486 Busy Here"),
        (order("outcome_unknown"), "outcome unknown"),
    ],
)
def test_that_an_order_says_what_became_of_it(told: Command, words: str) -> None:
    assert order_status(told) == words
    assert order_state(told, "Anna") == f"→ Anna: {words}"


def test_that_the_action_log_names_who_asked() -> None:
    assert order_sentence(order("dispatched"), "Caller", "Anna", own=True) == "you: Caller → Anna — pending"
    assert order_sentence(order("dispatched"), "Caller", "Anna", own=False) == "olga: Caller → Anna — pending"


def test_that_names_fall_back_on_keys_and_masked_numbers(floor: Floor) -> None:
    assert (agent_name(floor, "anna"), agent_name(floor, "zoe")) == ("Anna", "zoe")
    assert (queue_name(floor, "support"), queue_name(floor, "legal")) == ("Support", "legal")
    assert contact_name(floor, "c1").replace(NBSP, " ") == "+7 916 ••• 45 67"
    assert contact_name(floor, "c9") == "c9"
    assert target_name(floor, "external", "+79161234567").replace(NBSP, " ") == "+7 916 ••• 45 67"


def test_that_every_event_of_the_log_has_words() -> None:
    assert set(_WORDS) == set(LOG_TYPES.values())


@pytest.mark.parametrize(
    ("kind", "data", "sentence"),
    [
        (
            ev.ContactOffered,
            ev.Offered(caller="+79161234567", entry="menu"),
            "Call from +7 916 ••• 45 67, through the menu",
        ),
        (ev.ContactQueued, ev.Queued("support", position=3), "queue Support, place 3"),
        (ev.ContactRefused, ev.Refused("anna"), "Anna did not take it: no answer"),
        (ev.ContactEstablished, ev.Established("anna"), "answered by Anna"),
        (ev.ContactEstablished, ev.Established(), "answered"),
        (ev.ContactTransferred, ev.Transferred("anna", "support", "queue"), "Anna has handed it to Support"),
        (ev.ContactCleared, ev.Cleared("customer"), "ended by the customer"),
        (ev.ContactCleared, ev.Cleared("system", "full"), "ended by the system: the queue was full"),
        (ev.ContactRated, ev.Rated(4.0), "the customer gave 4 of 5"),
        (ev.ContactMonitored, ev.Monitored("olga"), "olga listens"),
    ],
)
def test_that_a_fact_is_told_in_words(floor: Floor, kind: type, data: object, sentence: str) -> None:
    (event,) = Story().tell(kind, "c1", 1.0, data).events
    assert fact_sentence(event, floor).replace(NBSP, " ") == sentence


@pytest.mark.parametrize(
    ("node", "served", "said"),
    [
        ("main", False, "in the main menu"),
        ("1.1", False, "in the menu, item 1.1"),
        ("1.1", True, "in the menu, item 1.1: got what was asked for"),
        ("notice", False, "an announcement in the menu"),
        ("", False, "in the menu"),
        ("ivr-night", False, "in the menu “ivr-night”"),
    ],
)
def test_that_a_menu_is_told_in_words(floor: Floor, node: str, served: bool, said: str) -> None:
    event = make(ev.ContactMenu, "e1", SOURCE, "c1", START_T, ev.Menu(node, served))
    assert fact_sentence(event, floor) == said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ev.Delivered("anna"), "it rings"),
        (ev.Refused("anna"), "the call was not taken: no answer"),
        (ev.Established("anna"), "answered"),
        (ev.Consulted("anna"), "asks a colleague"),
        (ev.Transferred("anna", "support", "queue"), "handed on to Support"),
        (ev.Conferenced("anna"), "joined the conversation"),
        (ev.Left("anna"), "left the conversation"),
    ],
)
def test_that_ones_own_history_does_not_say_ones_name(floor: Floor, data: Any, said: str) -> None:
    event = make(KINDS[type(data)], "e1", SOURCE, "c1", START_T, data)
    assert fact_sentence(event, floor, "anna") == said
    assert fact_sentence(event, floor, "zoe") == fact_sentence(event, floor) != said
