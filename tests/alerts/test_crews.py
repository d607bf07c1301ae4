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
    floor.fold(Story().tell(ag.AgentLoggedOff, "extra", 1.0, ag.LoggedOff()).events)
    crews.take([floor.agents["extra"]])
    assert (crews.spare, crews.reserve, crews.on_duty) == ({"support": 1}, 0, {"support": 1, "sales": 1})
