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


def test_that_wrong_turns_a_failure_absences_and_desks_are_copied_with_their_queues() -> None:
    narrow, wide = (
        widened(structs.replace(scenario(name), queue_count=count)) for name, count in (("outage", 2), ("monday", 18))
    )
    assert narrow.troubles[0].queues == ("support", "sales")
    assert {(hand.at, hand.sent_to) for hand in narrow.hands_on} == {("support", "sales"), ("sales", "support")}
    assert len(wide.hands_on) == 2 * len(scenario("monday").hands_on)
    assert wide.absence is not None
    assert wide.absence.queues["support-2"] == wide.absence.queues["support"] > 0.0
    assert wide.tickets is not None
    assert wide.tickets.desks["sales-2"] == "billing-2"
    assert ("incident-2", "billing-2") in {(move.at, move.to) for move in wide.tickets.moves}
