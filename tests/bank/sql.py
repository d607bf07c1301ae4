"""The bank's figures by SQL straight over its rows: a second count, written from the definitions alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

Figures = dict[str, float | None]
Groups = dict[tuple[str | None, ...], Figures]

# Summer time in Israel in 1999: from Friday 2 April, 2:00, to Friday 3 September, 2:00. `came` is told on the clock of
# the wall; a moment that the clock shows twice is taken as the first of both.
_CALLS = """
create table calls as
with fields as (
    select *, "vru+line" || '-' || call_id as id,
        strptime('19' || "date", '%Y%m%d') as midnight,
        epoch(strptime(vru_entry, '%H:%M:%S')) - epoch(timestamp '1900-01-01') as entry_s,
        epoch(strptime(q_start, '%H:%M:%S')) - epoch(timestamp '1900-01-01') as q_start_s,
        not (q_start = '0:00:00' and q_exit = '0:00:00') as queued,
        ser_start <> '0:00:00' and ser_exit <> '0:00:00' as served,
        outcome = 'AGENT' as answered
    from raw where outcome <> 'PHANTOM'
), clocked as (
    select *,
        midnight + to_seconds(entry_s) as came,
        epoch(midnight) + entry_s - case when midnight + to_seconds(entry_s)
            between timestamp '1999-04-02 02:00' and timestamp '1999-09-03 01:59:59' then 10800 else 7200 end as came_t,
        case when q_start_s - entry_s < -43200 then q_start_s - entry_s + 86400 else q_start_s - entry_s end as menu_s
    from fields
), timed as (
    select *,
        case when queued then came_t + greatest(menu_s, 0) end as queue_t,
        case when queued then greatest(q_time::bigint, 0) else 0 end as wait_s
    from clocked
)
select id, came, came_t, queued, answered, served, wait_s, queue_t,
    coalesce(queue_t + wait_s, came_t + greatest(vru_time::bigint, 0)) as taken_t,
    greatest(ser_time::bigint, 0) as talk_s,
    case when answered then 'answered' when served then 'ringing' when queued then 'queue' else 'menu' end as fate,
    type as queue,
    case priority when '2' then 'vip' when '1' then 'regular' when '0' then 'unidentified' end as tier,
    'menu' as entry, 'voice' as channel,
    strftime(came, '%Y-%m-%d') as day,
    strftime(came, '%H:00') as hour,
    case when minute(came) < 30 then strftime(came, '%H:00') else strftime(came, '%H:30') end as half_hour,
    case when not answered and not served then null when server = 'NO_SERVER' then null
        when server = 'NO_SERVERAMA' then 'NAAMA' when server = 'ANO_SERVERT' then 'ANAT' else server end as agent,
    case when customer_id similar to '[0-9]+' and customer_id::hugeint > 0 then customer_id end as customer
from timed;

create table visits as select *,
    came_t - lag(came_t) over past as since_s, lead(came_t) over past - came_t as until_s
from calls where customer is not null window past as (partition by customer order by came_t, id);
"""

_COUNTS = """
    count(*) as offered,
    count(*) filter (queued) as queued,
    count(*) filter (answered) as answered,
    count(*) filter (answered and not queued) as answered_direct,
    count(*) filter (fate = 'menu') as abandoned_in_menu,
    count(*) filter (fate = 'queue') as abandoned_in_queue,
    count(*) filter (fate = 'ringing') as abandoned_ringing,
    count(*) filter (answered and wait_s <= 20) as answered_within_threshold,
    count(*) filter (answered and wait_s <= 20) / nullif(count(*) filter (answered), 0)
        as "service_level.answered_only",
    count(*) filter (fate <> 'menu' and wait_s <= 20) / nullif(count(*) filter (fate <> 'menu'), 0)
        as "service_level.abandons_positive",
    count(*) filter (answered and wait_s <= 20)
        / nullif(count(*) filter (answered or fate <> 'menu' and wait_s > 20), 0) as "service_level.abandons_ignored",
    count(*) filter (fate <> 'menu' and wait_s <= if(answered, 20, 5)) / nullif(count(*) filter (fate <> 'menu'), 0)
        as "service_level.short_abandons_credited",
    count(*) filter (answered and wait_s <= 20) / nullif(count(*) filter (answered or fate <> 'menu' and wait_s > 5), 0)
        as "service_level.short_abandons_excluded",
    count(*) filter (answered and wait_s <= 20) / nullif(count(*) filter (fate <> 'menu'), 0)
        as "service_level.abandons_negative",
    count(*) filter (answered) / count(*) as answered_share,
    count(*) filter (fate in ('queue', 'ringing'))
        / nullif(count(*) filter (answered and queued or fate in ('queue', 'ringing')), 0) as abandonment_rate,
    avg(wait_s) filter (answered) as asa_s,
    avg(wait_s) filter (answered and queued) as asa_queued_s,
    avg(wait_s) filter (queued) as wait_mean_s,
    max(wait_s) filter (queued) as wait_max_s,
    quantile_disc(wait_s, 0.5) filter (queued) as wait_p50_s,
    quantile_disc(wait_s, 0.9) filter (queued) as wait_p90_s,
    quantile_disc(wait_s, 0.95) filter (queued) as wait_p95_s,
    avg(talk_s) filter (answered) as talk_mean_s,
    avg(talk_s) filter (answered) as aht_s,
    count(*) filter (answered) as handled,
    count(distinct agent) filter (answered) as agents_seen
"""

_VISITS = """
    count(*) filter (since_s <= 86400) as repeats_24h,
    count(*) filter (since_s <= 7 * 86400) as repeats_7d,
    1 - count(*) filter (until_s <= 7 * 86400) / count(*) as fcr
"""

_STAYS = {
    "max_in_menu": ("came_t", "coalesce(queue_t, taken_t)", "true"),
    "max_waiting": ("queue_t", "taken_t", "queued"),
    "max_talking": ("taken_t", "taken_t + talk_s", "answered"),
}


def bank(text_file: Path) -> duckdb.DuckDBPyConnection:
    """A month, unpacked, as a database: `raw` as it is, `calls` one row for each call that counts, and `visits`."""
    database = duckdb.connect()
    database.execute(
        "create table raw as select * from read_csv(?, delim = '\t', header = true, all_varchar = true, quote = '')",
        [str(text_file)],
    )
    database.execute(_CALLS)
    return database


def figures(database: duckdb.DuckDBPyConnection, by: Sequence[str], where: str = "true") -> Groups:
    """Every figure that can be counted from calls, of those for which `where` is true, in groups."""
    keys = ", ".join(f'"{key}"' for key in by)
    found = _grouped(database, f"select {_comma(keys)} {_COUNTS} from calls where {where}", keys, len(by))
    nothing: Figures = {"repeats_24h": 0, "repeats_7d": 0, "fcr": None, "patience_median_s": None}
    for group in found.values():
        group.update(nothing)
    rest = [_grouped(database, f"select {_comma(keys)} {_VISITS} from visits where {where}", keys, len(by))]
    rest += [_at_once(database, name, keys, len(by), where) for name in _STAYS]
    rest += [_busiest(database, keys, len(by), where), _patience(database, keys, len(by), where)]
    for groups in rest:
        for key, values in groups.items():
            found[key].update({name: value for name, value in values.items() if value is not None})
    return found


def _comma(keys: str) -> str:
    return f"{keys}," if keys else ""


def _grouped(database: duckdb.DuckDBPyConnection, query: str, keys: str, number: int) -> Groups:
    relation = database.execute(f"{query} group by {keys}" if keys else query)
    names = [column[0] for column in relation.description or ()][number:]
    rows: list[tuple[Any, ...]] = relation.fetchall()
    return {row[:number]: dict(zip(names, row[number:], strict=True)) for row in rows}


def _at_once(database: duckdb.DuckDBPyConnection, name: str, keys: str, number: int, where: str) -> Groups:
    start, end, whose = _STAYS[name]
    within = f"partition by {keys}" if keys else ""
    query = f"""
        with stays as (select {_comma(keys)} {start} as s, {end} as e from calls where {where} and {whose}),
        steps as (
            select {_comma(keys)} s as t, 1 as step from stays where e > s
            union all select {_comma(keys)} e as t, -1 as step from stays where e > s
        ), here as (
            select {_comma(keys)} sum(step) over ({within} order by t, step rows unbounded preceding) as n from steps
        )
        select {_comma(keys)} max(n) as {name} from here"""
    found = _grouped(database, query, keys, number)
    everybody = database.execute(f"select distinct {keys or 1} from calls where {where}").fetchall()
    return {(key if keys else ()): found.get(key if keys else (), {name: 0}) for key in everybody}


def _busiest(database: duckdb.DuckDBPyConnection, keys: str, number: int, where: str) -> Groups:
    query = f"""
        with steps as (
            select {_comma(keys)} time_bucket(interval 5 minute, came) as step, count(*) as n
            from calls where {where} group by all
        )
        select {_comma(keys)} max(n) as max_offered_5min from steps"""
    return _grouped(database, query, keys, number)


def _patience(database: duckdb.DuckDBPyConnection, keys: str, number: int, where: str) -> Groups:
    """Kaplan and Meier's product as a sum of logarithms. Where all of the last ones hang up, nobody is left."""
    within = f"partition by {keys}" if keys else ""
    query = f"""
        with times as (
            select {_comma(keys)} wait_s, count(*) as n, count(*) filter (fate = 'queue') as lost
            from calls where queued and {where} group by {_comma(keys)} wait_s
        ), risk as (
            select *, sum(n) over ({within} order by wait_s desc rows unbounded preceding) as there from times
        ), curve as (
            select *, sum(case when lost < there then ln(1 - lost / there) else -1e9 end)
                over ({within} order by wait_s rows unbounded preceding) as left_log
            from risk
        )
        select {_comma(keys)} min(wait_s) filter (left_log <= ln(0.5) + 1e-12) as patience_median_s from curve"""
    return _grouped(database, query, keys, number)


def occupancy(database: duckdb.DuckDBPyConnection) -> dict[str, float | None]:
    """By agent: the time with callers of that between his first talk of a day and the end of his last one.

    A day that goes on into the next one is one with it.
    """
    query = """
        with talks as (
            select agent, taken_t as s, taken_t + talk_s as e, (came + to_seconds(taken_t - came_t))::date as d
            from calls where answered and agent is not null
        ), days as (
            select agent, d, min(s) as s, max(e) as e from talks group by agent, d
        ), shifts as (
            select agent, d, max(e) over (
                partition by agent order by d rows between unbounded preceding and 1 preceding) as until_t, s from days
        ), numbered as (
            select agent, d, sum(if(s <= until_t, 0, 1)) over (partition by agent order by d) as shift from shifts
        ), seen as (
            select agent, shift, s, e, greatest(0, s - max(e) over (
                partition by agent, shift order by s, e rows between unbounded preceding and 1 preceding)) as idle_s
            from talks join numbered using (agent, d)
        ), sums as (
            select agent, max(e) - min(s) as there_s, coalesce(sum(idle_s), 0) as idle_s from seen group by agent, shift
        )
        select agent, 1 - sum(idle_s) / nullif(sum(there_s), 0) from sums group by agent"""
    return dict(database.execute(query).fetchall())
