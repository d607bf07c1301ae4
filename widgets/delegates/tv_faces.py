"""What a page of the wall says of one queue, or of all: four to six figures, each with its target, no names."""

from __future__ import annotations

import math

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from wallboard.floor.floor import Floor
from wallboard.metrics.catalogue import FIGURES
from widgets.delegates.today import Today
from widgets.i18n.figure_words import figure_name, service_level_name
from widgets.i18n.numbers import DASH, clock, count, duration, percent, share
from widgets.models.board import Board
from widgets.models.norms import tone_of, whole_percent

translate = QCoreApplication.translate

SPARE = 0.15
"""The share of those on duty that should be free: what is left by the target of the occupancy."""


class TvFace(Struct, frozen=True):
    """One tile. `titles` and `aims` are variants, long to short; `filled` and `target` are parts of the bar (0…1).

    `figure_id` is the figure of the catalogue whose passport it opens.
    """

    figure_id: str
    titles: tuple[str, ...]
    figure: str
    unit: str
    aims: tuple[str, ...]
    filled: float | None = None
    target: float | None = None
    tone: str = ""


def find_queue(floor: Floor, wanted: str) -> str | None:
    """The key of the queue that `wanted` names by its key or its name, in whatever case; None where there is none."""
    asked = wanted.casefold()
    for queue in floor.queues.values():
        if asked in (queue.id.casefold(), queue.name.casefold(), queue.id.rpartition("/")[2].casefold()):
            return queue.id
    return None


def tv_faces(board: Board, queue: str) -> tuple[TvFace, ...]:
    """Six tiles, the most telling first."""
    today = Today(board, queue)
    return (
        _waiting(today),
        _service(today),
        _free(today),
        _abandonment(today),
        _answered(today),
        _speed(today),
    )


def _names(figure_id: str) -> tuple[str, ...]:
    return (figure_name(figure_id, short=True),)


def _waiting(today: Today) -> TvFace:
    there, limit_s = today.queue_now(), today.longest_wait_limit_s
    longest_s = there.longest_s
    limit = f"≤ {clock(limit_s)}"
    longest = translate("Tv", "longest {time}").format(time=clock(longest_s))
    return TvFace(
        "waiting",
        _names("waiting"),
        count(there.waiting),
        "",
        (f"{longest} · {limit}", f"{clock(longest_s)} · {limit}", clock(longest_s)),
        None if longest_s is None else longest_s / (2 * limit_s),
        0.5,
        tone_of(longest_s, limit_s, "down"),
    )


def _service(today: Today) -> TvFace:
    figure_id = f"service_level.{today.formula}"
    value = today.figure(figure_id)
    target = share(today.target)
    within = translate("Tv", "target {share} in {time}").format(share=target, time=duration(today.threshold_s))
    aim = translate("Tv", "target {share}").format(share=target)
    aims = (within, aim, target) if today.threshold_s else (aim, target)
    tone = tone_of(whole_percent(value), today.target, "up")
    return TvFace(figure_id, (service_level_name(short=True),), percent(value), "%", aims, value, today.target, tone)


def _free(today: Today) -> TvFace:
    crew = today.crew
    wanted = math.ceil(SPARE * crew.on_duty)
    aim = translate("Tv", "target {number}").format(number=f"≥ {count(wanted)}")
    overflow = translate("Tv", "overflow {number}").format(number=count(crew.spare))
    filled = crew.free / crew.on_duty if crew.on_duty else None
    tone = "" if not crew.on_duty or crew.free >= wanted else "warning"
    aims = (f"{aim} · {overflow}", aim)
    target = SPARE if crew.on_duty else None
    return TvFace("free", _names("free"), count(crew.free), f"/ {count(crew.on_duty)}", aims, filled, target, tone)


def _abandonment(today: Today) -> TvFace:
    target = FIGURES["abandonment_rate"].target or 0.05
    value = today.figure("abandonment_rate")
    lost = count(today.figure("abandoned_in_queue"))
    aim = translate("Tv", "at most {share}").format(share=share(target))
    aims = (translate("Tv", "{number} lost · {aim}").format(number=lost, aim=aim), aim, share(target))
    filled = None if value is None else value / (4 * target)
    return TvFace(
        "abandonment_rate",
        _names("abandonment_rate"),
        percent(value),
        "%",
        aims,
        filled,
        0.25,
        tone_of(whole_percent(value), target, "down"),
    )


def _answered(today: Today) -> TvFace:
    target = FIGURES["answered_share"].target or 0.9
    value = today.figure("answered_share")
    aim = translate("Tv", "target {share}").format(share=share(target))
    done, offered = (count(today.figure(i)) for i in ("answered", "offered"))
    aims = (translate("Tv", "{done} of {offered} · {aim}").format(done=done, offered=offered, aim=aim), aim)
    return TvFace(
        "answered_share",
        _names("answered_share"),
        percent(value),
        "%",
        aims,
        value,
        target,
        tone_of(whole_percent(value), target, "up"),
    )


def _speed(today: Today) -> TvFace:
    target_s = FIGURES["asa_s"].target or 25.0
    value = today.figure("asa_s")
    aim = translate("Tv", "at most {time}").format(time=clock(target_s))
    filled = None if value is None else value / (2 * target_s)
    figure = DASH if value is None else clock(value)
    return TvFace(
        "asa_s", _names("asa_s"), figure, "", (aim, clock(target_s)), filled, 0.5, tone_of(value, target_s, "down")
    )
