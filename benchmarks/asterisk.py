"""A recorded storm of AMI: bytes to events of the stream, against panoramisk's parsing alone; and a burst in slices."""

from __future__ import annotations

import gc
import lzma
import re
import time
from collections.abc import Callable
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from benchmarks.table import Row
from feeds.asterisk.link import SLICE
from feeds.asterisk.parser import Parser
from feeds.asterisk.translator import Translator

STORM = Path(__file__).resolve().parent.parent / "tests" / "captures" / "asterisk" / "storm" / "main.ami.xz"
ROUNDS, QUICK_ROUNDS = 5, 2
BURST = 100_000
DAY_PLAYS, QUICK_DAY_PLAYS = 60, 12
"""So many storms one after the other are a long day."""
PEOPLE = 1_500
_IDENT = re.compile(rb"\b(\d{10})\.(\d+)\b")
_BRIDGE = re.compile(rb"\b[0-9a-f]{4}([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b")
END = b"\r\n\r\n"


def measure(*, quick: bool) -> list[Row]:
    """The ratio, the longest slice of a burst, and what a day of storms leaves in memory."""
    raw = lzma.decompress(STORM.read_bytes())
    return [
        *_ratio(raw, QUICK_ROUNDS if quick else ROUNDS),
        _burst(raw),
        _lists(),
        _day(raw, QUICK_DAY_PLAYS if quick else DAY_PLAYS),
    ]


def _ours(raw: bytes, translator: Translator, t: float = 1.0) -> tuple[float, float]:
    """Bytes to events; the longest slice by the processor's time and by the wall (seconds)."""
    parser, longest_s, longest_wall_s = Parser(translator.wanted_messages()), 0.0, 0.0
    for at in range(0, len(raw), SLICE):
        began_s, began_wall_s = time.process_time(), time.perf_counter()
        for item in parser.feed(raw[at : at + SLICE]):
            translator.take(item, t)
        t += 0.01
        longest_s = max(longest_s, time.process_time() - began_s)
        longest_wall_s = max(longest_wall_s, time.perf_counter() - began_wall_s)
    return longest_s, longest_wall_s


def _theirs(raw: bytes) -> None:
    """What panoramisk's protocol does with the same slices, but for handing the messages on."""
    from panoramisk.ami_protocol import AMIProtocol  # type: ignore[import-not-found, import-untyped, unused-ignore]

    protocol = AMIProtocol()
    protocol.connection_made(None)
    protocol.encoding = "utf8"
    protocol.handle_message = lambda message: None
    for at in range(0, len(raw), SLICE):
        protocol.data_received(raw[at : at + SLICE])


def _ratio(raw: bytes, rounds: int) -> list[Row]:
    count = raw.count(END)
    ours_s = theirs_s = float("inf")
    has_theirs = True
    for _ in range(rounds):
        ours_s = min(ours_s, _spent_s(lambda: _ours(raw, Translator("/bench/pbx"))))
        try:
            theirs_s = min(theirs_s, _spent_s(lambda: _theirs(raw)))
        except ImportError:
            has_theirs = False
    rate = f"{count / ours_s:,.0f} messages/s"
    rows = [Row("asterisk: bytes to events, a message", ours_s / count * 1e6, "µs", remark=rate)]
    if not has_theirs:
        return [
            *rows,
            Row("asterisk: against panoramisk", 0.0, "", remark="it is not installed: pip install panoramisk==1.4"),
        ]
    theirs = f"panoramisk parses {count / theirs_s:,.0f} messages/s"
    return [*rows, Row("asterisk: time against panoramisk's parsing", ours_s / theirs_s, "×", 0.5, theirs)]


def _burst(raw: bytes) -> Row:
    """The longest that the loop is not asked anything else while a burst is read.

    By the processor's time: what a busy machine takes away in the middle of a slice is not the slice's.
    """
    times = BURST // raw.count(END) + 1
    gc.collect()
    longest_s, wall_s = _ours(raw * times, Translator("/bench/pbx"))
    remark = f"{BURST:,} messages; by the wall {wall_s * 1000.0:.1f} ms"
    return Row("asterisk: longest slice of a burst", longest_s * 1000.0, "ms", 50.0, remark)


def _lists() -> Row:
    """The longest step when a large PBX says what is true at the beginning of a connection."""
    translator, longest_s = Translator("/bench/pbx"), 0.0
    parser = Parser(translator.wanted_messages())
    for item in parser.feed(_listed(PEOPLE)):
        began_s = time.process_time()
        translator.take(item, 1000.0)
        longest_s = max(longest_s, time.process_time() - began_s)
    remark = f"{PEOPLE:,} people, {PEOPLE:,} talks with two channels each"
    return Row("asterisk: longest step of the first lists", longest_s * 1000.0, "ms", 50.0, remark)


def _listed(people: int) -> bytes:
    told = [b"Asterisk Call Manager/11.0.0\r\n", _said("FullyBooted"), _said("QueueParams", Queue="q")]
    told += [_said("QueueMember", Queue="q", Name=f"Agent {n}", Location=f"PJSIP/{n}", Status=2) for n in range(people)]
    told.append(_said("QueueStatusComplete"))
    for n in range(people):
        both = {"ChannelState": 6, "BridgeId": f"b{n}", "Duration": "00:01:09", "Linkedid": f"c{n}"}
        caller, agent = f"PJSIP/t-{n:08x}", f"PJSIP/{n}-0000aaaa"
        told.append(_said("CoreShowChannel", Channel=caller, Uniqueid=f"c{n}", Application="Queue", **both))
        told.append(_said("CoreShowChannel", Channel=agent, Uniqueid=f"l{n}", Application="AppQueue", **both))
    return b"".join([*told, _said("CoreShowChannelsComplete")])


def _said(event: str, **headers: object) -> bytes:
    return "".join(f"{key}: {value}\r\n" for key, value in {"Event": event, **headers}.items()).encode() + b"\r\n"


def _day(raw: bytes, plays: int) -> Row:
    """What is kept of calls that are over. Each storm's calls have names that never were before."""
    translator, process = Translator("/bench/pbx"), psutil.Process()
    _ours(raw, translator)
    gc.collect()
    before = process.memory_info().rss
    for play in range(1, plays):
        _ours(_renamed(raw, play), translator, play * 86_400.0)
    gc.collect()
    grown = (process.memory_info().rss - before) / 1e6
    return Row("asterisk: memory after a day of storms", grown, "MB", 10.0, f"{plays * raw.count(END):,} messages")


def _renamed(raw: bytes, play: int) -> bytes:
    """The same with other calls, channels and bridges."""
    raw = _IDENT.sub(lambda found: b"%d.%s" % (int(found[1]) + play * 100_000, found[2]), raw)
    return _BRIDGE.sub(lambda found: b"%04x%s" % (play, found[1]), raw)


def _spent_s(work: Callable[[], object]) -> float:
    began_s = time.process_time()
    work()
    return time.process_time() - began_s
