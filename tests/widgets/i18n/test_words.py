"""Every code that the rooms without Qt can give has a word."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import get_args

import pytest

from tests.arch.sources import parsed, python_files
from wallboard.alerts.rules import RULES
from wallboard.commands.decide import REFUSALS
from wallboard.floor import command, outcome, people
from wallboard.floor.contact import STAGES
from wallboard.stream import agent_events, contact_events, queue_events, ticket_events
from widgets.i18n.figure_words import figure_formula, figure_name, figure_says
from widgets.i18n.language import Language
from widgets.i18n.sentences import _SENTENCES
from widgets.i18n.words import WORDS, first_upper, text

CODES = {
    "stage": STAGES,
    "presence": (
        *get_args(agent_events.ReportedState),
        people.LOGGED_OFF,
        "talking",
        "ringing",
        "on_hold",
    ),
    "place": get_args(agent_events.Place),
    "channel": get_args(contact_events.Channel),
    "direction": get_args(contact_events.Direction),
    "entry": get_args(contact_events.Entry),
    "outcome": (outcome.ANSWERED, *outcome.BEFORE_ANSWER, *outcome.LOST_AFTER_ANSWER),
    "refused_reason": get_args(contact_events.RefusedReason),
    "cleared_by": get_args(contact_events.ClearedBy),
    "cleared_reason": get_args(contact_events.ClearedReason),
    "monitor_mode": get_args(contact_events.MonitorMode),
    "ticket_status": get_args(ticket_events.TicketStatus),
    "command_status": (command.REQUESTED, command.DISPATCHED, *command.STATUS.values()),
    "refusal": REFUSALS,
    "link": ("connecting", "live", "catching_up", "lost"),
    "alarm_action": ("add_overflow", "reassign", "look_in", "call_back", "check_source"),
}


@pytest.mark.parametrize("family", list(CODES))
def test_that_every_code_has_a_word(family: str) -> None:
    assert not [code for code in CODES[family] if not WORDS[family].get(code)]


def codes_of_gateways() -> set[str]:
    """What the feeds answer when they do not take an action, and the hub when it gives one up."""
    found = set()
    for path in python_files("feeds", "wallboard"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Dispatch" and len(node.args) > 1:
                found |= {arg.value for arg in node.args[1:2] if isinstance(arg, ast.Constant)}
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("._tell") and len(node.args) > 3:
                found |= {arg.value for arg in node.args[3:4] if isinstance(arg, ast.Constant)}
    return {str(code) for code in found}


def test_that_every_reason_of_a_gateway_has_words() -> None:
    codes = codes_of_gateways()
    assert {"hub_restarted", "timeout", "overloaded"} <= codes
    assert not [code for code in codes if not WORDS["refusal"].get(code)]


def test_that_every_alarm_has_a_sentence() -> None:
    assert set(_SENTENCES) == set(RULES)


def test_that_every_formula_of_the_service_level_is_told_in_words() -> None:
    for formula in get_args(queue_events.ServiceLevelFormula):
        assert figure_says(f"service_level.{formula}")


def test_that_a_code_without_a_word_is_shown_as_it_is() -> None:
    assert text("reason", "Обед") == "Обед"
    with pytest.raises(KeyError):
        text("weather", "rain")


@pytest.mark.parametrize("told", [figure_name, figure_formula, figure_says])
def test_that_a_figure_out_of_the_catalogue_cannot_be_shown(told: Callable[[str], str]) -> None:
    with pytest.raises(KeyError):
        told("shoe_size")


def test_that_a_short_name_falls_back_on_the_full_one() -> None:
    assert (figure_name("asa_s"), figure_name("asa_s", short=True)) == ("Average speed of answer", "Speed of answer")
    assert figure_name("offered", short=True) == "Offered"


def test_that_a_word_can_begin_a_line() -> None:
    assert first_upper("на смене") == "На смене"


def test_that_a_word_once_said_is_said_in_the_language_in_force(language: Language) -> None:
    assert text("link", "lost") == "no connection"
    language.choose("ru")
    assert text("link", "lost") == "нет связи"
    language.choose("en")
    assert text("link", "lost") == "no connection"
