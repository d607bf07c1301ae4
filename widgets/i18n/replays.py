"""A recording that is played, in words: which one, and how fast."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wallboard.floor.people import Feed
from widgets.i18n.numbers import number

translate = QCoreApplication.translate


def replay_words(feed: Feed) -> tuple[str, ...]:
    """What `feed` plays, long to short. The last one still says that it is no live data."""
    if feed.speed <= 0.0:
        return (
            translate("Replay", "Replay of {name}, stands still").format(name=feed.recording),
            translate("Replay", "Replay, stands still"),
            translate("Replay", "Replay"),
        )
    speed = number(feed.speed, 0 if feed.speed == round(feed.speed) else 1)
    return (
        translate("Replay", "Replay of {name}, {speed} times as fast").format(name=feed.recording, speed=speed),
        translate("Replay", "Replay, × {speed}").format(speed=speed),
        translate("Replay", "Replay"),
    )
