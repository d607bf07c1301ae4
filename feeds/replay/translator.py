"""The bank's months as events: one row is one call. Pure; the file is read elsewhere.

The data: AnonymousBank, collected by the Technion (Guedj, Mandelbaum, Sakov, Zeltyn). The queue's clock rules waits,
the server's clock rules talks. Where the two clocks disagree, nothing is ever before the call came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from wallboard.stream import agent_events as ag
from wallboard.stream import contact_events as ev
from wallboard.stream.envelope import E, make
from wallboard.stream.queue_events import Configured, QueueConfigured
from wallboard.stream.vocabulary import LogEvent

ZONE = "Asia/Jerusalem"
HEADER = "vru+line"
COLUMNS = 17
CENTURY = 1900
NOT_HAPPENED = "0:00:00"
NO_SERVER = "NO_SERVER"
TIERS = {"2": "vip", "1": "regular", "0": "unidentified"}
QUEUES = {
    "PS": "Regular",
    "PE": "Regular, in English",
    "NW": "Prospective customers",
    "NE": "Stock trading",
    "IN": "Internet support",
    "TT": "Called back",
}
SERVERS = {"NO_SERVERAMA": "NAAMA", "ANO_SERVERT": "ANAT"}
"""Names in which the letters NA were replaced upstream."""

DAY_S = 86_400
_HALF_DAY_S = DAY_S // 2


class BadRowError(ValueError):
    """A row that is no call of the bank; the message says why."""


class Call(Struct, frozen=True, gc=False):
    """One row. Times in epoch seconds (UTC); `queued_t` and `talk_s` are -1 where it did not happen."""

    key: str
    customer: str
    tier: str
    queue: str
    node: str
    entered_t: float
    left_menu_t: float
    queued_t: float
    queue_s: float
    answered: bool
    rang: bool
    talk_s: float
    server: str

    @property
    def taken_t(self) -> float:
        """When it left the queue, or the menu if it did not queue: to an agent, or for good."""
        return self.queued_t + self.queue_s if self.queued_t >= 0.0 else self.left_menu_t


def call_of(line: str, zone: ZoneInfo) -> Call | None:
    """The call in a row; None for a row that the data's makers say to pass over. Raises BadRowError."""
    fields = line.rstrip("\r\n").split("\t")
    if len(fields) < COLUMNS:
        raise BadRowError(f"{len(fields)} columns instead of {COLUMNS}")
    (at, number, customer, priority, kind, date, entry, _, menu_s, q_start, q_exit, queue_s, outcome) = fields[:13]
    ser_start, ser_exit, ser_s, server = [field.strip() for field in fields[13:COLUMNS]]
    if outcome == "PHANTOM":
        return None
    if outcome not in ("AGENT", "HANG"):
        raise BadRowError(f"outcome {outcome[:20]!r} is neither AGENT nor HANG")
    try:
        came_s = _seconds(entry)
        entered_t = _moment(date, came_s, zone)
        queued = (q_start, q_exit) != (NOT_HAPPENED, NOT_HAPPENED)
        queued_t = entered_t + _after(came_s, _seconds(q_start)) if queued else -1.0
        served = NOT_HAPPENED not in (ser_start, ser_exit)
        return Call(
            f"{at}-{number}",
            _customer(customer),
            TIERS.get(priority, ""),
            kind,
            at[:4],
            entered_t,
            entered_t + max(0, _wrapped(int(menu_s))),
            queued_t,
            max(0, int(queue_s)),
            outcome == "AGENT",
            outcome == "HANG" and served,
            max(0, int(ser_s)) if outcome == "AGENT" else -1.0,
            SERVERS.get(server, server),
        )
    except ValueError as error:
        raise BadRowError(str(error)) from None


def events_of(calls: Iterable[Call], source: str) -> list[LogEvent]:
    """All that these calls say, of the calls themselves, of the queues and of the agents, in the order of time."""
    known = list(calls)
    if not known:
        return []
    found: list[LogEvent] = [*_queues(known, source)]
    for call in known:
        found += _story(call, source)
    found += _agents(known, source)
    found.sort(key=_time)
    return found


def _time(event: LogEvent) -> datetime:
    return event.time


def _queues(calls: list[Call], source: str) -> Iterator[LogEvent]:
    first_t = min([call.entered_t for call in calls])
    for kind in sorted({call.queue for call in calls}):
        data = Configured(name=QUEUES.get(kind, kind))
        yield make(QueueConfigured, f"queue-{kind}", source, kind, first_t, data)


def _story(call: Call, source: str) -> Iterator[LogEvent]:
    key, entered_t, taken_t = call.key, call.entered_t, call.taken_t

    def tell(kind: type[E], t: float, data: object) -> E:
        return make(kind, f"{key}/{kind.__struct_config__.tag}", source, key, t, data)

    yield tell(ev.ContactOffered, entered_t, ev.Offered(entry="menu", queue=call.queue))
    yield tell(ev.ContactIdentified, entered_t, ev.Identified(call.customer, call.tier))
    yield tell(ev.ContactMenu, entered_t, ev.Menu(call.node))
    if call.queued_t >= 0.0:
        yield tell(ev.ContactQueued, call.queued_t, ev.Queued(call.queue, TIER_PRIORITY.get(call.tier, 0)))
    if call.answered:
        yield tell(ev.ContactEstablished, taken_t, ev.Established(_agent(call)))
    elif call.rang:
        yield tell(ev.ContactDelivered, taken_t, ev.Delivered(_agent(call)))
    yield tell(ev.ContactCleared, taken_t + max(0.0, call.talk_s), ev.Cleared("customer"))


TIER_PRIORITY = {"vip": 2, "regular": 1}


def _agent(call: Call) -> str:
    return "" if call.server == NO_SERVER else call.server


def _agents(calls: list[Call], source: str) -> Iterator[LogEvent]:
    """The data holds no log-ins: an agent is there from his first talk of a day to the end of his last one.

    A day whose last talk goes on beyond the first one of the next day is one with it.
    """
    zone = ZoneInfo(ZONE)
    talks: dict[tuple[str, int], list[tuple[float, float]]] = {}
    for call in calls:
        if call.answered and _agent(call):
            day = datetime.fromtimestamp(call.taken_t, zone).toordinal()
            talks.setdefault((_agent(call), day), []).append((call.taken_t, call.taken_t + call.talk_s))
    shifts: list[tuple[str, str, list[tuple[float, float]]]] = []
    for (agent, day), spans in sorted(talks.items()):
        united = _united(spans)
        if shifts and shifts[-1][0] == agent and united[0][0] <= shifts[-1][2][-1][1]:
            shifts[-1] = (*shifts[-1][:2], _united([*shifts[-1][2], *united]))
        else:
            shifts.append((agent, f"{agent}-{day}", united))
    for agent, ident, united in shifts:
        yield from _working_day(agent, ident, united, source)


def _working_day(agent: str, ident: str, spans: list[tuple[float, float]], source: str) -> Iterator[LogEvent]:
    data = ag.LoggedOn(name=agent.title(), site="bank")
    yield make(ag.AgentLoggedOn, f"{ident}/on", source, agent, spans[0][0], data)
    for i, (from_t, to_t) in enumerate(spans):
        yield make(ag.AgentState, f"{ident}/{i}/busy", source, agent, from_t, ag.State("busy"))
        if i < len(spans) - 1:
            yield make(ag.AgentState, f"{ident}/{i}/ready", source, agent, to_t, ag.State("ready"))
    yield make(ag.AgentLoggedOff, f"{ident}/off", source, agent, spans[-1][1], ag.LoggedOff())


def _united(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for from_t, to_t in sorted(spans):
        if found and from_t <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], to_t))
        else:
            found.append((from_t, to_t))
    return found


def _customer(text: str) -> str:
    """Customer 0 is nobody, and a number that a spreadsheet has rounded is no identity."""
    return "" if not text.isdigit() or not int(text) else text


def _seconds(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def _moment(date: str, second_of_day: int, zone: ZoneInfo) -> float:
    hours, rest = divmod(second_of_day, 3600)
    minutes, seconds = divmod(rest, 60)
    year = CENTURY + int(date[:2])
    return datetime(year, int(date[2:4]), int(date[4:6]), hours, minutes, seconds, tzinfo=zone).timestamp()


def _after(came_s: int, second_of_day: int) -> int:
    """Seconds from the call's coming to a clock time on the same or the next day, never negative."""
    return max(0, _wrapped(second_of_day - came_s))


def _wrapped(seconds: int) -> int:
    """A difference of two clock times that are less than half a day apart."""
    return seconds + DAY_S if seconds < -_HALF_DAY_S else seconds
