"""The same figures by DuckDB over a table of contacts: one query a question, over a table of the right grain."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np

from wallboard.metrics import counts as at
from wallboard.metrics.agent_time import LANES, agent_time
from wallboard.metrics.calendar import Calendar
from wallboard.metrics.columns import BY_AGENT, BY_QUEUE, NAMED, WAITS, WHOLE, Array, Columns
from wallboard.metrics.counts import NAMES, SUMS
from wallboard.metrics.reading import Limits
from wallboard.metrics.report import NO_TIME_KEYS
from wallboard.metrics.selecting import Question

TABLES = {WHOLE: "contacts", BY_QUEUE: "entries", BY_AGENT: "agents"}
NO_WAIT = 255
QUEUED = ",".join(map(str, at.QUEUED_WAITS))
ANSWERS = ",".join(map(str, range(at.WAIT_IN_QUEUE)))
LOSSES = ",".join(map(str, range(at.WAIT_IN_QUEUE, at.WAIT_OTHER)))
TIME_KEYS = {
    "hour": "hour(moment)",
    "half_hour": "hour(moment) * 2 + minute(moment) // 30",
    "day": "moment::DATE",
}


class Sql:
    """`contacts`, `entries` and `agents`: a row for each contact, queue entry, and agent's share of a contact.

    Names are enumerations, moments are the site's own time, waits whole seconds, amounts microseconds.
    """

    def __init__(self, columns: Columns, calendar: Calendar, people: dict[str, tuple[str, str]]) -> None:
        self._calendar = calendar
        self.connection = duckdb.connect()
        for name in NAMED:
            self._enumerate(name, columns.names[name].names)
        belongings = [people.get(agent, ("", "")) for agent in columns.names["agent"].names]
        self._belonging = {name: [one[i] for one in belongings] for i, name in enumerate(("team", "site"))}
        for name, values in self._belonging.items():
            self._enumerate(name, dict.fromkeys(values))
        for view, table in TABLES.items():
            self._fill(table, columns, view)
        self._fill_time(columns)
        self._fill_stays(columns)

    def set_limits(self, columns: Columns, limits: Limits) -> None:
        """What each queue is held to."""
        rows = [(code, *limits.of(name)) for code, name in enumerate(columns.names[WAITS].names)]
        self.connection.execute("CREATE OR REPLACE TABLE limits (ruling USMALLINT, threshold_s FLOAT, short_s FLOAT)")
        self.connection.executemany("INSERT INTO limits VALUES (?, ?, ?)", rows)

    def figures(self, asked: Question) -> dict[str, Array]:
        """Counts, sums, levels, percentiles and the median of patience of each group, ordered by its key."""
        found: dict[str, Array] = self.connection.execute(self._query(asked)).fetchnumpy()
        if not NO_TIME_KEYS & set(asked.by):
            found |= self.connection.execute(self._time_query(asked)).fetchnumpy()
        return found

    def most(self, by_queue: bool) -> dict[str, Array]:
        """The most at once in the menu, in the queue and with an agent, of all or of each queue, ordered by its key."""
        keys, view = ("queue, kind", BY_QUEUE) if by_queue else ("kind", WHOLE)
        found: dict[str, Array] = self.connection.execute(
            f"""
            WITH stays_of AS (SELECT * FROM stays WHERE views & {view} > 0),
            moments AS (
                SELECT queue, kind, from_us AS us, 1 AS change FROM stays_of
                UNION ALL SELECT queue, kind, to_us, -1 FROM stays_of
            ),
            counted AS (
                SELECT {keys}, sum(change)
                OVER (PARTITION BY {keys} ORDER BY us, change ROWS UNBOUNDED PRECEDING) AS here FROM moments
            )
            SELECT {keys}, max(here) AS most FROM counted GROUP BY {keys} ORDER BY {keys}"""
        ).fetchnumpy()
        return found

    def _query(self, asked: Question) -> str:
        keys = [TIME_KEYS.get(key, key) for key in asked.by]
        names = [f'{expression} AS "k_{key}"' for key, expression in zip(asked.by, keys, strict=True)]
        moment = "entered_at" if asked.view == BY_QUEUE else "offered_at"
        counts = [f"sum({name}) AS {name}" for name in NAMES]
        sums = [f"sum({name}) AS {name}" for i, name in enumerate(SUMS) if i not in LANES]
        levels = [
            f"count(*) FILTER (kind IN ({ANSWERS})) AS level_answered",
            f"count(*) FILTER (kind IN ({LOSSES})) AS level_lost",
            f"count(*) FILTER (kind IN ({ANSWERS}) AND wait_s <= threshold_s) AS in_time",
            f"count(*) FILTER (kind IN ({LOSSES}) AND wait_s <= threshold_s) AS lost_in_time",
            f"count(*) FILTER (kind IN ({LOSSES}) AND wait_s <= short_s) AS lost_short",
            f"max(wait_s) FILTER (kind IN ({QUEUED})) AS longest",
            f"quantile_disc(wait_s, [0.5, 0.9, 0.95]) FILTER (kind IN ({QUEUED})) AS percentiles",
        ]
        by = f"GROUP BY {', '.join(keys)}" if keys else ""
        named = ", ".join([f'"k_{key}"' for key in asked.by])
        binned = [*names, "wait_s", "count(*) AS n", f"count(*) FILTER (kind = {at.WAIT_IN_QUEUE}) AS e"]
        left = "product(1.0 - e / at_risk) OVER ({within} ORDER BY wait_s ROWS UNBOUNDED PRECEDING) AS share"
        comma, within = (f"{named}, ", f"PARTITION BY {named}") if named else ("", "")
        joined = f"USING ({named})" if named else "ON true"
        source = f"(SELECT *, {moment} AS moment FROM {TABLES[asked.view]}) JOIN limits USING (ruling){_where(asked)}"
        return f"""
            WITH counted AS (SELECT {", ".join([*names, *counts, *sums, *levels])} FROM {source} {by}),
            bins AS (
                SELECT {", ".join(binned)}
                FROM {source}{" AND" if " WHERE " in source else " WHERE"} kind IN ({QUEUED})
                GROUP BY {", ".join([*keys, "wait_s"])}
            ),
            risks AS (
                SELECT *, sum(n) OVER ({within} ORDER BY wait_s DESC ROWS UNBOUNDED PRECEDING) AS at_risk FROM bins
            ),
            curves AS (
                SELECT {comma}wait_s, e, {left.format(within=within)} FROM risks
            ),
            patience AS (
                SELECT {comma}min(wait_s) AS patience FROM curves WHERE share <= 0.5 AND e > 0
                {f"GROUP BY {named}" if named else ""}
            )
            SELECT counted.*, patience FROM counted LEFT JOIN patience {joined}
            {f"ORDER BY {named}" if named else ""}"""

    def _time_query(self, asked: Question) -> str:
        keys = [TIME_KEYS.get(key, key) for key in asked.by]
        names = [f'{expression} AS "t_{key}"' for key, expression in zip(asked.by, keys, strict=True)]
        sums = [f"sum({SUMS[lane]}) AS {SUMS[lane]}" for lane in LANES]
        by = f"GROUP BY {', '.join(keys)} ORDER BY {', '.join(keys)}" if keys else ""
        return f"SELECT {', '.join([*names, *sums])} FROM agent_time{_where(asked)} {by}"

    def _enumerate(self, name: str, values: Any) -> None:
        texts = ", ".join(["'" + value.replace("'", "''") + "'" for value in values])
        self.connection.execute(f"CREATE TYPE {name}_names AS ENUM ({texts})")

    def _fill(self, table: str, columns: Columns, view: int) -> None:
        lanes = ", ".join([f"{name} UTINYINT" for name in NAMES])
        sums = ", ".join([f"{name} BIGINT" for i, name in enumerate(SUMS) if i not in LANES])
        names = ", ".join([f"{name} {name}_names" for name in (*NAMED, "team", "site")])
        self.connection.execute(
            f"CREATE TABLE {table} (offered_at TIMESTAMP, entered_at TIMESTAMP, {names}, {lanes}, {sums}, "
            "kind UTINYINT, ruling USMALLINT, wait_s INTEGER)"
        )
        for chunk in columns.chunks:
            rows, waits = chunk.tables["rows"], chunk.tables["waits"]
            those = np.flatnonzero(rows["views"] & view)
            kind, ruling, wait_s = (np.full(len(rows["t"]), fill, np.int32) for fill in (NO_WAIT, 0, 0))
            for whole, values in ((kind, "kind"), (ruling, "name"), (wait_s, "bin")):
                first = np.flatnonzero(waits["kind"] < at.LOSS_IN_MENU)
                whole[waits["row"][first]] = waits[values][first]
            data: dict[str, Array] = {
                "offered_us": self._local_us(rows["t"][those]),
                "entered_us": self._local_us(rows["queue_t"][those]),
                "kind": kind[those],
                "ruling": ruling[those],
                "wait_s": wait_s[those],
            }
            for name in NAMED:
                data[name] = np.array(columns.names[name].names, dtype=object)[rows[name][those]]
            for name, values_ in self._belonging.items():
                data[name] = np.array(values_, dtype=object)[rows["agent"][those]]
            matrix = columns.shapes.matrix[rows["shape"][those]]
            data |= {name: matrix[:, place].astype(np.uint8) for place, name in enumerate(NAMES)}
            for place, name in enumerate(SUMS):
                if place not in LANES:
                    data[name] = chunk.sums.get(place, np.zeros(len(rows["t"])))[those].astype(np.int64)
            fields = [*NAMED, "team", "site", *NAMES, *[n for i, n in enumerate(SUMS) if i not in LANES]]
            self.connection.execute(
                f"INSERT INTO {table} SELECT make_timestamp(offered_us), make_timestamp(entered_us), "
                f"{', '.join(fields)}, kind, ruling, wait_s FROM data"
            )

    def _fill_time(self, columns: Columns) -> None:
        sums = ", ".join([f"{SUMS[lane]} BIGINT" for lane in LANES])
        self.connection.execute(
            f"CREATE TABLE agent_time (moment TIMESTAMP, agent agent_names, team team_names, site site_names, {sums})"
        )
        for chunk in columns.chunks:
            pieces = agent_time(chunk, float("-inf"), float("inf"), self._calendar)
            if not len(pieces["agent"]):
                continue
            data = {
                "moment_us": self._local_us(pieces["quarter"] * 900.0),
                "agent": np.array(columns.names["agent"].names, dtype=object)[pieces["agent"]],
                **{n: np.array(v, dtype=object)[pieces["agent"]] for n, v in self._belonging.items()},
                **{SUMS[lane]: pieces[str(lane)].astype(np.int64) for lane in LANES},
            }
            self.connection.execute(
                f"INSERT INTO agent_time SELECT make_timestamp(moment_us), agent, team, site, "
                f"{', '.join([SUMS[lane] for lane in LANES])} FROM data"
            )
            del data

    def _fill_stays(self, columns: Columns) -> None:
        self.connection.execute(
            "CREATE TABLE stays (views UTINYINT, queue queue_names, kind UTINYINT, from_us BIGINT, to_us BIGINT)"
        )
        for chunk in columns.chunks:
            rows, stays = chunk.tables["rows"], chunk.tables["stays"]
            those = stays["to_us"] > stays["from_us"]
            of = stays["row"][those]
            data = {name: stays[name][those] for name in ("kind", "from_us", "to_us")}
            data |= {
                "views": rows["views"][of],
                "queue": np.array(columns.names["queue"].names, dtype=object)[rows["queue"][of]],
            }
            self.connection.execute("INSERT INTO stays SELECT views, queue, kind, from_us, to_us FROM data")
            del data

    def _local_us(self, t: Array) -> Array:
        """The site's own time, whose offset does not change within the measured month."""
        offset = self._calendar.local(float(t[0])).utcoffset() if len(t) else None
        return ((t + (offset.total_seconds() if offset else 0.0)) * 1e6 + 0.5).astype(np.int64)


def _where(asked: Question) -> str:
    bounds = []
    for sign, t in ((">=", asked.start_t), ("<", asked.end_t)):
        if t is not None:
            bounds.append(f"moment {sign} make_timestamp({round(t * 1e6)})")
    return " WHERE " + " AND ".join(bounds) if bounds else ""
