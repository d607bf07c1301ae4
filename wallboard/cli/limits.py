"""Limits on the command line: `30` for all queues, `sales=30` for one of them; words between commas."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import click


class Limits(NamedTuple):
    """Seconds for all queues (None: not given), and for single ones."""

    shared: float | None
    own: dict[str, float]


def limits(ctx: click.Context, param: click.Parameter, texts: tuple[str, ...]) -> Limits:
    """What the texts of one option say. Raises click's BadParameter where one is no limit, or given twice."""
    found: dict[str, float] = {}
    for text in texts:
        queue, named, number = text.rpartition("=")
        queue = queue.strip()
        seconds = _number(number)
        if not math.isfinite(seconds) or (named and not queue):
            raise click.BadParameter(f"{text!r} is neither seconds like 30 nor a queue and its seconds like sales=30.")
        if queue in found:
            raise click.BadParameter(f"it is given twice for {queue or 'all queues'}.")
        found[queue] = seconds
    return Limits(found.pop("", None), found)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def listed(texts: Iterable[str]) -> tuple[str, ...]:
    """Words from options that may be given again and take several between commas."""
    return tuple(word.strip() for text in texts for word in text.split(",") if word.strip())
