"""How long: waits, patience, and the parts of the handle time."""

from __future__ import annotations

from wallboard.metrics import counts as at
from wallboard.metrics.catalogue.figure import Figure, Words
from wallboard.metrics.catalogue.making import CUSTOMARY, divided, figure, over
from wallboard.metrics.reading import Reading

_KAPLAN_MEIER = Words("Kaplan, Meier, JASA 53 (1958)", "Каплан, Мейер, JASA 53 (1958)")
_BINS = Words(
    "from the histogram of 1 s bins: exact to the second", "по гистограмме с шагом 1 с: с точностью до секунды"
)


def _asa(r: Reading) -> float | None:
    return divided(r.sums[at.WAIT_ANSWERED_US] / 1e6, r.levels.answered)


def _wait_max(r: Reading) -> float | None:
    return r.longest(at.QUEUED_WAITS)


def _percentile(percent: int, short: str, target: float | None = None) -> Figure:
    name = (
        ("Median wait", "Медиана ожидания")
        if percent == 50
        else (f"{percent}th percentile of the wait", f"{percent}-й процентиль ожидания")
    )
    return figure(
        f"wait_p{percent}_s",
        name,
        "seconds",
        "down",
        f"P{percent}({{waits}})",
        (f"smallest wait that {percent} % do not exceed", f"наименьшее ожидание, которое {percent} % не превышают"),
        lambda r: r.percentile(at.QUEUED_WAITS, percent),
        numbers=(
            f"of {{waits}} waits {percent} % lasted no longer",
            f"из ожиданий ({{waits}}) {percent} % не длились дольше",
        ),
        short=(f"Wait {short}", f"Ожидание {short}"),
        target=target,
        source=_BINS,
    )


def _mean(key: str, part: str, whole: str, name: tuple[str, str], says: tuple[str, str], good: str = "none") -> Figure:
    return figure(
        key, name, "seconds", "down" if good == "down" else "none", f"{{{part}}} / {{{whole}}}", says, over(part, whole)
    )


DURATIONS: tuple[Figure, ...] = (
    figure(
        "asa_s",
        ("Average speed of answer", "Средняя скорость ответа"),
        "seconds",
        "down",
        "{wait_answered} / {a}",
        (
            "from queueing to the answer, over all answered; ringing included, the menu not",
            "от входа в очередь до ответа, по всем отвеченным; с вызовом, без меню",
        ),
        _asa,
        short=("Speed of answer", "Скорость ответа"),
        target=25.0,
    ),
    figure(
        "asa_queued_s",
        ("Average speed of answer after queueing", "Средняя скорость ответа из очереди"),
        "seconds",
        "down",
        "{wait_answered} / {waits_answered}",
        ("the same over those who queued alone", "то же по тем, кто стоял в очереди"),
        over("wait_answered", "waits_answered"),
    ),
    figure(
        "wait_mean_s",
        ("Average wait of all queued", "Среднее ожидание всех в очереди"),
        "seconds",
        "down",
        "{wait_all} / {waits}",
        ("waits of all who queued, whatever came of it", "ожидание всех в очереди, чем бы оно ни кончилось"),
        over("wait_all", "waits"),
    ),
    figure(
        "wait_max_s",
        ("Longest wait today", "Самое долгое ожидание сегодня"),
        "seconds",
        "down",
        "max({waits})",
        ("longest wait of those who queued and are through", "самое долгое ожидание из оконченных"),
        _wait_max,
        numbers=("the longest of {waits} waits", "самое долгое из ожиданий ({waits})"),
        source=_BINS,
    ),
    _percentile(50, "p50"),
    _percentile(90, "p90", 60.0),
    _percentile(95, "p95"),
    figure(
        "patience_median_s",
        ("Median patience", "Медиана терпения"),
        "seconds",
        "up",
        "Kaplan–Meier({gave_up}; {censored})",
        (
            "the wait after which half would have hung up in the queue; all whose wait ended otherwise are censored",
            "ожидание, после которого половина положила бы трубку в очереди; прочие исходы цензурированы",
        ),
        lambda r: r.patience_median_s(),
        numbers=(
            "{gave_up} gave up, {censored} did not have to",
            "не дождались {gave_up}, дождались или ушли иначе {censored}",
        ),
        short=("Patience", "Терпение"),
        source=_KAPLAN_MEIER,
    ),
    _mean(
        "talk_mean_s",
        "talk",
        "handled",
        ("Average talk time", "Среднее время разговора"),
        ("talk without hold, over those handled", "разговор без удержания, по обработанным"),
    ),
    _mean(
        "ring_mean_s",
        "ring",
        "rung",
        ("Average ring time", "Среднее время вызова"),
        ("from the first ring to the answer, over rings answered", "от начала вызова до ответа, по отвеченным вызовам"),
        "down",
    ),
    _mean(
        "hold_mean_s",
        "hold",
        "handled",
        ("Average hold time", "Среднее удержание"),
        ("time on hold, over those handled", "время на удержании, по обработанным"),
        "down",
    ),
    _mean(
        "acw_mean_s",
        "acw",
        "handled",
        ("Average after-contact work", "Среднее время итогов"),
        ("after-contact work, over those handled", "итоги после обращения, по обработанным"),
    ),
    figure(
        "aht_s",
        ("Average handle time", "Среднее время обработки"),
        "seconds",
        "none",
        "({talk} + {hold} + {acw}) / {handled}",
        ("talk, hold and after-contact work, over those handled", "разговор, удержание и итоги, по обработанным"),
        lambda r: divided((r.sums[at.TALK_US] + r.sums[at.HOLD_US] + r.sums[at.ACW_US]) / 1e6, r.n[at.HANDLED]),
        short=("Handle time", "Обработка"),
        source=CUSTOMARY,
    ),
)
