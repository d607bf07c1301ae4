"""What the tiles of the strip say: today's figures by the catalogue, with target, split, trend and formula."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from wallboard.metrics.catalogue import FIGURES
from widgets.delegates.sparks import Sparks
from widgets.delegates.split_row import Link
from widgets.delegates.tile import WHOLE, TileFace
from widgets.delegates.today import Part, Today
from widgets.i18n.figure_words import figure_formula, figure_name, figure_says, service_level_name
from widgets.i18n.numbers import clock, count, duration, figure, percent, share, time_of_day
from widgets.models.norms import tone_of

translate = QCoreApplication.translate

SPLIT: tuple[Part, ...] = ("vip", "menu", "direct")


def _split(today: Today, figure_id: str) -> tuple[str, ...]:
    """The figure for VIPs, menu and direct, long to short."""
    unit = FIGURES[figure_id].unit
    values = [today.figure(figure_id, part) for part in SPLIT]
    if unit == "share":
        full, bare = [share(value) for value in values], [percent(value) for value in values]
    else:
        full = bare = [clock(value) for value in values]
    long = translate("Kpi", "VIP {0} · menu {1} · direct {2}").format(*full)
    short = translate("Kpi", "VIP {0} · menu {1} · dir. {2}").format(*bare)
    return (long, short)


def _linked(*figures: str) -> tuple[Link | None, ...]:
    """The small figures of a row, by their ids; an empty one leads nowhere."""
    return tuple((figure_id, WHOLE) if figure_id else None for figure_id in figures)


def _split_links(figure_id: str) -> tuple[Link, ...]:
    return tuple((figure_id, part) for part in SPLIT)


def _explained(figure_id: str, formula: str, target: str) -> str:
    """Name, formula and target, for the tooltip."""
    name, basis = figure_name(figure_id), translate("Kpi", "Today, live channels.")
    lines = [name, formula or figure_formula(figure_id)]
    if target:
        lines.append(translate("Kpi", "Target: {target}").format(target=target))
    return "\n".join([*lines, basis])


def service_level(today: Today, sparks: Sparks) -> TileFace:
    """Answered in time, with the name of the formula."""
    figure_id = f"service_level.{today.formula}"
    value = today.figure(figure_id)
    number, unit = figure(value, "share")
    within = duration(today.threshold_s) if today.threshold_s else ""
    target = share(today.target)
    in_time = translate("Kpi", "{target} in time").format(target=target)
    aim = translate("Kpi", "{target} in {time}").format(target=target, time=within) if within else in_time
    formula = f"{figure_formula(figure_id)}: {figure_says(figure_id)}"
    return TileFace(
        title=(service_level_name(), service_level_name(short=True)),
        aim=(aim, target),
        figure=number,
        unit=unit,
        filled=value,
        target=today.target,
        tone=tone_of(value, today.target, "up"),
        first=(figure_name(figure_id, short=True),),
        second=_split(today, figure_id),
        second_links=_split_links(figure_id),
        formula=_explained(figure_id, formula, aim),
        figure_id=figure_id,
        spark=sparks.of(figure_id),
    )


def answered(today: Today, sparks: Sparks) -> TileFace:
    """The share of those offered who were answered."""
    entry = FIGURES["answered_share"]
    value = today.figure(entry.id)
    number, unit = figure(value, "share")
    done, of = (count(today.figure(i)) for i in ("answered", "offered"))
    target = translate("Kpi", "target {value}").format(value=share(entry.target))
    return TileFace(
        title=(figure_name(entry.id), figure_name(entry.id, short=True)),
        aim=(target, share(entry.target)),
        figure=number,
        unit=unit,
        filled=value,
        target=entry.target,
        tone=tone_of(value, entry.target, "up"),
        first=(translate("Kpi", "{done} of {offered} offered").format(done=done, offered=of), f"{done} / {of}"),
        first_links=_linked("answered"),
        second=_split(today, entry.id),
        second_links=_split_links(entry.id),
        formula=_explained(entry.id, "", share(entry.target)),
        figure_id=entry.id,
        spark=sparks.of(entry.id),
    )


def abandonment(today: Today, sparks: Sparks) -> TileFace:
    """Who hung up in the queue or while it rang; the menu is told apart."""
    entry = FIGURES["abandonment_rate"]
    value = today.figure(entry.id)
    number, unit = figure(value, "share")
    ids = ("abandoned_in_queue", "abandoned_ringing", "abandoned_in_menu")
    queue, ringing, menu = (count(today.figure(i)) for i in ids)
    where = translate("Kpi", "queue {queue} · ringing {ringing} · apart: menu {menu}")
    short = translate("Kpi", "q {queue} · ring {ringing} · menu {menu}")
    words = {"queue": queue, "ringing": ringing, "menu": menu}
    limit = translate("Kpi", "at most {value}").format(value=share(entry.target))
    return TileFace(
        title=(figure_name(entry.id), figure_name(entry.id, short=True)),
        aim=(limit, f"≤ {share(entry.target)}"),
        figure=number,
        unit=unit,
        filled=None if value is None else value / 0.2,
        target=(entry.target or 0.0) / 0.2,
        tone=tone_of(value, entry.target, "down"),
        first=(where.format(**words), short.format(**words)),
        first_links=_linked(*ids),
        second=_split(today, entry.id),
        second_links=_split_links(entry.id),
        formula=_explained(entry.id, "", limit),
        figure_id=entry.id,
        spark=sparks.of(entry.id),
    )


def waiting(today: Today, sparks: Sparks) -> TileFace:
    """Who waits now, and for how long the longest of them has."""
    now_t = today.now_t
    there = today.queue_now()
    longest_s = there.longest_s
    limit_s = today.longest_wait_limit_s
    peak = clock(today.figure("wait_max_s"))
    limit = translate("Kpi", "at most {value}").format(value=clock(limit_s))
    others = count(there.waiting - there.vips)
    now = translate("Kpi", "VIP {vip} · others {others}").format(vip=count(there.vips), others=others)
    said = now if there.waiting else translate("Kpi", "nobody waits")
    course = sparks.of_waiting(there.waiting, now_t)
    since = time_of_day(sparks.waiting_since_t, today.board.timezone)
    longest = translate("Kpi", "longest wait today {time}").format(time=peak)
    beside = translate("Kpi", "{now} · deferred {number}").format(now=said, number=count(there.deferred))
    return TileFace(
        title=(figure_name("waiting"), figure_name("waiting", short=True)),
        aim=(limit, f"≤ {clock(limit_s)}"),
        figure=count(there.waiting),
        unit="" if longest_s is None else f"· {clock(longest_s)}",
        filled=None if longest_s is None else longest_s / (2 * limit_s),
        target=0.5,
        tone=tone_of(longest_s, limit_s, "down"),
        first=(beside, said) if there.deferred else (said,),
        second=(
            translate("Kpi", "{longest} · line since {time}").format(longest=longest, time=since),
            translate("Kpi", "max {longest} · line since {time}").format(longest=peak, time=since),
            f"max {peak}",
        ),
        second_links=_linked("wait_max_s"),
        formula=_explained("longest_wait", "", limit),
        figure_id="longest_wait",
        spark=course,
    )


def speed_of_answer(today: Today, sparks: Sparks) -> TileFace:
    """The mean wait of those answered, and the wait that one in ten exceeds."""
    entry = FIGURES["asa_s"]
    value = today.figure(entry.id)
    p50, p90 = (clock(today.figure(i)) for i in ("wait_p50_s", "wait_p90_s"))
    target_s = entry.target or 0.0
    limit = translate("Kpi", "at most {value}").format(value=clock(target_s))
    return TileFace(
        title=(figure_name(entry.id), figure_name(entry.id, short=True)),
        aim=(limit, f"≤ {clock(target_s)}"),
        figure=clock(value),
        filled=None if value is None else value / (2 * target_s),
        target=0.5,
        tone=tone_of(value, target_s, "down"),
        first=(translate("Kpi", "median {p50} · p90 {p90}").format(p50=p50, p90=p90),),
        first_links=_linked("wait_p50_s", "wait_p90_s"),
        second=_split(today, entry.id),
        second_links=_split_links(entry.id),
        formula=_explained(entry.id, "", limit),
        figure_id=entry.id,
        spark=sparks.of(entry.id),
    )


def occupancy(today: Today, sparks: Sparks) -> TileFace:
    """How much of the time on duty is spent on contacts; too much wears people out."""
    entry = FIGURES["occupancy"]
    value = today.figure(entry.id, "people")
    number, unit = figure(value, "share")
    crew = today.crew
    words = {"free": count(crew.free), "people": count(crew.on_duty), "spare": count(crew.spare)}
    limit = translate("Kpi", "at most {value}").format(value=share(entry.target))
    used = translate("Kpi", "{share} of logged-on time").format(share=share(today.figure("utilisation", "people")))
    all_alone = translate("Kpi", "of all queues only: time is not divided"), translate("Kpi", "of all queues only")
    return TileFace(
        title=(figure_name(entry.id),),
        aim=(limit, f"≤ {share(entry.target)}"),
        figure=number,
        unit=unit,
        filled=value,
        target=entry.target,
        tone=tone_of(value, entry.target, "down"),
        first=(
            translate("Kpi", "free {free} of {people} · overflow {spare}").format(**words),
            translate("Kpi", "free {free} of {people} on duty").format(**words),
        ),
        first_links=_linked("free", "spare"),
        second=all_alone if today.queue else (used,),
        second_links=_linked("utilisation"),
        formula=_explained(entry.id, "", limit),
        figure_id=entry.id,
        spark=() if today.queue else sparks.of(entry.id),
    )


Builder = Callable[[Today, Sparks], TileFace]

TILES: tuple[Builder, ...] = (service_level, answered, abandonment, waiting, speed_of_answer, occupancy)
"""What makes each tile of the strip, from the left."""
