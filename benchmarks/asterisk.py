"""A recorded storm of AMI: bytes to events of the stream, against panoramisk's parsing alone; and a burst in slices."""

from __future__ import annotations

import gc
import lzma
import time
from collections.abc import Callable
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from benchmarks.table import Row
from feeds.asterisk.parser import Parser
from feeds.asterisk.translator import Translator

STORM = Path(__file__).resolve().parent.parent / "tests" / "captures" / "asterisk" / "storm" / "main.ami.xz"
SLICE = 65_536
ROUNDS, QUICK_ROUNDS = 5, 2
BURST = 100_000
DAY_PLAYS, QUICK_DAY_PLAYS = 60, 12
"""So many storms one after the other are a long day."""
END = b"\r\n\r\n"


def measure(*, quick: bool) -> list[Row]:
    """The ratio, the longest slice of a burst, and what a day of storms leaves in memory."""
    raw = lzma.decompress(STORM.read_bytes())
    return [
        *_ratio(raw, QUICK_ROUNDS if quick else ROUNDS),
        _burst(raw),
        _day(raw, QUICK_DAY_PLAYS if quick else DAY_PLAYS),
    ]


def _ours(raw: bytes, translator: Translator, t: float = 1.0) -> float:
    """Bytes to events; the longest time for one slice (seconds)."""
    parser, longest_s = Parser(translator.wanted_messages()), 0.0
    for at in range(0, len(raw), SLICE):
        began_s = time.perf_counter()
        for item in parser.feed(raw[at : at + SLICE]):
            translator.take(item, t)
        t += 0.01
        longest_s = max(longest_s, time.perf_counter() - began_s)
    return longest_s


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
    """The longest that the loop is not asked anything else while a burst is read."""
    times = BURST // raw.count(END) + 1
    gc.collect()
    longest_s = _ours(raw * times, Translator("/bench/pbx"))
    return Row("asterisk: longest slice of a burst", longest_s * 1000.0, "ms", 50.0, f"{BURST:,} messages")


def _day(raw: bytes, plays: int) -> Row:
    """What is kept of calls that are over."""
    translator, process = Translator("/bench/pbx"), psutil.Process()
    _ours(raw, translator)
    gc.collect()
    before = process.memory_info().rss
    for play in range(1, plays):
        _ours(raw, translator, play * 86_400.0)
    gc.collect()
    grown = (process.memory_info().rss - before) / 1e6
    return Row("asterisk: memory after a day of storms", grown, "MB", 10.0, f"{plays * raw.count(END):,} messages")


def _spent_s(work: Callable[[], object]) -> float:
    began_s = time.process_time()
    work()
    return time.process_time() - began_s
