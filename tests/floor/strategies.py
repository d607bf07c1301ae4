"""Stories that may happen, and stories that may not: out of order, impossible, cut short."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from tests.floor.story import START_T, Story
from wallboard.stream import agent_events as ag
from wallboard.stream import contact_events as ev
from wallboard.stream import ticket_events as tk
from wallboard.stream.envelope import moment


def moment_of(after_s: float) -> datetime:
    return moment(START_T + after_s)


QUEUES = st.sampled_from(["support", "sales", "vip"])
AGENTS = st.sampled_from(["anna", "boris", "vera"])

BEGINNING: st.SearchStrategy[Any] = st.one_of(
    st.builds(
        ev.Offered,
        channel=st.sampled_from(["voice", "chat", "email"]),
        queue=QUEUES,
        entry=st.sampled_from(["menu", "direct"]),
    ),
    st.builds(ev.Identified, customer=st.sampled_from(["k1", "k2"]), tier=st.sampled_from(["vip", "regular"])),
    st.builds(ev.Menu, node=st.sampled_from(["main", "2"]), served=st.booleans()),
    st.builds(ev.Queued, queue=QUEUES),
    st.builds(ev.Diverted, from_queue=QUEUES, to=QUEUES),
    st.builds(ev.Diverted, from_queue=QUEUES, to=AGENTS, to_kind=st.just("agent")),
    st.builds(ev.Diverted, from_queue=QUEUES, to=st.just("+7916"), to_kind=st.just("external")),
    st.builds(ev.Delivered, agent=AGENTS),
    st.builds(ev.Refused, agent=AGENTS),
    st.builds(ev.Established, agent=AGENTS),
    st.builds(ev.Held, agent=AGENTS),
    st.builds(ev.Retrieved, agent=AGENTS),
    st.builds(ev.Transferred, from_agent=AGENTS, to=AGENTS),
    st.builds(ev.Transferred, from_agent=AGENTS, to=QUEUES, to_kind=st.just("queue")),
    st.builds(ev.Conferenced, agent=AGENTS),
)
"""Facts with which a contact may begin."""

GOING_ON: st.SearchStrategy[Any] = st.one_of(
    BEGINNING,
    st.builds(ev.Left, party=AGENTS),
    st.builds(
        ev.Cleared,
        by=st.sampled_from(["customer", "agent", "system", "supervisor"]),
        reason=st.sampled_from(["normal", "served", "voicemail", "full", "timeout", "source_down"]),
    ),
)

FACTS: st.SearchStrategy[Any] = st.one_of(
    GOING_ON,
    st.builds(ev.Resolved, resolved=st.booleans(), topic=st.sampled_from(["", "billing"])),
    st.builds(
        ev.Rated,
        score=st.integers(-1, 6).map(float),
        by=st.sampled_from(["customer", "supervisor"]),
        agent=st.sampled_from(["", "anna", "boris"]),
        topic=st.sampled_from(["", "delivery"]),
    ),
    st.builds(ev.CallbackRequested, due=st.one_of(st.none(), st.integers(0, 1800).map(moment_of))),
    st.builds(ev.CallbackAttempted),
    st.builds(ev.CallbackKept),
)

AFTERWARDS = ev.Resolved | ev.Rated | ev.CallbackRequested | ev.CallbackAttempted | ev.CallbackKept
"""Facts that begin no contact."""

STEPS: st.SearchStrategy[Any] = st.one_of(
    st.builds(
        tk.Created,
        queue=QUEUES,
        priority=st.sampled_from(["high", "low"]),
        norm_s=st.sampled_from([0.0, 20.0]),
        norm_pauses=st.booleans(),
    ),
    st.builds(
        tk.StatusChanged,
        status=st.sampled_from(["in_progress", "pending", "held", "resolved", "closed", "cancelled"]),
    ),
    st.builds(tk.AttributeChanged, name=st.sampled_from(["owner", "priority"]), value=st.just("anna")),
    st.builds(tk.Acted, who=AGENTS),
    st.just(tk.TicketResolvedData()),
    st.just(tk.Reopened()),
    st.just(tk.Closed()),
)


@st.composite
def stories(draw: st.DrawFn, subject: str = "c1", least: int = 1, most: int = 14) -> Story:
    """Facts of one contact at moments that may fall together; only the first is sure to be able to begin one."""
    story = Story(subject)
    story.at(draw(st.integers(0, 5)), draw(FACTS.filter(lambda d: not isinstance(d, ev.Left | AFTERWARDS))))
    for _ in range(draw(st.integers(least, most))):
        story.at(draw(st.integers(0, 40)), draw(FACTS))
    return story


@st.composite
def days(draw: st.DrawFn) -> list[Any]:
    """Some contacts' and agents' events, mixed as they come, some twice, some missing."""
    events: list[Any] = []
    for index in range(draw(st.integers(1, 4))):
        events += draw(stories(f"c{index}", 0, 10)).events
    for agent in ("anna", "boris"):
        people = Story(agent)
        for _ in range(draw(st.integers(0, 3))):
            states = st.sampled_from(["ready", "busy", "not_ready", "unreachable", "after_contact_work"])
            reasons = st.sampled_from(["", "lunch"])
            duty = st.one_of(
                st.builds(ag.State, state=states, reason=reasons),
                st.builds(ag.LoggedOn, team=st.just("blue" if agent == "anna" else "red")),
                st.just(ag.LoggedOff()),
            )
            people.at(draw(st.integers(0, 40)), draw(duty))
        events += people.events
    if draw(st.booleans()):
        ticket = Story("t1")
        for _ in range(draw(st.integers(1, 6))):
            ticket.at(draw(st.integers(0, 40)), draw(STEPS))
        events += ticket.events
    shuffled: list[Any] = draw(st.permutations(events))
    return shuffled + shuffled[: draw(st.integers(0, 3))]
