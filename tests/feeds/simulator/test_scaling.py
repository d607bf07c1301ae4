from __future__ import annotations

from msgspec import structs

from feeds.simulator.scaling import widened
from tests.feeds.simulator.days import scenario


def test_that_a_scenario_that_asks_for_nothing_stays_as_it_is() -> None:
    assert widened(scenario("calm")) is scenario("calm")


def test_that_fifty_queues_are_made_of_eight() -> None:
    wide = widened(scenario("load"))
    assert len(wide.queues) == 50
    assert list(wide.queues)[:9] == [*scenario("load").queues, "support-2"]
    assert wide.queues["support-2"].name == "Поддержка 2"


def test_that_every_queue_has_people_and_everything_points_to_queues_that_are_there() -> None:
    wide = widened(scenario("load"))
    served = {queue for team in wide.teams for queue in team.first}
    assert served == set(wide.queues)
    named = {queue for team in wide.teams for queue in team.also} | set(wide.overflow.queues)
    named |= {queue for rules in wide.queues.values() for queue in rules.transfers_to}
    assert named <= set(wide.queues)


def test_that_fewer_queues_than_there_are_can_be_asked_for() -> None:
    narrow = widened(structs.replace(scenario("storm"), queue_count=2))
    assert list(narrow.queues) == ["support", "sales"]
    assert [surge.queues for surge in narrow.surges] == [("support",), ("sales",), ()]
