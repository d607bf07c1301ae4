"""People are counted by queue as they come, go and answer."""

from __future__ import annotations

from tests.commands.floors import Story
from wallboard.alerts.crews import Crews
from wallboard.stream import agent_events as ag


def test_that_crews_are_counted_up_and_down() -> None:
    story = Story().queue("support").queue("sales").agent("anna", queues=["support", "sales"])
    floor = story.agent("boris", queues=["support"], state="not_ready").floor()
    crews = Crews()
    assert list(crews.take(floor.agents.values())) == ["support", "sales"]
    assert (crews.on_duty, crews.free) == ({"support": 2, "sales": 1}, {"support": 1, "sales": 1})
    assert crews.take(floor.agents.values()) == {}
    floor.fold(Story().waiting("c1", 1.0).talks("c1", 2.0, "anna").events)
    assert list(crews.take([floor.agents["anna"]])) == ["support", "sales"]
    assert (crews.on_duty["support"], crews.free["support"]) == (2, 0)


def test_that_the_free_overflow_is_counted_by_queue_and_in_all() -> None:
    story = Story().queue("support").queue("sales").agent("extra", queues=["support"], overflow=True)
    story.agent("lent", queues=["sales"]).tell(ag.AgentMembership, "lent", 0.0, ag.Membership("support", overflow=True))
    floor = story.floor()
    crews = Crews()
    crews.take(floor.agents.values())
    assert (crews.spare, crews.reserve) == ({"support": 2}, 1)
    assert (crews.free, crews.on_duty) == ({"sales": 1}, {"sales": 1})  # the overflow is counted apart
    floor.fold(Story().tell(ag.AgentLoggedOff, "extra", 1.0, ag.LoggedOff()).events)
    crews.take([floor.agents["extra"]])
    assert (crews.spare, crews.reserve, crews.on_duty) == ({"support": 1}, 0, {"sales": 1})


def test_that_overflow_that_is_logged_on_keeps_a_queue_from_being_unstaffed() -> None:
    crews = Crews()
    crews.take(Story().queue("support").agent("extra", queues=["support"], overflow=True).floor().agents.values())
    assert (crews.on_duty.get("support", 0), crews.reachable("support")) == (0, 1)
    assert crews.reachable("sales") == 0


def test_that_who_is_free_is_known_by_name() -> None:
    floor = Story().queue("support").agent("anna", queues=["support"]).agent("boris", state="not_ready").floor()
    crews = Crews()
    crews.take(floor.agents.values())
    assert list(crews.idle) == ["anna"]
    floor.fold(Story().waiting("c1", 1.0).talks("c1", 2.0, "anna").events)
    crews.take([floor.agents["anna"]])
    assert not crews.idle
