"""An agent against the norm and the median of his team; what contacts cost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.floor.story import Story
from tests.metrics.pictures import one, pictured, reported
from wallboard.metrics.agent_ledger import AgentLedger, away_of
from wallboard.metrics.asked import Asked
from wallboard.metrics.catalogue import CATALOGUE
from wallboard.metrics.cost import Paid, Rates
from wallboard.metrics.standing import FIGURES, Standing, standing, standings
from wallboard.stream import agent_events as ag
from wallboard.stream import contact_events as ev
from wallboard.stream import ticket_events as tk

HOUR_S = 3600.0


def shift() -> list[Any]:
    """Anna is on duty for an hour, at lunch for 600 s of it, of which she talks for 100 s; Boris for half an hour."""
    anna = Story("anna").at(0, ag.LoggedOn(team="support", site="north")).at(1000, ag.State("not_ready", "lunch"))
    anna.at(1600, ag.State("ready")).at(HOUR_S, ag.LoggedOff())
    boris = Story("boris").at(0, ag.LoggedOn(team="sales", site="north")).at(600, ag.State("unreachable"))
    boris.at(900, ag.State("ready")).at(HOUR_S / 2, ag.LoggedOff())
    call = Story("c1").at(990, ev.Offered()).at(995, ev.Queued("q")).at(1000, ev.Established("anna"))
    call.at(1100, ev.Cleared("customer"))
    other = Story("c2").at(0, ev.Offered()).at(5, ev.Queued("q")).at(10, ev.Established("boris"))
    other.at(60, ev.Cleared("customer"))
    events = [*anna.events, *boris.events, *call.events, *other.events]
    return sorted(events, key=lambda event: event.time)


def test_that_time_not_ready_is_told_by_reason_and_is_none_while_he_talks() -> None:
    picture = pictured(shift())
    anna, boris = picture.books.agent("anna"), picture.books.agent("boris")
    assert (anna.away, anna.not_ready_s) == ((("lunch", 500.0),), 500.0)
    assert boris.away == (("unreachable", 300.0),)
    assert away_of(picture.books.away()) == (("lunch", 500.0), ("unreachable", 300.0))
    assert one(shift())["not_ready_s"] == 800.0
    assert reported(shift(), ["agent"])[("anna",)]["not_ready_s"] == 500.0
    assert reported(shift(), ["team"])[("sales",)]["not_ready_s"] == 300.0


def test_that_the_time_not_ready_of_who_was_never_there_is_not_known() -> None:
    assert AgentLedger().not_ready_s is None
    assert one(Story("c1").at(0, ev.Offered()).events)["not_ready_s"] is None


def test_that_a_standing_is_his_own_figure_the_norm_and_the_median() -> None:
    assert standing(30.0, 20.0, [30.0, None, 10.0, 50.0]) == Standing(30.0, 20.0, 30.0)
    assert standing(30.0, None, [30.0, 10.0]).median == 20.0
    assert standing(None, None, [None]) == Standing(None, None, None)


def test_that_every_figure_of_an_agent_is_compared() -> None:
    slow, quick = AgentLedger(handled=10, talk_s=3000.0), AgentLedger(handled=10, talk_s=1000.0)
    found = standings(slow, [slow, quick, AgentLedger()], {"aht_s": 240.0})
    assert found["aht_s"] == Standing(300.0, 240.0, 200.0)
    assert found["handled"] == Standing(10, None, 10)
    assert found["fcr"] == Standing(None, None, None)
    assert set(FIGURES) <= set(CATALOGUE)


def test_that_a_rate_is_the_agents_own_or_that_of_his_team_his_site_or_all() -> None:
    rates = Rates(10.0, {"anna": 40.0}, {"support": 30.0}, {"north": 20.0})
    assert [rates.of(*who) for who in (("anna", "support", "north"), ("boris", "support", "north"))] == [40.0, 30.0]
    assert [rates.of("vera", "sales", "north"), rates.of("vera", "sales", "south")] == [20.0, 10.0]
    assert Rates().of("anna", "", "") is None


def test_that_a_contact_costs_the_hours_times_the_rates_by_contacts_handled() -> None:
    rates, books = Rates(20.0, {"anna": 40.0}), pictured(shift()).books
    asked = Asked(rates=rates)
    assert one(shift(), asked=asked)["cost_per_contact"] == pytest.approx((40.0 + 10.0) / 2)
    assert books.cost(rates) == pytest.approx(25.0)
    assert reported(shift(), ["agent"], asked=asked)[("boris",)]["cost_per_contact"] == pytest.approx(10.0)
    assert books.cost(rates, ["boris"]) == pytest.approx(10.0)
    assert reported(shift(), ["team"], asked=asked)[("support",)]["cost_per_contact"] == pytest.approx(40.0)
    assert reported(shift(), ["queue"], asked=asked)[("q",)]["cost_per_contact"] is None


def test_that_without_a_rate_for_everybody_nothing_is_said_of_the_cost() -> None:
    only_anna, books = Rates(agents={"anna": 40.0}), pictured(shift()).books
    assert one(shift())["cost_per_contact"] is None
    assert books.cost(Rates()) is None
    assert one(shift(), asked=Asked(rates=only_anna))["cost_per_contact"] is None
    assert books.cost(only_anna) is None
    assert books.cost(only_anna, ["anna"]) == pytest.approx(40.0)
    assert Paid(100.0).per_contact(0) is None


def test_that_tickets_have_a_pace_where_somebody_is_logged_on() -> None:
    ticket = Story("t1").at(100, tk.Created()).at(200, tk.Acted("anna")).at(300, tk.Closed("anna"))
    events = sorted([*shift(), *ticket.events], key=lambda event: event.time)
    assert reported(events, ["agent"])[("anna",)]["ticket_pace_s"] == HOUR_S
    assert pictured(events).books.agent("anna").ticket_pace_s == HOUR_S
    assert reported(events, ["agent"])[("boris",)]["ticket_pace_s"] is None
