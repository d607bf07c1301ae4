"""A ledger as it is written into a snapshot: short, and quick to read."""

from __future__ import annotations

import msgspec

from wallboard.metrics.counts import tally_told
from wallboard.metrics.ledger import Ledger


class LedgerText(msgspec.Struct, gc=False, array_like=True):
    """`counts` are places and numbers in turn, `sums` places and microseconds; and the waits."""

    counts: list[int]
    sums: list[int]
    waits: dict[str, dict[int, int]]


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(LedgerText).decode


def written(ledger: Ledger) -> LedgerText:
    """`ledger` as it is written."""
    return LedgerText(_told(ledger.n), _told(ledger.sums), ledger.waits)


def raw(ledger: Ledger) -> msgspec.Raw:
    """The same as JSON, for who lets it lie unread."""
    return msgspec.Raw(_encode(written(ledger)))


def ledger_of(text: LedgerText) -> Ledger:
    """The ledger that was written so."""
    counts, sums = text.counts, text.sums
    tally = tally_told(zip(counts[::2], counts[1::2], strict=True), zip(sums[::2], sums[1::2], strict=True))
    return Ledger(tally, text.waits)


def ledger_in(items: msgspec.Raw) -> Ledger:
    """The ledger that was let lie. Raises msgspec.ValidationError where it is none."""
    return ledger_of(_decode(items))


def _told(numbers: tuple[int, ...]) -> list[int]:
    return [each for place, number in enumerate(numbers) if number for each in (place, number)]
