"""A simulated day as bare events in SQLite: what SQL makes of them, written from the definitions, is what we say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from tests.metrics.pictures import Figures, one, reported
from tests.properties.simulated import ASKED, Day
from wallboard.stream.agent_events import AgentEvent

DAY = Day("storm", 25, 11, 790.0, wishes=tuple((140.0 + 3 * i, asked, 7 * i) for i, asked in enumerate(ASKED * 2)))
FIELDS = (
    "agent", "queue", "by", "reason", "channel", "direction", "entry", "served", "consult", "to_kind", "from", "party",
    "state", "threshold_s", "short_abandon_s",
)  # fmt: skip

SCHEMA = """
create index by_subject on events (subject, n);

-- Where each customer was when something happened: told by the last of these.
create view steps as select * from events where kind in ('contact.menu', 'contact.queued', 'contact.diverted',
    'contact.delivered', 'contact.refused', 'contact.established', 'contact.held', 'contact.retrieved',
    'contact.transferred');

create table customers as
with offers as (select * from events where kind = 'contact.offered' and direction = 'inbound'),
ends as (select * from events where kind = 'contact.cleared'),
answers as (select subject, min(n) as n, min(us) as us from events where kind = 'contact.established' group by subject)
select o.subject, o.entry, o.queue as meant, o.us as offered_us, a.us as answered_us, e.us as ended_us,
    e."by" as ended_by, coalesce(e.reason, 'normal') as reason,
    (select min(q.us) from events q where q.subject = o.subject and q.kind = 'contact.queued'
        and (a.n is null or q.n < a.n)) as queued_us,
    (select q.queue from events q where q.subject = o.subject and q.kind = 'contact.queued'
        and (a.n is null or q.n < a.n) order by q.n desc limit 1) as ruling,
    (select d.us from events d where d.subject = o.subject and d.kind = 'contact.diverted' and d.to_kind = 'external')
        as sent_us,
    (select min(r.us) from events r where r.subject = o.subject and r.kind = 'contact.delivered') as rang_us,
    (select s.kind from steps s where s.subject = o.subject and s.n < e.n order by s.n desc limit 1) as last_kind,
    (select s.served from steps s where s.subject = o.subject and s.n < e.n order by s.n desc limit 1) as last_served,
    (select s.to_kind from steps s where s.subject = o.subject and s.n < e.n order by s.n desc limit 1) as last_to
from offers o left join ends e using (subject) left join answers a using (subject);

create view fates as
select *, case
    when answered_us is not null then case
        when ended_us is null or ended_by <> 'customer' or reason <> 'normal' then 'answered'
        when last_kind = 'contact.held' then 'lost on hold'
        when last_kind in ('contact.established', 'contact.retrieved') or last_to = 'external' then 'answered'
        else 'lost after transfer' end
    when ended_us is null then 'here'
    when reason in ('served', 'voicemail', 'callback') or last_kind = 'contact.menu' and last_served then 'left'
    when last_kind = 'contact.diverted' and last_to = 'external' then 'diverted'
    when ended_by <> 'customer' then 'turned away'
    when last_kind = 'contact.delivered' then 'ringing'
    when queued_us is not null then 'queue' else 'menu' end as fate
from customers;

create view judged as
select f.*,
    coalesce(c.threshold_s, 20) * 1000000 + 1000 as t_us, coalesce(c.short_abandon_s, 5) * 1000000 + 1000 as s_us,
    case when answered_us is not null then coalesce(answered_us - queued_us, 0)
        when fate in ('queue', 'ringing') then ended_us - coalesce(queued_us, rang_us) end as wait_us
from fates f left join events c on c.kind = 'queue.configured' and c.subject = coalesce(f.ruling, f.meant);

-- One stretch of an agent with a customer: from his answer to whatever ends it.
create table legs as
select b.subject, b.agent, b.us as from_us, o.direction = 'inbound' as is_customers,
    (select min(e.us) from events e where e.subject = b.subject and e.n > b.n and (
        e.kind in ('contact.cleared', 'contact.queued')
        or e.kind = 'contact.transferred' and e."from" = b.agent or e.kind = 'contact.left' and e.party = b.agent
    )) as to_us
from events b join events o on o.subject = b.subject and o.kind = 'contact.offered'
where b.kind in ('contact.established', 'contact.conferenced');

create view holds as
select h.subject, h.us as from_us, (select min(e.us) from events e where e.subject = h.subject and e.n > h.n
    and e.kind in ('contact.retrieved', 'contact.cleared', 'contact.transferred', 'contact.queued')) as to_us
from events h where h.kind = 'contact.held';

create view spells as
select subject as agent, state, us as from_us, lead(us) over (partition by subject order by n) as to_us
from events where kind in ('agent.state', 'agent.logged_on', 'agent.logged_off');
"""

COUNTS = """
select count(*) as offered, sum(queued_us is not null) as queued, sum(answered_us is not null) as answered,
    sum(answered_us is not null and queued_us is null) as answered_direct,
    sum(fate = 'menu') as abandoned_in_menu, sum(fate = 'queue') as abandoned_in_queue,
    sum(fate = 'ringing') as abandoned_ringing, sum(fate = 'lost on hold') as abandoned_on_hold,
    sum(fate = 'lost after transfer') as abandoned_after_transfer, sum(fate = 'diverted') as diverted,
    sum(fate = 'left') as left_by_choice, sum(fate = 'turned away') as turned_away, sum(fate = 'here') as in_progress,
    avg(case when answered_us is not null then wait_us end) / 1e6 as asa_s,
    avg(case when answered_us is not null and queued_us is not null then wait_us end) / 1e6 as asa_queued_s,
    avg(case when queued_us is not null then coalesce(answered_us, sent_us, ended_us) - queued_us end) / 1e6
        as wait_mean_s
from judged where {where}"""

LEVELS = """
select sum(a and wait_us <= t_us) as a_t, sum(a) as a, sum(b) as b, sum(b and wait_us <= t_us) as b_t,
    sum(b and wait_us <= s_us) as b_s
from (select *, answered_us is not null as a, fate in ('queue', 'ringing') as b from judged where {where})"""

ENTRIES = """
with entries as (
    select q.queue, q.us as from_us, (select e.n from events e where e.subject = q.subject and e.n > q.n and (
        e.kind in ('contact.established', 'contact.queued', 'contact.cleared')
        or e.kind = 'contact.diverted' and e.to_kind is not 'agent') order by e.n limit 1) as end_n
    from events q join customers using (subject) where q.kind = 'contact.queued'
)
select s.queue, count(*) as queued, sum(e.kind = 'contact.established') as answered,
    avg(case when e.kind = 'contact.established' then e.us - s.from_us end) / 1e6 as asa_queued_s,
    avg(e.us - s.from_us) / 1e6 as wait_mean_s
from entries s left join events e on e.n = s.end_n group by s.queue"""

WORK = """
with ended as (select * from legs where is_customers and subject in (
    select subject from events where kind = 'contact.cleared')),
held as (
    select sum(min(h.to_us, l.to_us) - max(h.from_us, l.from_us)) as us from ended l join holds h using (subject)
    where h.to_us > l.from_us and h.from_us < l.to_us),
after as (
    select s.*, (select l.is_customers from legs l where l.agent = s.agent and l.to_us <= s.from_us + 1000000
        and l.to_us >= s.from_us - 60000000 order by l.to_us desc limit 1) as is_customers
    from spells s where s.state = 'after_contact_work' and s.to_us is not null)
select (select count(distinct subject) from ended) as handled, (select sum(to_us - from_us) from ended) as with_us,
    (select us from held) as hold_us, (select sum(to_us - from_us) from after where is_customers) as acw_us"""


def rows(events: list[Any]) -> Iterator[tuple[Any, ...]]:
    for n, event in enumerate(events):
        told = msgspec.to_builtins(event.data)
        # msgspec leaves out what is as usual; what a definition needs is filled in.
        told.setdefault("direction", "inbound")
        told.setdefault("entry", "direct")
        told.setdefault("state", "ready" if event.__struct_config__.tag == "agent.logged_on" else None)
        if event.__struct_config__.tag in ("contact.diverted", "contact.transferred"):
            told.setdefault("to_kind", "queue" if "diverted" in event.__struct_config__.tag else "agent")
        us = round(event.time.timestamp() * 1e6)
        yield n, event.__struct_config__.tag, event.subject, us, *[told.get(name) for name in FIELDS]


@pytest.fixture(scope="module")
def events() -> list[Any]:
    return DAY.events()


@pytest.fixture(scope="module")
def database(events: list[Any]) -> Iterator[sqlite3.Connection]:
    found = sqlite3.connect(":memory:")
    found.row_factory = sqlite3.Row
    columns = ", ".join(f'"{name}"' for name in FIELDS)
    found.execute(f"create table events (n integer primary key, kind, subject, us integer, {columns})")
    found.executemany(f"insert into events values ({', '.join('?' * (4 + len(FIELDS)))})", rows(events))
    found.executescript(SCHEMA)
    yield found
    found.close()


def first(database: sqlite3.Connection, query: str) -> dict[str, Any]:
    return dict(database.execute(query).fetchone())


def levels(n: dict[str, int]) -> dict[str, float]:
    a, b = n["a"], n["b"]
    return {
        "service_level.answered_only": n["a_t"] / a,
        "service_level.abandons_positive": (n["a_t"] + n["b_t"]) / (a + b),
        "service_level.abandons_ignored": n["a_t"] / (a + b - n["b_t"]),
        "service_level.short_abandons_credited": (n["a_t"] + n["b_s"]) / (a + b),
        "service_level.short_abandons_excluded": n["a_t"] / (a + b - n["b_s"]),
        "service_level.abandons_negative": n["a_t"] / (a + b),
        "answered_within_threshold": n["a_t"],
    }


def assert_agrees(found: Figures, expected: dict[str, Any]) -> None:
    ours = {name: found[name] for name in expected}
    assert ours == {
        name: None if value is None else pytest.approx(value, rel=1e-9, abs=1e-6) for name, value in expected.items()
    }


def test_that_the_day_has_something_of_everything(database: sqlite3.Connection) -> None:
    counts = first(database, COUNTS.format(where="true"))
    assert {name for name, value in counts.items() if not value} <= {"answered_direct", "in_progress"}


@pytest.mark.parametrize("entry", [None, "menu", "direct"])
def test_that_counts_means_and_service_levels_are_those_of_sql(
    database: sqlite3.Connection, events: list[Any], entry: str | None
) -> None:
    where = "true" if entry is None else f"entry = '{entry}'"
    found = one(events) if entry is None else reported(events, ["entry"])[entry,]
    assert_agrees(found, first(database, COUNTS.format(where=where)))
    assert_agrees(found, levels(first(database, LEVELS.format(where=where))))


def test_that_every_queues_entries_are_those_of_sql(database: sqlite3.Connection, events: list[Any]) -> None:
    found = reported(events, ["queue"])
    for row in database.execute(ENTRIES).fetchall():
        expected = dict(row)
        ours = dict(found[expected.pop("queue"),])
        ours["answered"] = (ours["answered"] or 0) - (ours["answered_direct"] or 0)
        assert_agrees(ours, expected)


def test_that_handle_time_is_that_of_sql(database: sqlite3.Connection, events: list[Any]) -> None:
    work = first(database, WORK)
    handled, hold_us, acw_us = work["handled"], work["hold_us"], work["acw_us"]
    expected = {
        "handled": handled,
        "talk_mean_s": (work["with_us"] - hold_us) / handled / 1e6,
        "hold_mean_s": hold_us / handled / 1e6,
        "acw_mean_s": acw_us / handled / 1e6,
        "aht_s": (work["with_us"] + acw_us) / handled / 1e6,
    }
    assert_agrees(one(events), expected)


def test_that_every_agents_occupancy_is_that_of_counting_the_moments(
    database: sqlite3.Connection, events: list[Any]
) -> None:
    """Each stretch between two moments at which anything of the agent's changes is busy, ready, or neither."""
    now_us = round(max(event.time.timestamp() for event in events) * 1e6)
    found = reported(events, ["agent"])
    agents = {event.subject for event in events if isinstance(event, AgentEvent)}
    assert len(agents) > 20
    for agent in agents:
        legs = database.execute("select from_us, coalesce(to_us, ?) from legs where agent = ?", (now_us, agent))
        busy = [tuple(row) for row in legs]
        ready: list[tuple[int, int]] = []
        for state, from_us, to_us in database.execute(
            "select state, from_us, coalesce(to_us, ?) from spells where agent = ?", (now_us, agent)
        ):
            if state == "after_contact_work":
                busy.append((from_us, to_us))
            elif state == "ready":
                ready.append((from_us, to_us))
        moments = sorted({t for span in [*busy, *ready] for t in span})
        busy_us = ready_us = 0
        for from_us, to_us in pairwise(moments):
            if any(a <= from_us and to_us <= b for a, b in busy):
                busy_us += to_us - from_us
            elif any(a <= from_us and to_us <= b for a, b in ready):
                ready_us += to_us - from_us
        occupancy = busy_us / (busy_us + ready_us) if busy_us + ready_us else None
        assert found[agent,]["occupancy"] == (None if occupancy is None else pytest.approx(occupancy, abs=1e-6)), agent
