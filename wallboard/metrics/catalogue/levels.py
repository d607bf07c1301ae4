"""The service level: six published formulas, one chosen per queue. They differ in what becomes of those who gave up."""

from __future__ import annotations

from collections.abc import Callable

from wallboard.metrics.catalogue.figure import Figure, Words
from wallboard.metrics.catalogue.making import divided, figure
from wallboard.metrics.reading import Levels

DEFAULT_FORMULA = "short_abandons_excluded"
"""For a queue that names none, and for queues together."""
DEFAULT_TARGET = 0.8

SERVICE_LEVEL = Words("Service level", "Уровень сервиса")
"""What all six are called together."""
SERVICE_LEVEL_SHORT = Words("Service", "Сервис")

Parts = Callable[[Levels], tuple[int, int]]


def _level(
    key: str,
    name: tuple[str, str],
    short: tuple[str, str],
    template: str,
    says: tuple[str, str],
    parts: Parts,
    who: Words,
) -> Figure:
    return figure(
        f"service_level.{key}",
        (f"{SERVICE_LEVEL.en}, {name[0]}", f"{SERVICE_LEVEL.ru}, {name[1]}"),
        "share",
        "up",
        template,
        says,
        lambda r: divided(*parts(r.levels)),
        short=short,
        target=DEFAULT_TARGET,
        source=who,
    )


LEVELS: tuple[Figure, ...] = (
    _level(
        "answered_only",
        ("answered only", "из отвеченных"),
        ("of answered only", "только из отвеченных"),
        "{a_t} / {a}",
        ("answered in time, of all answered", "отвечено вовремя из всех отвеченных"),
        lambda v: (v.answered_in_time, v.answered),
        Words("Asterisk “SL1”", "Asterisk «SL1»"),
    ),
    _level(
        "abandons_positive",
        ("abandons count as good", "потери в плюс"),
        ("abandons count as good", "потери в плюс"),
        "({a_t} + {b_t}) / ({a} + {b})",
        ("answered or gone in time, of all", "отвечено или ушли вовремя из всех"),
        lambda v: (v.answered_in_time + v.lost_in_time, v.answered + v.lost),
        Words("Amazon Connect; Asterisk “SL2”; Cisco “positive”", "Amazon Connect; Asterisk «SL2»; Cisco «positive»"),
    ),
    _level(
        "abandons_ignored",
        ("abandons ignored", "быстрые потери не в счёт"),
        ("abandons ignored", "потери не в счёт"),
        "{a_t} / ({a} + {b} − {b_t})",
        ("answered in time, of all but those gone in time", "отвечено вовремя из всех, кроме ушедших за это время"),
        lambda v: (v.answered_in_time, v.answered + v.lost - v.lost_in_time),
        Words("Cisco “ignore”", "Cisco «ignore»"),
    ),
    _level(
        "short_abandons_credited",
        ("short abandons credited", "короткие потери в плюс"),
        ("short abandons credited", "короткие потери в плюс"),
        "({a_t} + {b_s}) / ({a} + {b})",
        ("answered in time or gone at once, of all", "отвечено вовремя или ушли сразу из всех"),
        lambda v: (v.answered_in_time + v.lost_short, v.answered + v.lost),
        Words("ICMI", "ICMI"),
    ),
    _level(
        "short_abandons_excluded",
        ("short abandons excluded", "без коротких потерь"),
        ("short abandons excluded", "без коротких потерь"),
        "{a_t} / ({a} + {b} − {b_s})",
        ("answered in time, of all but those gone at once", "отвечено вовремя из всех, кроме ушедших сразу"),
        lambda v: (v.answered_in_time, v.answered + v.lost - v.lost_short),
        Words(
            "Talkdesk; Genesys Cloud with its short-abandon switch on",
            "Talkdesk; Genesys Cloud с включённым исключением коротких потерь",
        ),
    ),
    _level(
        "abandons_negative",
        ("abandons count as bad", "потери в минус"),
        ("abandons count as bad", "потери в минус"),
        "{a_t} / ({a} + {b})",
        ("answered in time, of all answered or gone", "отвечено вовремя из всех отвеченных и ушедших"),
        lambda v: (v.answered_in_time, v.answered + v.lost),
        Words("Cisco “negative”", "Cisco «negative»"),
    ),
)
"""The six, under ids that begin with `service_level.`"""
