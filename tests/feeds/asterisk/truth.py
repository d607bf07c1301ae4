"""What really happened, from what the PBX wrote down itself: queue_log, and the channels' own log (CEL).

Written apart from the feed, and without it: it reads lines, and knows nothing of AMI.
"""

from __future__ import annotations

import csv
import io
import lzma
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct, field

CAPTURES = Path(__file__).resolve().parents[2] / "captures" / "asterisk"
MEMBERS = {f"PJSIP/{number}" for number in range(1001, 1009)}
NAMES = {
    "Alice Adams": "PJSIP/1001",
    "Bruno Baker": "PJSIP/1002",
    "Chloe Costas": "PJSIP/1003",
    "Dimitri Demou": "PJSIP/1004",
    "Elena Evans": "PJSIP/1005",
    "Farid Fares": "PJSIP/1006",
    "Grace Georgiou": "PJSIP/1007",
    "Hugo Hansen": "PJSIP/1008",
}
LEFT = {"ABANDON", "EXITWITHTIMEOUT", "EXITWITHKEY", "EXITEMPTY", "WITHDRAW"}
WAIT_AT = {"EXITWITHKEY": 3}
"""Behind the key stands the position, then as with the others."""


class Entry(Struct):
    """One wait in one queue. `end`: connected, lost, elsewhere, to_person, dropped, timeout, key, withdrawn or open."""

    call: str
    queue: str
    entered_t: int
    end: str = "open"
    wait_s: float = 0.0
    ended_t: int = 0
    agent: str = ""


class Truth(Struct):
    """Entries in the order in which they began, and what agents did, by queue."""

    entries: list[Entry] = field(default_factory=list)
    consults: list[Entry] = field(default_factory=list)
    no_answers: Counter[str] = field(default_factory=Counter)
    transfers: Counter[str] = field(default_factory=Counter)
    completes: Counter[str] = field(default_factory=Counter)

    def count(self, queue: str, *ends: str) -> int:
        """The entries of customers in a queue, which ended in one of these ways (none named: all)."""
        return sum(e.queue == queue and (not ends or e.end in ends) for e in self.entries)

    @property
    def queues(self) -> list[str]:
        """The queues that there were."""
        return sorted({entry.queue for entry in self.entries})


def cel(folder: Path) -> list[dict[str, str]]:
    """The rows of the channels' own log."""
    names = "type time num name exten context channel app data unique linked peer extra".split()  # noqa: SIM905
    text = lzma.decompress((folder / "cel.csv.xz").read_bytes()).decode()
    return [dict(zip(names, row, strict=True)) for row in csv.reader(io.StringIO(text))]


def moment(text: str) -> float:
    """Epoch seconds of a time in CEL."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def truth(folder: Path, from_t: float, to_t: float) -> Truth:
    """What queue_log says of [from_t, to_t]: redirected callers are not lost, and agents are no customers."""
    rows = cel(folder)
    device = {row["unique"]: row["channel"].rpartition("-")[0] for row in reversed(rows)}
    dropped = {row["unique"] for row in rows if row["type"] == "HANGUP" and '"hangupsource":""' in row["extra"]}
    dialled = [
        (row["unique"], moment(row["time"])) for row in rows if row["type"] == "APP_START" and row["app"] == "Dial"
    ]
    found = Truth()
    open_entries: dict[str, Entry] = {}
    lines = [line.split("|") for line in (folder / "queue_log").read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if from_t - 1 <= float(line[0]) <= to_t]
    for i, (at, call, queue, agent, what, *rest) in enumerate(lines):
        t = int(at)
        is_consult = device.get(call) in MEMBERS
        if what == "ENTERQUEUE":
            if call in open_entries:
                _end(open_entries.pop(call), "elsewhere", t)
            entry = open_entries[call] = Entry(call, queue, t)
            (found.consults if is_consult else found.entries).append(entry)
        elif what == "CONNECT":
            _end(open_entries.pop(call), "connected", t, float(rest[0]), agent)
        elif what in LEFT:
            end = _ended(lines[i:], dropped, dialled)
            wait_s = float(rest[WAIT_AT.get(what, 2)])
            if call not in open_entries:  # he had taken the place that an agent kept for him, and no line says so
                open_entries[call] = Entry(call, queue, t - int(wait_s))
                found.entries.append(open_entries[call])
            _end(open_entries.pop(call), end, t, wait_s)
        elif what == "RINGNOANSWER" and not is_consult:
            found.no_answers[queue] += 1
        elif what in ("BLINDTRANSFER", "ATTENDEDTRANSFER") and not is_consult:
            found.transfers[queue] += 1
        elif what in ("COMPLETEAGENT", "COMPLETECALLER") and not is_consult:
            found.completes[queue] += 1
    return found


def _end(entry: Entry, end: str, t: int, wait_s: float = -1.0, agent: str = "") -> None:
    entry.end, entry.ended_t, entry.agent = end, t, NAMES.get(agent, agent)
    entry.wait_s = wait_s if wait_s >= 0.0 else float(t - entry.entered_t)


def bridged(folder: Path) -> dict[str, list[tuple[float, float]]]:
    """By phone, from when to when its channels were in a bridge, as the channels' own log has it."""
    since: dict[str, float] = {}
    spans: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in cel(folder):
        phone = row["channel"].rpartition("-")[0]
        if phone not in MEMBERS:
            continue
        if row["type"] == "BRIDGE_ENTER":
            since.setdefault(row["unique"], moment(row["time"]))
        elif row["type"] == "BRIDGE_EXIT" and row["unique"] in since:
            spans[phone].append((since.pop(row["unique"]), moment(row["time"])))
    return spans


def _ended(lines: list[list[str]], dropped: set[str], dialled: list[tuple[str, float]]) -> str:
    """How the entry ended that the first of these lines ends."""
    at, call, _, _, what = lines[0][:5]
    t = int(at)
    again = next((line for line in lines[1:] if line[1] == call and line[4] == "ENTERQUEUE"), None)
    if again is not None and int(again[0]) - t <= 1:
        return "elsewhere"
    end = {"EXITWITHTIMEOUT": "timeout", "EXITWITHKEY": "key", "WITHDRAW": "withdrawn"}.get(what, "lost")
    if end == "lost" and any(who == call and t - 1 <= at_t <= t + 2 for who, at_t in dialled):
        return "to_person"
    return "dropped" if end == "lost" and call in dropped else end
