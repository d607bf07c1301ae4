"""What somebody asks of a span beside its beginning and end: limits, channels, the window of first-contact resolution.

What makes no sense is refused with a ValueError that says what does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from msgspec import Struct, field

from wallboard.floor.floor import Floor
from wallboard.metrics.cost import NO_RATES, Rates
from wallboard.metrics.customers import DAY_S, WINDOW_S
from wallboard.metrics.norms import held_to
from wallboard.metrics.reading import Limits
from wallboard.stream.contact_events import LIVE_CHANNELS

LONGEST_LIMIT_S = 86_400.0
LONGEST_WINDOW_S = 366 * DAY_S
DEFERRED_CHANNELS = frozenset({"email", "form", "fax"})
CHANNELS = LIVE_CHANNELS | DEFERRED_CHANNELS
NAMED_AT_MOST = 12


class Asked(Struct, frozen=True, kw_only=True):
    """Threshold T and short-abandon limit s in seconds for all queues (None: those of each), and for single queues.

    `channels` None: all of them. `fcr_window_s`: a customer who comes again within it was not helped the first time.
    Raises ValueError where a value makes no sense.
    """

    threshold_s: float | None = None
    short_abandon_s: float | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)
    short_abandons: Mapping[str, float] = field(default_factory=dict)
    fcr_window_s: float = WINDOW_S
    channels: frozenset[str] | None = None
    rates: Rates = NO_RATES

    def __post_init__(self) -> None:
        for threshold_s in (self.threshold_s, *self.thresholds.values()):
            if threshold_s is not None and not 0.0 < threshold_s <= LONGEST_LIMIT_S:
                raise ValueError(f"a threshold is above 0 and at most {LONGEST_LIMIT_S:g} seconds, not {threshold_s:g}")
        for short_s in (self.short_abandon_s, *self.short_abandons.values()):
            if short_s is not None and not 0.0 <= short_s <= LONGEST_LIMIT_S:
                raise ValueError(f"a short abandon is 0 to {LONGEST_LIMIT_S:g} seconds, not {short_s:g}")
        if not 0.0 < self.fcr_window_s <= LONGEST_WINDOW_S:
            raise ValueError(f"the window of first-contact resolution is more than 0 and at most {366} days")
        unknown = sorted((self.channels or frozenset()) - CHANNELS)
        if unknown:
            raise ValueError(f"there is no channel {unknown[0]!r}; there are {', '.join(sorted(CHANNELS))}")


NOTHING_ASKED = Asked()


def limits_of(floor: Floor, asked: Asked = NOTHING_ASKED, seen: Collection[str] = ()) -> Limits:
    """The limits to which waits are held: those asked for, or else those of the queues of `floor`.

    A queue's own short-abandon limit is held down to a threshold that is asked for. `seen` are queues that the floor
    does not know but contacts name. Raises ValueError for a queue that nobody knows, and for a short-abandon limit that
    is above its threshold.
    """
    default = Limits()
    own = {queue.id: held_to(queue.config) for queue in floor.queues.values()}
    own |= {queue: (default.threshold_s, default.short_abandon_s) for queue in seen if queue not in own}
    for queue in (*asked.thresholds, *asked.short_abandons):
        if queue not in own:
            raise ValueError(f"there is no queue {queue!r}; {_suggested(queue, sorted(filter(None, own)))}")
    shared = _limits("", default.threshold_s, default.short_abandon_s, asked)
    return Limits(*shared, {queue: _limits(queue, *limits, asked) for queue, limits in own.items()})


def _limits(queue: str, own_threshold_s: float, own_short_s: float, asked: Asked) -> tuple[float, float]:
    threshold_s = asked.thresholds.get(queue, asked.threshold_s)
    short_s = asked.short_abandons.get(queue, asked.short_abandon_s)
    threshold_s = own_threshold_s if threshold_s is None else threshold_s
    if short_s is None:
        return threshold_s, min(own_short_s, threshold_s)
    if short_s > threshold_s:
        whose = f" of {queue}" if queue else ""
        raise ValueError(
            f"a short abandon of {short_s:g} s is above the threshold{whose}, which is {threshold_s:g} s: name less"
        )
    return threshold_s, short_s


def _suggested(wrong: str, known: list[str]) -> str:
    near = get_close_matches(wrong, known, 1)
    if near:
        return f"did you mean {near[0]!r}?"
    more = ", …" if len(known) > NAMED_AT_MOST else ""
    return f"there are {', '.join(known[:NAMED_AT_MOST])}{more}" if known else "there is none at all"
