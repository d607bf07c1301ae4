"""What is normal for a stage of the funnel: the same half-hours of the same weekday in past weeks; and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Protocol

from msgspec import Struct

from wallboard.metrics.funnel import Stage, StageName, stages
from wallboard.metrics.ledger import Ledger, merged

WEEKS = 4
"""So many past weeks at most are looked at: more would be another season."""
LEAST = 3
"""So few lost say nothing."""
LOUD, LOUDER = 0.05, 0.1
"""Where nothing is known of past weeks, losing more than this share of those who came to a stage is worth a colour."""
UNUSUAL, VERY_UNUSUAL = 2.0, 3.0
"""By so many standard deviations more than normal."""
MORE_TIMES, MANY_TIMES = 1.25, 1.5
"""And by at least so many times: of very many contacts a hair more would be unusual, too."""


class Normal(Struct, frozen=True, gc=False):
    """A stage in `weeks` past weeks: `entered` and `lost` are means of a week, `share` is of all weeks together.

    `median_s` is the median time to the loss in seconds; None where nobody was lost, as `share` where nobody came.
    """

    weeks: int
    entered: float
    lost: float
    share: float | None
    median_s: float | None


class Usual(Struct, frozen=True):
    """What is normal for a span, by stage: none where no past week is kept. `since_t`: when what is kept begins."""

    since_t: float
    weeks: int
    stages: dict[str, Normal]


class Normals(Protocol):
    """What history keeps."""

    @property
    def since_t(self) -> float:
        """When what is kept begins (epoch seconds, UTC); negative where nothing is."""
        ...

    def weeks(self, queue: str, start_t: float, end_t: float) -> Sequence[Ledger]:
        """The ledgers of [start_t, end_t), as it was in each past week that is kept whole; of `queue`, or of all."""
        ...


def normal_of(weeks: Sequence[Ledger]) -> dict[StageName, Normal]:
    """The normal of each stage; none where there are no past weeks."""
    number = len(weeks)
    if not number:
        return {}
    return {
        stage.name: Normal(number, stage.entered / number, stage.lost / number, stage.share, stage.median_s)
        for stage in stages(merged(weeks))
    }


def usual_of(normals: Normals, queue: str, start_t: float, end_t: float) -> Usual:
    """What is normal for `queue` (empty: for all) in [start_t, end_t), epoch seconds."""
    weeks = normals.weeks(queue, start_t, end_t)
    return Usual(normals.since_t, len(weeks), {str(name): normal for name, normal in normal_of(weeks).items()})


def tone_of(stage: Stage, normal: Normal | None = None) -> str:
    """How loud a stage is: empty (normal), `warning` or `alarm`.

    With a normal, the lost are compared with as many as would be lost of so many at the normal share, the spread being
    that of a binomial count whose share is itself known from `weeks` weeks only. Without one the share alone counts.
    """
    if stage.share is None or stage.lost < LEAST:
        return ""
    if normal is None or normal.share is None:
        return "" if stage.share < LOUD else "alarm" if stage.share >= LOUDER else "warning"
    known = max(1.0, normal.entered * normal.weeks)
    usual = min(max(normal.share, 1.0 / known), 1.0 - 1.0 / (known + 1.0))
    spread = sqrt(stage.entered * usual * (1.0 - usual) * (1.0 + stage.entered / known))
    apart = (stage.lost - stage.entered * usual) / spread
    if apart >= VERY_UNUSUAL and stage.share >= usual * MANY_TIMES:
        return "alarm"
    return "warning" if apart >= UNUSUAL and stage.share >= usual * MORE_TIMES else ""
