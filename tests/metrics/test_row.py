"""What one contact adds to the figures, told as stories."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.floor.story import Story
from tests.floor.strategies import stories
from tests.metrics.pictures import one, reported
from wallboard.floor.floor import Floor
from wallboard.metrics.row import row_of, told_row
from wallboard.stream import contact_events as ev
from wallboard.stream.contact_events import (
    Cleared,
    Delivered,
    Diverted,
    Established,
    Held,
    Identified,
    Menu,
    Offered,
    Queued,
    Refused,
    Retrieved,
    Transferred,
)


def call(entry: Any = "menu", queue: str = "support", subject: str = "c1") -> Story:
    return Story(subject).at(0, Offered(entry=entry, queue=queue))


def counts(found: dict[str, float | None]) -> dict[str, float]:
    return {name: value for name, value in found.items() if value and name in WHOLE_NUMBERS}


WHOLE_NUMBERS = {
    "offered", "queued", "answered", "answered_direct", "abandoned_in_menu", "abandoned_in_queue", "abandoned_ringing",
    "abandoned_on_hold", "abandoned_after_transfer", "diverted", "left_by_choice", "ended_in_menu", "turned_away",
    "unknown", "in_progress", "consults", "consults_given_up", "refused_rings", "transfers", "handoff_chains",
    "ping_pong", "callbacks_promised",
}  # fmt: skip


def test_that_a_wait_runs_from_the_first_queue_to_the_first_answer_ringing_included() -> None:
    story = call().at(2, Menu("1")).at(10, Queued("support")).at(30, Delivered("anna")).at(36, Established("anna"))
    found = one(story.at(96, Held("anna")).at(116, Retrieved("anna")).at(136, Cleared("customer")).events)
    assert found["asa_s"] == found["wait_max_s"] == 26
    assert found["ring_mean_s"] == 6
    assert found["talk_mean_s"] == 80
    assert found["hold_mean_s"] == 20
    assert found["aht_s"] == 100
    assert counts(found) == {"offered": 1, "queued": 1, "answered": 1}


def test_that_an_answer_without_queueing_is_direct_and_belongs_to_the_queue_meant() -> None:
    story = call("direct").at(0, Established("anna")).at(60, Cleared("customer"))
    assert counts(one(story.events)) == {"offered": 1, "answered": 1, "answered_direct": 1}
    assert one(story.events)["asa_s"] == 0
    assert one(story.events)["asa_queued_s"] is None
    assert reported(story.events, ["queue"])["support",]["answered_direct"] == 1


def test_that_a_contact_without_any_queue_stands_under_none() -> None:
    found = reported(call("menu", "").at(3, Menu("1")).at(9, Cleared("customer")).events, ["queue"])
    assert counts(found[None,]) == {"offered": 1, "abandoned_in_menu": 1}


def test_that_who_is_sent_on_is_diverted_in_the_first_queue_and_answered_in_the_second() -> None:
    story = call().at(5, Queued("support")).at(25, Diverted("support", "sales")).at(25, Queued("sales"))
    story.at(40, Established("boris")).at(60, Cleared("customer"))
    found = reported(story.events, ["queue"])
    assert counts(found["support",]) == {"offered": 1, "queued": 1, "diverted": 1}
    assert counts(found["sales",]) == {"offered": 1, "queued": 1, "answered": 1}
    assert found["sales",]["asa_s"] == 15
    assert one(story.events)["asa_s"] == 35


def test_that_who_is_handed_to_a_person_stays_an_entry_of_his_queue() -> None:
    story = call().at(5, Queued("support")).at(25, Diverted("support", "vera", "agent")).at(26, Delivered("vera"))
    found = reported(story.at(30, Established("vera")).at(60, Cleared("customer")).events, ["queue"])
    assert counts(found["support",]) == {"offered": 1, "queued": 1, "answered": 1}
    assert found["support",]["asa_s"] == 25


def test_that_a_loss_after_a_transfer_is_part_of_answered_and_a_loss_of_the_second_queue() -> None:
    story = call().at(5, Queued("support")).at(10, Established("anna"))
    story.at(50, Transferred("anna", "sales", "queue")).at(50, Queued("sales")).at(90, Cleared("customer"))
    assert counts(one(story.events)) == {
        "offered": 1, "queued": 1, "answered": 1, "abandoned_after_transfer": 1, "transfers": 1,
    }  # fmt: skip
    found = reported(story.events, ["queue"])
    assert counts(found["sales",]) == {"offered": 1, "queued": 1, "abandoned_in_queue": 1}
    assert found["support",]["abandoned_after_transfer"] == 1
    assert found["support",]["talk_mean_s"] == 40
    assert found["sales",]["talk_mean_s"] is None


def test_that_a_call_lost_while_ringing_counts_at_that_agent() -> None:
    story = call().at(5, Queued("support")).at(10, Delivered("anna")).at(18, Refused("anna")).at(20, Delivered("boris"))
    found = reported(story.at(28, Cleared("customer")).events, ["agent"])
    assert counts(found["boris",]) == {"offered": 1, "queued": 1, "abandoned_ringing": 1}
    assert counts(found["anna",]) == {"refused_rings": 1}


def test_that_the_story_counts_at_who_answered_first_and_the_work_at_each() -> None:
    story = call().at(5, Queued("support")).at(10, Established("anna")).at(40, Transferred("anna", "boris"))
    story.at(41, Delivered("boris")).at(45, Established("boris")).at(65, Cleared("customer"))
    found = reported(story.events, ["agent"])
    assert (found["anna",]["answered"], found["boris",]["answered"]) == (1, 0)
    assert (found["anna",]["handled"], found["boris",]["handled"]) == (1, 1)
    assert (found["anna",]["talk_mean_s"], found["boris",]["talk_mean_s"]) == (30, 20)
    assert (found["anna",]["transfer_rate"], found["boris",]["transfer_rate"]) == (1, 0)
    assert one(story.events)["talk_mean_s"] == 50


def test_that_a_consultation_is_no_customer() -> None:
    story = Story("c1").at(0, Offered(direction="internal")).at(1, Queued("support", consult=True))
    story.at(20, Cleared("customer"))
    assert counts(one(story.events)) == {"consults": 1, "consults_given_up": 1}
    assert counts(reported(story.events, ["queue"])["support",]) == {"consults": 1, "consults_given_up": 1}
    assert one(story.events)["max_waiting"] == 0


def test_that_a_call_of_ours_counts_nowhere() -> None:
    story = Story("c1").at(0, Offered(direction="outbound")).at(5, Established("anna")).at(9, Cleared("customer"))
    assert counts(one(story.events)) == {}


@pytest.mark.parametrize(
    ("reason", "also"), [("served", {"ended_in_menu": 1}), ("voicemail", {}), ("callback", {})], ids=str
)
def test_that_who_leaves_the_menu_by_choice_is_no_loss(reason: Any, also: dict[str, int]) -> None:
    found = one(call().at(3, Menu("1", served=reason == "served")).at(9, Cleared("customer", reason)).events)
    assert counts(found) == {"offered": 1, "left_by_choice": 1} | also


def test_that_an_unknown_start_stays_out_of_means() -> None:
    story = Story("c1").at(0, Offered(start_known=False)).at(0, Queued("support")).at(30, Established("anna"))
    found = one(story.at(60, Cleared("customer")).events)
    assert found["answered"] == 1
    assert found["asa_s"] is None
    assert found["service_level.answered_only"] is None


def test_that_a_guessed_end_stays_out_of_handle_time() -> None:
    story = call().at(5, Queued("support")).at(10, Established("anna")).at(500, Cleared("system", "source_down"))
    assert one(story.events)["talk_mean_s"] is None
    assert one(story.events)["answered"] == 1


def test_that_three_hand_offs_are_a_chain_and_coming_back_is_ping_pong() -> None:
    story = call().at(1, Queued("a"))
    for second, (source, target) in enumerate([("a", "b"), ("b", "a"), ("a", "c")], 2):
        story.at(second, Diverted(source, target)).at(second, Queued(target))
    found = one(story.at(9, Established("anna")).at(20, Cleared("customer")).events)
    assert found["handoff_chains"] == found["ping_pong"] == 1


def test_that_who_is_sent_to_an_outside_number_waits_no_longer() -> None:
    story = call().at(1, Queued("a")).at(31, Diverted("a", "+7916", "external")).at(900, Cleared("system"))
    for found in (one(story.events), reported(story.events, ["queue"])["a",]):
        assert (found["diverted"], found["wait_mean_s"], found["wait_max_s"]) == (1, 30, 30)


def test_that_a_loss_on_hold_is_part_of_answered() -> None:
    story = call().at(1, Queued("a")).at(5, Established("anna")).at(20, Held("anna")).at(50, Cleared("customer"))
    assert counts(one(story.events)) == {"offered": 1, "queued": 1, "answered": 1, "abandoned_on_hold": 1}


def test_that_what_agents_and_customers_say_counts_with_the_contact() -> None:
    story = call().at(0, Identified("k1", "vip")).at(1, Queued("a")).at(5, Established("anna"))
    story.at(20, ev.CallbackRequested()).at(50, Cleared("customer")).at(60, ev.Resolved(True))
    found = reported(story.events, ["tier"])["vip",]
    assert (found["callbacks_promised"], found["fcr_declared"], found["fcr"]) == (1, 1, 1)


@given(stories())
def test_that_the_short_way_to_a_row_gives_what_the_long_one_gives(story: Story) -> None:
    for end in range(1, len(story.events) + 1):
        floor = Floor()
        floor.fold(story.events[:end])
        contact = floor.contacts.get("c1")
        if contact is not None and contact.is_customers:
            assert row_of(contact) == told_row(contact)
