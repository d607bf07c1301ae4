"""A floor told as events: who folds them has the same people, queues and open contacts."""

from __future__ import annotations

from wallboard.cli.opening import opening
from wallboard.floor.floor import Floor
from wallboard.stream import agent_events as ag
from wallboard.stream import contact_events as ct
from wallboard.stream.codec import decode_log, encode_batch
from wallboard.stream.envelope import make
from wallboard.stream.queue_events import Configured, QueueConfigured

T = 1_750_000_000.0
SOURCE = "/north/pbx"


def busy_floor() -> Floor:
    """One contact that waits, one that is talked to, one that has ended; a man at work and one at home."""
    floor = Floor()
    on = ag.LoggedOn("Anna", "first", "north", skills=("sales",), capacity={"voice": 1})
    events = [
        make(QueueConfigured, "1", SOURCE, "sales", T, Configured("Sales", threshold_s=30.0)),
        make(ag.AgentLoggedOn, "2", SOURCE, "anna", T, on),
        make(ag.AgentMembership, "3", SOURCE, "anna", T, ag.Membership("sales", penalty=2)),
        make(ag.AgentState, "4", SOURCE, "anna", T + 1, ag.State("busy")),
        make(ag.AgentLoggedOn, "5", SOURCE, "boris", T, ag.LoggedOn()),
        make(ag.AgentLoggedOff, "6", SOURCE, "boris", T + 1, ag.LoggedOff()),
        make(ct.ContactOffered, "7", SOURCE, "waits", T + 2, ct.Offered(caller="+7 900", entry="menu")),
        make(ct.ContactQueued, "8", SOURCE, "waits", T + 3, ct.Queued("sales")),
        make(ct.ContactOffered, "9", SOURCE, "talks", T + 4, ct.Offered(channel="chat")),
        make(ct.ContactQueued, "10", SOURCE, "talks", T + 4, ct.Queued("sales")),
        make(ct.ContactEstablished, "11", SOURCE, "talks", T + 5, ct.Established("anna")),
        make(ct.ContactOffered, "12", SOURCE, "gone", T + 4, ct.Offered()),
        make(ct.ContactCleared, "13", SOURCE, "gone", T + 5, ct.Cleared("customer")),
    ]
    floor.fold(events)
    return floor


def test_that_the_floor_is_met_again_as_it_was() -> None:
    was, met = busy_floor(), Floor()
    met.fold(decode_log(encode_batch(list(opening(was)))))
    assert met.queues["sales"].config == was.queues["sales"].config
    assert list(met.queues["sales"].waiting) == ["waits"]
    assert list(met.agents["anna"].contacts) == ["talks"]
    assert set(met.contacts) == {"waits", "talks"}
    assert met.contacts["waits"].offered_t == T + 2
    assert met.contacts["waits"].caller == "+7 900"


def test_that_the_people_keep_what_they_can_and_may() -> None:
    was, met = busy_floor(), Floor()
    met.fold(opening(was))
    assert "boris" not in met.agents
    anna = met.agents["anna"]
    assert (anna.name, anna.capacity, anna.skills, anna.state) == ("Anna", {"voice": 1}, ("sales",), "busy")
    assert anna.memberships == was.agents["anna"].memberships


def test_that_no_two_of_its_events_have_one_id() -> None:
    idents = [(event.source, event.id) for event in opening(busy_floor())]
    assert len(idents) == len(set(idents))


def test_that_an_empty_floor_opens_with_nothing() -> None:
    assert list(opening(Floor())) == []
