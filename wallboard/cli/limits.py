"""Limits on the command line: `30` for all queues, `sales=30` for one of them; channels by their names."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import click


class Limit(click.ParamType):
    """Seconds, or a queue and its seconds, as (queue, seconds); the queue is empty for all."""

    name = "limit"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        """Raises click's BadParameter where it is neither."""
        queue, _, text = str(value).rpartition("=")
        try:
            seconds = float(text)
        except ValueError:
            seconds = math.nan
        if not math.isfinite(seconds) or (not queue and "=" in str(value)):
            self.fail(f"{value!r} is neither seconds like 30 nor a queue and its seconds like sales=30", param, ctx)
        return queue.strip(), seconds


def divided(option: str, limits: Iterable[tuple[str, float]]) -> tuple[float | None, dict[str, float]]:
    """The limit of all queues, and those of single ones. Raises click's UsageError where one is given twice."""
    found: dict[str, float] = {}
    for queue, seconds in limits:
        if queue in found:
            raise click.UsageError(f"{option} is given twice for {queue or 'all queues'}")
        found[queue] = seconds
    return found.pop("", None), found


def listed(texts: Iterable[str]) -> tuple[str, ...]:
    """Words from options that may be given again and take several between commas."""
    return tuple(word.strip() for text in texts for word in text.split(",") if word.strip())
