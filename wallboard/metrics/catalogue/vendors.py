"""The same figures as others count them. Sources: the definitions that each publishes of its own reports."""

from __future__ import annotations

from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.catalogue.figure import Compute, Term, Words, both, slots
from wallboard.metrics.catalogue.making import divided
from wallboard.metrics.catalogue.terms import TERMS
from wallboard.metrics.reading import Reading

AMAZON, CISCO, ASTERISK, ICMI = "Amazon Connect", "Cisco", "Asterisk", "ICMI"
GENESYS = "Genesys Cloud"


class Variant(Struct, frozen=True):
    """How `vendor` counts it: `level` names one of our own figures, otherwise template, terms and `compute` are given.

    `remark` says what is peculiar; where `compute` and `level` are missing, no sum of contacts gives the figure.
    """

    vendor: str
    level: str = ""
    template: str = ""
    terms: tuple[Term, ...] = ()
    compute: Compute | None = None
    remark: Words = both("")


_QUEUED = Term(
    "queued", Words("queued", "в очередь"), Words("entered a queue", "вошли в очередь"), lambda r: r.n[at.QUEUED]
)
_DIVERTED = Term(
    "diverted",
    Words("sent elsewhere", "отправлено"),
    Words("sent elsewhere before an answer", "отправлено в другое место до ответа"),
    lambda r: r.n[at.DIVERTED],
)
_KNOWN = TERMS | {_QUEUED.id: _QUEUED, _DIVERTED.id: _DIVERTED}


def _variant(vendor: str, template: str, compute: Compute, en: str = "", ru: str = "") -> Variant:
    return Variant(vendor, "", template, tuple(_KNOWN[slot] for slot in slots(template)), compute, Words(en, ru))


def _same(vendor: str, figure_id: str, en: str = "", ru: str = "") -> Variant:
    return Variant(vendor, figure_id, remark=Words(en, ru))


def _lost(r: Reading) -> float:
    return r.n[at.ABANDONED_IN_QUEUE] + r.n[at.ABANDONED_RINGING]


def _cisco_abandoned(r: Reading) -> float | None:
    short = r.levels.lost_short
    return divided(_lost(r) - short, r.n[at.QUEUED] - short)


def _asterisk_abandoned(r: Reading) -> float | None:
    gone = _lost(r) + r.n[at.DIVERTED]
    return divided(gone, r.n[at.ANSWERED] - r.n[at.ANSWERED_DIRECT] + gone)


def _answered(r: Reading) -> float | None:
    return divided(r.n[at.ANSWERED] - r.n[at.ANSWERED_DIRECT], r.n[at.QUEUED])


_LEVEL = "service_level."
_LEVELS = (
    _same(
        AMAZON,
        f"{_LEVEL}abandons_positive",
        "removed from the queue within T, of all queued",
        "убраны из очереди за T из всех в очереди",
    ),
    _same(
        GENESYS,
        f"{_LEVEL}short_abandons_excluded",
        "with its switch for short abandons on",
        "с включённым исключением коротких потерь",
    ),
    _same(GENESYS, f"{_LEVEL}abandons_negative", "with the switch off", "с выключенным"),
    _same(CISCO, f"{_LEVEL}abandons_ignored", "“ignore”", "«ignore»"),
    _same(CISCO, f"{_LEVEL}abandons_negative", "“negative”", "«negative»"),
    _same(CISCO, f"{_LEVEL}abandons_positive", "“positive”", "«positive»"),
    _same(ASTERISK, f"{_LEVEL}answered_only", "“SL1”", "«SL1»"),
    _same(ASTERISK, f"{_LEVEL}abandons_positive", "“SL2”", "«SL2»"),
    _same(ICMI, f"{_LEVEL}short_abandons_credited"),
)
_ABANDONED = (
    _variant(
        AMAZON, "{lost} / {queued}", lambda r: divided(_lost(r), r.n[at.QUEUED]), "of all queued", "из всех в очереди"
    ),
    _variant(
        GENESYS,
        "{lost} / {queued}",
        lambda r: divided(_lost(r), r.n[at.QUEUED]),
        "of all offered to a queue",
        "из всех поступивших в очередь",
    ),
    _variant(
        CISCO,
        "({lost} − {b_s}) / ({queued} − {b_s})",
        _cisco_abandoned,
        "short calls are neither offered nor abandoned",
        "короткие звонки не поступали и не потеряны",
    ),
    _variant(
        ASTERISK,
        "({lost} + {diverted}) / ({answered_queued} + {lost} + {diverted})",
        _asterisk_abandoned,
        "its counter takes who was sent elsewhere for lost",
        "его счётчик считает отправленных в другое место потерянными",
    ),
)
_SPEED = (
    _same(AMAZON, "asa_queued_s", "contacts from a queue alone", "только обращения из очереди"),
    _same(GENESYS, "asa_queued_s", "contacts from a queue alone", "только обращения из очереди"),
    _same(CISCO, "asa_s", "delay, queue and ring, over all answered", "задержка, очередь и вызов, по всем отвеченным"),
    Variant(
        ASTERISK,
        remark=Words(
            "a running mean, (3 × old + new) / 4 in whole seconds: no mean of the day",
            "скользящее среднее, (3 × прежнее + новое) / 4 в целых секундах: не среднее за день",
        ),
    ),
)
_HANDLE = (
    _same(AMAZON, "aht_s"),
    _same(GENESYS, "aht_s"),
    _same(CISCO, "aht_s"),
    _variant(
        ASTERISK,
        "({talk} + {hold}) / {handled}",
        lambda r: divided((r.sums[at.TALK_US] + r.sums[at.HOLD_US]) / 1e6, r.n[at.HANDLED]),
        "it knows no after-contact work; it shows a running mean",
        "итогов не знает; показывает скользящее среднее",
    ),
)
_ANSWERED = (
    _variant(
        GENESYS, "{answered_queued} / {queued}", _answered, "of all offered to a queue", "из поступивших в очередь"
    ),
    _variant(
        CISCO, "{answered_queued} / {queued}", _answered, "of all presented to a queue", "из поступивших в очередь"
    ),
)

_FAMILIES = {
    "answered_share": _ANSWERED,
    "abandonment_rate": _ABANDONED,
    "asa_s": _SPEED,
    "asa_queued_s": _SPEED,
    "aht_s": _HANDLE,
}


def variants(figure_id: str) -> tuple[Variant, ...]:
    """How others count this figure; empty where nobody publishes another way."""
    if figure_id.startswith(_LEVEL):
        return _LEVELS
    return _FAMILIES.get(figure_id, ())
