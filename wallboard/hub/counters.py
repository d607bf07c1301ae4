"""What the hub counts, as Prometheus reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Labels = tuple[tuple[str, str], ...]

HELP = {
    "wallboard_events_total": ("counter", "Events taken into the log."),
    "wallboard_duplicates_total": ("counter", "Events dropped because their source and id were known."),
    "wallboard_unknown_total": ("counter", "Messages of unknown type, passed over."),
    "wallboard_refused_total": ("counter", "Messages refused, by reason."),
    "wallboard_batches_total": ("counter", "Batches committed and sent."),
    "wallboard_commit_seconds_total": ("counter", "Time spent on commits."),
    "wallboard_resyncs_total": ("counter", "Clients that fell behind and were given a snapshot."),
    "wallboard_let_go_total": ("counter", "Clients that did not read and were let go."),
    "wallboard_turned_away_total": ("counter", "Connections refused, by reason."),
    "wallboard_commands_total": ("counter", "Commands, by what became of them."),
    "wallboard_feed_restarts_total": ("counter", "Feeds started again after a failure, by source."),
    "wallboard_clients": ("gauge", "Clients connected now."),
    "wallboard_position": ("gauge", "Newest position of the log."),
    "wallboard_queued_events": ("gauge", "Events that wait for the log."),
    "wallboard_log_writable": ("gauge", "Whether the log can be written (1) or not (0)."),
    "wallboard_feed_connected": ("gauge", "Whether a feed reaches its source, by source."),
    "wallboard_fold_errors": ("gauge", "Stretches of the log that the floor could not fold."),
    "wallboard_dead_letters_dropped": ("gauge", "Refused messages that found no room in the dead-letter file."),
    "wallboard_clock_jumps": ("gauge", "Jumps of the wall clock that were followed."),
}


class Counters:
    """Counts up; gauges are asked when somebody looks."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, Labels], float] = {}
        self._gauges: dict[str, Callable[[], Mapping[Labels, float]]] = {}

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        """Count `amount` more."""
        key = (name, tuple(sorted(labels.items())))
        self._counts[key] = self._counts.get(key, 0) + amount

    def count(self, name: str, **labels: str) -> float:
        """How much has been counted."""
        return self._counts.get((name, tuple(sorted(labels.items()))), 0)

    def gauge(self, name: str, ask: Callable[[], float]) -> None:
        """A value that `ask` tells."""
        self._gauges[name] = lambda: {(): ask()}

    def gauges(self, name: str, ask: Callable[[], Mapping[Labels, float]]) -> None:
        """Values by their labels."""
        self._gauges[name] = ask

    def text(self) -> str:
        """All of them in the Prometheus text format."""
        lines: list[str] = []
        for name, (kind, help_text) in HELP.items():
            values = self._gauges[name]() if name in self._gauges else self._counted(name)
            lines += [f"# HELP {name} {help_text}", f"# TYPE {name} {kind}"]
            lines += [f"{name}{_labels(labels)} {value:.10g}" for labels, value in sorted(values.items())]
        return "\n".join(lines) + "\n"

    def _counted(self, name: str) -> Mapping[Labels, float]:
        return {labels: value for (counted, labels), value in self._counts.items() if counted == name} or {(): 0}


def _labels(labels: Labels) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
