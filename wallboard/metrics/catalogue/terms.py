"""The terms of the formulas: symbol, meaning, and what they are read from; A, B, T and s as they are published."""

from __future__ import annotations

from collections.abc import Callable

from wallboard.metrics import counts as at
from wallboard.metrics import patience
from wallboard.metrics.catalogue.figure import Term, Unit, Words, both
from wallboard.metrics.counts import SCORE_SCALE
from wallboard.metrics.reading import Reading


def _term(
    key: str, symbol: Words, means: tuple[str, str], value: Callable[[Reading], float], unit: Unit = "count"
) -> Term:
    return Term(key, symbol, Words(*means), value, unit)


def _n(place: int) -> Callable[[Reading], float]:
    return lambda r: r.n[place]


def _sum(*places: int) -> Callable[[Reading], float]:
    return lambda r: sum(r.sums[place] for place in places) / 1e6


def _waits(*kinds: int) -> Callable[[Reading], float]:
    return lambda r: r.number(kinds)


def _lost(r: Reading) -> float:
    return r.n[at.ABANDONED_IN_QUEUE] + r.n[at.ABANDONED_RINGING]


def _answered_from_queue(r: Reading) -> float:
    return r.n[at.ANSWERED] - r.n[at.ANSWERED_DIRECT]


def _marks(kind: int) -> Callable[[Reading], float]:
    """The sum of the marks of one kind, each as a share of the best one."""
    return lambda r: r.total((kind,)) / SCORE_SCALE


_A_MEANS = ("answered, without queueing too (a wait of 0)", "отвечено, и без очереди тоже (ожидание 0)")
_B_MEANS = ("lost in the queue or while it rang", "потеряно в очереди или на вызове")
_SHORT_MEANS = ("lost within the short-abandon limit", "потеряно в пределах короткой потери")
_OFFERED_MEANS = ("offered (by queue: entries)", "поступило (по очереди: входов)")
_HANDLED_MEANS = ("answered and over", "отвечено и завершено")

TERMS: dict[str, Term] = {
    term.id: term
    for term in (
        _term("a", both("A"), _A_MEANS, lambda r: r.levels.answered),
        _term("b", both("B"), _B_MEANS, lambda r: r.levels.lost),
        _term("a_t", both("A≤T"), ("answered within T", "отвечено за T"), lambda r: r.levels.answered_in_time),
        _term("b_t", both("B≤T"), ("lost within T", "потеряно за T"), lambda r: r.levels.lost_in_time),
        _term("b_s", both("B≤s"), _SHORT_MEANS, lambda r: r.levels.lost_short),
        _term("answered", both("A"), ("answered at least once", "отвечено хотя бы раз"), _n(at.ANSWERED)),
        _term("lost", both("B"), _B_MEANS, _lost),
        _term(
            "answered_queued",
            Words("A queued", "A из очереди"),
            ("answered after queueing", "отвечено после очереди"),
            _answered_from_queue,
        ),
        _term("offered", Words("offered", "поступило"), _OFFERED_MEANS, _n(at.OFFERED)),
        _term("handled", Words("handled", "обработано"), _HANDLED_MEANS, _n(at.HANDLED)),
        _term(
            "transferred",
            Words("transferred", "переведено"),
            ("handed on after an answer, each contact once", "передано после ответа, каждое обращение один раз"),
            _n(at.TRANSFERRED),
        ),
        _term(
            "ended_in_menu",
            Words("served in the menu", "решено в меню"),
            ("served in the menu, ended by choice", "обслужены в меню, завершили сами"),
            _n(at.ENDED_IN_MENU),
        ),
        _term(
            "through_menu",
            Words("through the menu", "через меню"),
            ("offered through the menu", "поступило через меню"),
            _n(at.THROUGH_MENU),
        ),
        _term(
            "followed",
            Words("came again", "пришли снова"),
            ("followed by another contact of the same customer", "за ними последовало обращение того же клиента"),
            _n(at.FOLLOWED),
        ),
        _term(
            "identified",
            Words("identified", "узнаны"),
            ("contacts of identified customers", "обращения узнанных клиентов"),
            _n(at.IDENTIFIED),
        ),
        _term("resolved", Words("resolved", "решено"), ("declared resolved", "названы решёнными"), _n(at.RESOLVED)),
        _term(
            "told",
            Words("declared", "сказано"),
            ("the agent said whether it was resolved", "сотрудник сказал, решено ли"),
            _n(at.RESOLUTION_TOLD),
        ),
        _term(
            "wait_answered",
            Words("Σ wait", "Σ ожидание"),
            ("from queueing to the answer, ringing included", "от входа в очередь до ответа, вместе с вызовом"),
            _sum(at.WAIT_ANSWERED_US),
            "seconds",
        ),
        _term(
            "wait_all",
            Words("Σ wait", "Σ ожидание"),
            ("waits of all that queued", "ожидание всех, кто был в очереди"),
            _sum(at.WAIT_ANSWERED_US, at.WAIT_UNANSWERED_US),
            "seconds",
        ),
        _term(
            "waits_answered",
            Words("A queued", "A из очереди"),
            ("waits that ended in an answer", "ожидания, кончившиеся ответом"),
            _waits(at.WAIT_ANSWERED),
        ),
        _term(
            "waits",
            Words("waits", "ожиданий"),
            ("waits that are over, whatever came of them", "ожидания, что окончены, чем бы ни кончились"),
            _waits(*at.QUEUED_WAITS),
        ),
        _term(
            "gave_up",
            Words("gave up", "не дождались"),
            ("hung up in the queue", "положили трубку в очереди"),
            _waits(at.WAIT_IN_QUEUE),
        ),
        _term(
            "censored",
            Words("censored", "цензурировано"),
            ("whose wait ended otherwise", "чьё ожидание кончилось иначе"),
            _waits(*patience.CENSORED),
        ),
        _term("talk", Words("talk", "разговор"), ("Σ talk", "Σ разговор"), _sum(at.TALK_US), "seconds"),
        _term("hold", Words("hold", "удержание"), ("Σ hold", "Σ удержание"), _sum(at.HOLD_US), "seconds"),
        _term(
            "acw",
            Words("after-contact work", "итоги"),
            ("Σ after-contact work", "Σ итоги после обращения"),
            _sum(at.ACW_US),
            "seconds",
        ),
        _term(
            "ring",
            Words("Σ ring", "Σ вызов"),
            ("rings until the answer", "вызов до ответа"),
            _sum(at.RING_US),
            "seconds",
        ),
        _term(
            "rung",
            Words("rings answered", "вызовов отвечено"),
            ("rings that were answered", "отвеченные вызовы"),
            _n(at.RUNG),
        ),
        _term(
            "occupied",
            Words("occupied", "занято"),
            (
                "the union of contacts and after-contact work, while logged on",
                "объединение обращений и итогов на смене",
            ),
            _sum(at.OCCUPIED_US),
            "seconds",
        ),
        _term(
            "ready",
            Words("ready", "готовы"),
            ("ready, without a contact", "готовы, без обращения"),
            _sum(at.READY_US),
            "seconds",
        ),
        _term(
            "marks_customer",
            Words("Σ mark / best", "Σ оценка / лучшая"),
            ("marks by customers, each as a share of the best one", "оценки клиентов, каждая как доля лучшей"),
            _marks(at.RATED_BY_CUSTOMER),
        ),
        _term(
            "rated_customer",
            Words("marks", "оценок"),
            ("marks by customers", "оценки клиентов"),
            _waits(at.RATED_BY_CUSTOMER),
        ),
        _term(
            "marks_supervisor",
            Words("Σ mark / best", "Σ оценка / лучшая"),
            ("marks by supervisors, each as a share of the best one", "оценки супервизоров, каждая как доля лучшей"),
            _marks(at.RATED_BY_SUPERVISOR),
        ),
        _term(
            "rated_supervisor",
            Words("marks", "оценок"),
            ("marks by supervisors", "оценки супервизоров"),
            _waits(at.RATED_BY_SUPERVISOR),
        ),
        _term(
            "promised",
            Words("promised", "обещано"),
            ("callbacks promised", "обещано перезвонить"),
            _n(at.CALLBACKS_PROMISED),
        ),
        _term("kept", Words("kept", "выполнено"), ("promises kept", "обещания выполнены"), _n(at.CALLBACKS_KEPT)),
        _term(
            "kept_late",
            Words("kept late", "выполнено поздно"),
            ("promises kept after their time", "обещания выполнены после срока"),
            _n(at.CALLBACKS_LATE),
        ),
        _term(
            "missed",
            Words("missed", "пропущено"),
            ("promises whose time has passed", "обещания, срок которых прошёл"),
            _n(at.CALLBACKS_MISSED),
        ),
        _term(
            "away",
            Words("not ready", "не готовы"),
            ("not ready and without a contact", "не готовы, без обращения"),
            lambda r: r.number((at.AWAY,)) / 1e6,
            "seconds",
        ),
        _term(
            "logged_on",
            Words("logged on", "на смене"),
            ("logged on", "время на смене"),
            _sum(at.LOGGED_ON_US),
            "seconds",
        ),
    )
}
"""Every term by its id."""
