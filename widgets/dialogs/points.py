"""The abandonment points in words: each stage with its normal, where in it people were lost, the curve of patience."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from wallboard.floor.floor import Floor
from wallboard.floor.losses import Lost
from wallboard.metrics import counts as at
from wallboard.metrics import points
from wallboard.metrics.funnel import Stage, stages
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.normals import Normal, tone_of
from wallboard.metrics.survival import Curve
from widgets.delegates.flow import FlowStage
from widgets.delegates.shares import ShareGroup, ShareRow
from widgets.delegates.survival import CurveLine, CurveShown
from widgets.i18n.menus import node_name
from widgets.i18n.names import agent_name, queue_name, short_name
from widgets.i18n.numbers import DASH, clock, count, duration, number, share
from widgets.i18n.plurals import plurals
from widgets.i18n.words import first_upper, text

translate = QCoreApplication.translate

NameOf = Callable[[str], str]

TIER_LINES = (("vip", "link", False), ("regular", "second", True), ("unidentified", "overflow", True))
"""The tiers whose curves are drawn, and how."""
ROWS_MAX = 10
"""The longest list of places; what is beyond it is summed up."""
FEWEST_LOST = 3
"""A tier of which fewer were lost has no curve worth looking at."""


def flow_of(ledger: Ledger, normals: Mapping[str, Normal]) -> list[FlowStage]:
    """The columns of the flow, from who was offered to who talks."""
    n, found = ledger.n, {stage.name: stage for stage in stages(ledger)}
    offered, menu = n[at.OFFERED], found["menu"].entered
    began = FlowStage("offered", text("funnel", "offered"), count(offered), offered, 0, lines=_ways(offered, menu))
    columns = [_column(found[name], normals.get(name)) for name in ("menu", "queue", "ringing", "talk")]
    direct = max(0, offered - menu)
    return [began, *(_passed(column, direct) if column.key == "queue" else column for column in columns)]


def _passed(column: FlowStage, past: int) -> FlowStage:
    """The queue, to which some come without a menu."""
    return FlowStage(
        column.key,
        column.name,
        column.number,
        column.entered,
        column.lost,
        min(past, column.entered),
        column.lines,
        column.tone,
        column.tip,
    )


def _ways(offered: int, menu: int) -> tuple[tuple[str, ...], ...]:
    through = translate("Points", "{n} through the menu").format(n=count(menu))
    direct = translate("Points", "{n} direct").format(n=count(max(0, offered - menu)))
    return (through,), (direct,)


def _column(stage: Stage, normal: Normal | None) -> FlowStage:
    lost = translate("Points", "{lost} lost · {share}").format(lost=count(stage.lost), share=share(stage.share, 1))
    short = f"−{count(stage.lost)} · {share(stage.share, 1)}"
    lines = [(lost, short) if stage.entered else (DASH,), _normal_line(stage, normal), _median_line(stage, normal)]
    left = translate("Points", "{n} went on or are there").format(n=count(stage.left))
    lines.append((left, translate("Points", "{n} went on").format(n=count(stage.left))))
    name = text("funnel", stage.name)
    return FlowStage(
        stage.name,
        name,
        count(stage.entered),
        stage.entered,
        stage.lost,
        0,
        tuple(line for line in lines if line[0]),
        tone_of(stage, normal),
        _tip(name, stage, normal),
    )


def _normal_line(stage: Stage, normal: Normal | None) -> tuple[str, ...]:
    if normal is None or normal.share is None:
        return ("",)
    usual, apart = share(normal.share, 1), difference(stage.share, normal.share)
    said = translate("Points", "normal {usual} ({apart})").format(usual=usual, apart=apart)
    return said, translate("Points", "normal {usual}").format(usual=usual)


def difference(now: float | None, normal: float) -> str:
    """How far a share is from its normal, in percentage points with a sign."""
    if now is None:
        return DASH
    points_apart = round((now - normal) * 100.0, 1) + 0.0
    sign = "+" if points_apart > 0 else "−" if points_apart < 0 else "±"
    return translate("Points", "{sign}{points} points").format(sign=sign, points=number(abs(points_apart), 1))


def _median_line(stage: Stage, normal: Normal | None) -> tuple[str, ...]:
    if stage.median_s is None:
        return ("",)
    half = translate("Points", "half within {time}").format(time=clock(stage.median_s))
    if normal is None or normal.median_s is None:
        return (half,)
    usual = translate("Points", "half within {time}, normal {usual}")
    return usual.format(time=clock(stage.median_s), usual=clock(normal.median_s)), half


def _tip(name: str, stage: Stage, normal: Normal | None) -> str:
    said = translate(
        "Points",
        "{name}: {entered} came, {lost} gave up ({share}), half of them within {time}; {left} went on or are there",
    )
    now = said.format(
        name=name,
        entered=count(stage.entered),
        lost=count(stage.lost),
        share=share(stage.share, 1),
        time=clock(stage.median_s),
        left=count(stage.left),
    )
    if normal is None:
        return now
    past = translate(
        "Points",
        "Normal, as compared with {weeks}: {entered} came, {lost} gave up ({share}), half of them within {time}",
    )
    usual = past.format(
        weeks=plurals.past_weeks(normal.weeks),
        entered=count(normal.entered),
        lost=number(normal.lost, 1),
        share=share(normal.share, 1),
        time=clock(normal.median_s),
    )
    return f"{now}\n{usual}"


def groups_of(
    floor: Floor, stage: str, lost: Sequence[Lost], nodes: Mapping[str, int], *, all_queues: bool
) -> list[ShareGroup]:
    """Where within a stage (empty: in all) people were lost. `nodes` are the menu's, with those who came there."""
    waits = ShareGroup(translate("Points", "By time to the loss"), _rows(points.by_wait(lost), _step_name))
    queues = ShareGroup(
        translate("Points", "By queue"), _rows(points.by_queue(lost), lambda key: _queue_name(floor, key))
    )
    match stage:
        case "menu":
            return [ShareGroup(translate("Points", "By menu node"), _node_rows(points.by_node(lost), nodes)), waits]
        case "queue":
            places = ShareGroup(translate("Points", "By place in the queue"), _rows(points.by_place(lost), _place_name))
            return [places, waits, *([queues] if all_queues else [])]
        case "ringing":
            agents = _rows(
                points.by_agent(lost), lambda key: agent_name(floor, key) or translate("Points", "not known who")
            )
            return [ShareGroup(translate("Points", "By whose phone rang"), agents), waits]
    return [queues, waits]


def _queue_name(floor: Floor, key: str) -> str:
    """A queue; who had come to none yet was lost in the menu."""
    return queue_name(floor, key) if key else text("stage", "menu")


def _rows(found: Sequence[points.Point], name_of: NameOf) -> tuple[ShareRow, ...]:
    most = max((point.lost for point in found), default=1) or 1
    shown = found if len(found) <= ROWS_MAX else found[: ROWS_MAX - 1]
    rows = [_row(p, most, name_of) for p in shown]
    others = sum(point.lost for point in found[len(shown) :])
    if others:
        rows.append(ShareRow(translate("Points", "others"), count(others), min(1.0, others / most)))
    return tuple(rows)


def _node_rows(found: Sequence[points.Point], entered: Mapping[str, int]) -> tuple[ShareRow, ...]:
    """The nodes at which somebody was lost, then the most visited others; of how many, and the share."""
    lost = {point.key: point for point in found}
    most = max((point.lost for point in found), default=1)
    others = sorted(entered.keys() - lost.keys(), key=lambda node: (-entered[node], node))
    rows = []
    for node in [*lost, *others][:ROWS_MAX]:
        point, came = lost.get(node), entered.get(node, 0)
        number_lost = point.lost if point else 0
        told = ""
        if came:
            said = translate("Points", "of {entered} · {share}")
            told = said.format(entered=count(came), share=share(number_lost / came, 1))
            told += f" · {clock(point.median_s)}" if point else ""
        rows.append(ShareRow(node_name(node), count(number_lost), number_lost / most, told))
    return tuple(rows)


def _row(point: points.Point, most: int, name_of: NameOf) -> ShareRow:
    name = name_of(point.key)
    return ShareRow(name, count(point.lost), point.lost / most, _half(point, name_of), short_name(name))


def _half(point: points.Point, name_of: NameOf) -> str:
    if not point.lost or name_of is _step_name:
        return ""  # the name says the time
    time = clock(point.median_s)
    return translate("Points", "half within {time}").format(time=time) if point.lost > 1 else time


def _step_name(key: str) -> str:
    steps, step = points.STEPS_S, int(key)
    if step == len(steps):
        return translate("Points", "over {time}").format(time=duration(steps[-1]))
    return translate("Points", "to {time}").format(time=duration(steps[step]))


def _place_name(key: str) -> str:
    return translate("Points", "{place} and on").format(place=key) if int(key) == points.LAST_PLACE else key


def curve_shown(whole: Curve, tiers: Mapping[str, Curve], threshold_s: float | None) -> CurveShown:
    """The picture of the curves: all, and the tiers of which enough were lost."""
    if not whole.lost or not whole.known_s:
        return CurveShown(empty=translate("Points", "Too few have queued yet for a curve of patience"))
    lines = [CurveLine(translate("Points", "all"), whole.points, "text", strong=True)]
    for tier, token, dashed in TIER_LINES:
        curve = tiers.get(tier)
        if curve is not None and curve.lost >= FEWEST_LOST:
            lines.append(CurveLine(text("tier", tier), _until(curve, curve.known_s), token, dashed))
    marks = []
    if threshold_s is not None:
        marks.append((threshold_s, translate("Points", "threshold {time}").format(time=duration(threshold_s))))
    if whole.median_s is not None:
        marks.append(
            (whole.median_s, translate("Points", "half would be gone at {time}").format(time=clock(whole.median_s)))
        )
    return CurveShown(
        tuple(lines),
        max(whole.known_s, 10),
        tuple(marks),
        (translate("Points", "waiting"), lambda wait_s: count(whole.at_risk(wait_s))),
        clock,
        share,
        _curve_tip(whole, tiers),
    )


def _until(curve: Curve, end_s: int) -> tuple[tuple[int, float], ...]:
    return tuple(point for point in curve.points if point[0] <= end_s)


def _curve_tip(whole: Curve, tiers: Mapping[str, Curve]) -> str:
    said = translate(
        "Points",
        "Patience after Kaplan and Meier: the share of callers who would still wait, if nobody were answered.\n"
        "Of {queued} who queued {lost} hung up there; half would be gone at {median}.",
    )
    lines = [said.format(queued=count(len(whole.waits)), lost=count(whole.lost), median=clock(whole.median_s))]
    for tier, curve in tiers.items():
        if curve.lost >= FEWEST_LOST:
            lines.append(f"{first_upper(text('tier', tier))}: {clock(curve.median_s)}")
    return "\n".join(lines)
