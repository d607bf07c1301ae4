"""What a person asks of the simulated exchange besides reassigning, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from feeds.simulator.simulation import Simulation
from tests.feeds.simulator.days import folded, scenario, simulation
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from wallboard.stream.agent_events import AgentHelpAnswered
from wallboard.stream.envelope import moment
from wallboard.stream.feed_events import SnapshotAgent, SnapshotContact
from wallboard.stream.vocabulary import LogEvent


class Play:
    """A storm at 10:42, and commands in it."""

    def __init__(self) -> None:
        self.simulation: Simulation = simulation("storm", 30, 7)
        self.before = self.simulation.advance(scenario("storm").moment("10:42"))
        self.after: list[LogEvent] = []
        self._count = 0

    def contact(self, stage: str = "waiting", channel: str = "voice") -> SnapshotContact:
        """Somebody who is at `stage`: of those who wait, the one who has just come."""
        there = [c for c in self.simulation.snapshot().contacts if (c.stage, c.channel) == (stage, channel)]
        return there[-1]

    def agent(self, fits: Callable[[SnapshotAgent], bool] = lambda agent: agent.state == "busy") -> str:
        return next(agent.id for agent in self.simulation.snapshot().agents if fits(agent))

    def ask(self, action: co.Action, pass_s: float = 5.0) -> str:
        """Ask for it, and let time pass: the code of the outcome, empty where it is confirmed."""
        self._count += 1
        now_t, key = self.simulation.now_t, f"k{self._count}"
        self.after += self.simulation.command(now_t, key, action, "vera")
        self.after += self.simulation.advance(now_t + pass_s)
        [told] = [e for e in self.after if isinstance(e, co.CommandConfirmed | co.CommandFailed) and e.subject == key]
        assert isinstance(told, co.CommandFailed) == bool(told.data.code)
        return told.data.code

    def of(self, kind: type, subject: str) -> list[LogEvent]:
        return [event for event in self.after if type(event) is kind and event.subject == subject]

    def told(self) -> tuple[Floor, dict[str, Contact]]:
        return folded([*self.before, *self.after])


def test_that_who_is_given_priority_is_served_before_those_who_came_earlier() -> None:
    hurried, left_alone = Play(), Play()
    caller = hurried.contact().id
    assert hurried.ask(co.SetPriority(caller, 10), 240.0) == ""
    left_alone.after = left_alone.simulation.advance(left_alone.simulation.now_t + 240.0)
    [told] = hurried.of(ev.ContactPrioritized, caller)
    assert isinstance(told, ev.ContactPrioritized)
    assert (told.data.priority, told.data.by) == (10, "vera")
    assert hurried.told()[1][caller].priority == 10
    rings = hurried.of(ev.ContactDelivered, caller)
    earlier = left_alone.of(ev.ContactDelivered, caller)
    assert rings
    assert not earlier or rings[0].time < earlier[0].time


def test_that_who_is_withdrawn_is_turned_away_and_not_lost() -> None:
    play = Play()
    caller = play.contact().id
    assert play.ask(co.Withdraw(caller)) == ""
    contact = play.told()[1][caller]
    assert (contact.cleared_by, contact.outcome) == ("supervisor", "turned_away")
    assert play.ask(co.Withdraw(caller)) == "contact_unknown"


def test_that_a_talk_that_is_ended_leaves_the_agent_free() -> None:
    play = Play()
    caller = play.contact("talking")
    assert play.ask(co.Withdraw(caller.id)) == "contact_not_waiting"
    assert play.ask(co.SetPriority(caller.id, 1)) == "contact_not_waiting"
    assert play.ask(co.Hangup(caller.id), 600.0) == ""
    floor, contacts = play.told()
    assert contacts[caller.id].cleared_by == "supervisor"
    assert caller.id not in floor.agents[caller.agent].contacts
    assert floor.ignored == 3  # the outcomes of three commands that nobody has announced


def test_that_somebody_who_rings_can_be_hung_up() -> None:
    play = Play()
    while not any(c.stage == "ringing" and c.channel == "voice" for c in play.simulation.snapshot().contacts):
        play.before += play.simulation.advance(play.simulation.now_t + 0.5)
    caller = play.contact("ringing").id
    code = play.ask(co.Hangup(caller), 60.0)
    assert code == ""
    assert play.told()[1][caller].cleared_by == "supervisor"


@pytest.mark.parametrize("mode", ["listen", "whisper", "barge"])
def test_that_a_supervisor_joins_a_talk_and_leaves_it(mode: ev.MonitorMode) -> None:
    play = Play()
    caller = play.contact("talking").id
    assert play.ask(co.Monitor(caller, mode), 1.0) == ""
    [told] = play.of(ev.ContactMonitored, caller)
    assert isinstance(told, ev.ContactMonitored)
    assert (told.data.supervisor, told.data.mode) == ("vera", mode)
    play.after += play.simulation.advance(play.simulation.now_t + 60.0)
    assert play.of(ev.ContactLeft, caller) or play.of(ev.ContactCleared, caller)
    assert play.ask(co.Monitor(play.contact("waiting").id)) == "contact_not_talking"


def test_that_help_comes_into_a_talk_or_by_a_call() -> None:
    play = Play()
    agent = play.contact("talking").agent
    assert play.ask(co.AnswerHelp(agent), 1.0) == ""
    assert play.of(AgentHelpAnswered, agent)
    idle = play.agent(lambda agent: agent.state == "ready")
    assert play.ask(co.AnswerHelp(idle), 1.0) == ""
    assert play.of(AgentHelpAnswered, idle)


def test_that_who_is_paused_gets_nothing_until_the_pause_ends() -> None:
    play = Play()
    agent = play.contact("talking").agent
    assert play.ask(co.Pause(agent, "training"), 1800.0) == ""
    floor, _ = play.told()
    assert (floor.agents[agent].state, floor.agents[agent].reason) == ("not_ready", "training")
    delivered = [e for e in play.after if isinstance(e, ev.ContactDelivered) and e.data.agent == agent]
    assert not delivered
    assert play.ask(co.Unpause(agent), 1800.0) == ""
    assert [e for e in play.after if isinstance(e, ev.ContactDelivered) and e.data.agent == agent]


def test_that_a_free_person_is_paused_at_once() -> None:
    play = Play()
    agent = play.agent(lambda agent: agent.state == "ready")
    assert play.ask(co.Pause(agent)) == ""
    assert play.told()[0].agents[agent].reason == "break"
    assert play.ask(co.Pause(agent, "", "support")) == "not_supported"


def test_that_somebody_can_be_sent_home() -> None:
    play = Play()
    away = play.agent(lambda agent: agent.state == "not_ready")
    assert play.ask(co.LogOff(away)) == ""
    assert not play.told()[0].agents[away].on_duty
    assert play.ask(co.LogOff(away)) == "agent_off_duty"
    assert play.ask(co.Pause(away)) == "agent_off_duty"


def test_that_an_overflow_person_serves_a_queue_as_long_as_he_is_in_it() -> None:
    play = Play()
    agent = play.agent(lambda agent: agent.overflow and agent.state == "ready")
    known = play.told()[0].agents[agent].memberships
    queue = next(key for key in ("support", "sales", "vip") if key not in known)
    assert play.ask(co.AddToQueue(agent, queue, 5), 600.0) == ""
    membership = play.told()[0].agents[agent].memberships[queue]
    assert (membership.penalty, membership.overflow) == (5, True)
    served = [e for e in play.after if isinstance(e, ev.ContactDelivered) and e.data.agent == agent]
    assert served
    assert play.ask(co.AddToQueue(agent, queue)) == "already_member"
    assert play.ask(co.SetPenalty(agent, queue, 0)) == ""
    assert play.told()[0].agents[agent].memberships[queue].penalty == 0
    assert play.ask(co.RemoveFromQueue(agent, queue)) == ""
    assert queue not in play.told()[0].agents[agent].memberships
    assert play.ask(co.RemoveFromQueue(agent, queue)) == "not_a_member"
    assert play.ask(co.SetPenalty(agent, queue, 0)) == "not_a_member"


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (co.AddToQueue("a9999", "support"), "agent_unknown"),
        (co.AddToQueue("a0001", "nowhere"), "queue_unknown"),
        (co.RemoveFromQueue("a9999", "support"), "agent_unknown"),
        (co.SetPenalty("a9999", "support"), "agent_unknown"),
        (co.Pause("a9999"), "agent_unknown"),
        (co.Unpause("a9999"), "agent_unknown"),
        (co.LogOff("a9999"), "agent_unknown"),
        (co.AnswerHelp("a9999"), "agent_unknown"),
        (co.Monitor("sim-0"), "contact_unknown"),
        (co.SetPriority("sim-0", 1), "contact_unknown"),
        (co.Hangup("sim-0"), "contact_unknown"),
    ],
)
def test_that_what_cannot_be_done_is_told_with_its_reason(action: co.Action, code: str) -> None:
    assert Play().ask(action) == code


def test_that_who_gave_up_is_called_back_by_somebody_who_is_free() -> None:
    play = Play()
    floor, _ = play.told()
    callable_ones = [lost for lost in floor.book.lost.values() if lost.is_open and lost.channel == "voice"][-12:]
    due_t = play.simulation.now_t + 1800.0
    for lost in callable_ones:
        assert play.ask(co.PromiseCallback(lost.contact, moment(due_t)), 1.0) == ""
        [requested] = play.of(ev.ContactCallbackRequested, lost.contact)
        assert isinstance(requested, ev.ContactCallbackRequested)
        assert (requested.data.due, requested.data.number) == (moment(due_t), lost.caller)
    assert play.ask(co.PromiseCallback(callable_ones[0].contact, moment(due_t))) == "contact_unknown"
    play.after += play.simulation.advance(due_t + 3600.0)
    kept = [event for event in play.after if isinstance(event, ev.ContactCallbackKept)]
    promised = {lost.contact for lost in callable_ones}
    assert promised & {event.subject for event in kept}
    floor, _ = play.told()
    assert {floor.book.lost[key].callback for key in promised} >= {"called"}
