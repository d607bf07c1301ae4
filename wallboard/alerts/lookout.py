"""The one who watches a floor: told who has changed, asked about once a second, and knows since when what holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wallboard.alerts.crews import Crews
from wallboard.alerts.readings import readings
from wallboard.alerts.rules import Reading, Watch
from wallboard.floor.floor import Floor
from wallboard.floor.people import Agent
from wallboard.metrics.books import Books
from wallboard.stream.control import Alarm


class Lookout:
    """Times are epoch seconds (UTC). There is one for each log, at its hub: all displays show the same alarms."""

    def __init__(self) -> None:
        self._crews = Crews()
        self._watch = Watch()

    def take(self, agents: Iterable[Agent]) -> None:
        """These people have changed."""
        self._crews.take(agents)

    def readings(self, floor: Floor, books: Books, now_t: float) -> Iterator[Reading]:
        """What is watched, as it stands at `now_t`: to be read in one go, or in pieces while the floor lives on."""
        return readings(floor, books, self._crews, now_t)

    def judge(self, found: Iterable[Reading], now_t: float) -> tuple[Alarm, ...]:
        """The alarms at `now_t`, the most pressing first."""
        return tuple(self._watch.check(found, now_t))

    def look(self, floor: Floor, books: Books, now_t: float) -> tuple[Alarm, ...]:
        """Read and judge in one go."""
        return self.judge(self.readings(floor, books, now_t), now_t)
