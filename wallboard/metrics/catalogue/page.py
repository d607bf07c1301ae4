"""The manual's page of figures, made from the catalogue: Markdown in either language."""

from __future__ import annotations

from collections.abc import Iterable

from wallboard.metrics.catalogue import CATALOGUE, Figure
from wallboard.metrics.catalogue.figure import Basis, Window, Words

_TITLE = Words("What the figures mean", "Что означают показатели")
_INTRO = Words(
    "Made from the catalogue by `wallboard catalogue`: what is not here is not shown anywhere. A answered (those "
    "without queueing too, with a wait of 0), B abandoned in a queue or while it rang, T the threshold and s the "
    "short-abandon limit of the queue; ≤ is inclusive. Shares are 0…1 in JSON, times are seconds; where there is "
    "nothing to divide by stands “—” (`null`). Of a deferred queue (e-mail, form, fax) T is its norm: who waits "
    "beyond it counts in B already, as missed; without a norm the queue has no service level.",
    "Составлено из каталога командой `wallboard catalogue`: чего здесь нет, то нигде не показывается. A — отвечено (и "
    "без очереди, с ожиданием 0), B — потеряно в очереди или на вызове, T — порог, s — предел короткой потери очереди; "
    "≤ включительно. Доли в JSON 0…1, время в секундах; где делить не на что, стоит «—» (`null`). У отложенной очереди "
    "(почта, форма, факс) T — её норма: кто ждёт дольше, уже считается в B; без нормы уровня сервиса нет.",
)
_HEADS: tuple[Words, ...] = (
    Words("id", "id"),
    Words("name", "название"),
    Words("formula", "формула"),
    Words("good", "хорошо"),
    Words("target", "цель"),
    Words("source", "источник"),
)
_SECTIONS: dict[Basis, Words] = {
    "contacts": Words("By contact", "По обращениям"),
    "time": Words("By time", "По времени"),
    "peak": Words("The most at once", "Больше всего сразу"),
    "now": Words("At this moment", "В эту минуту"),
    "tickets": Words("Tickets", "Заявки"),
}
_WINDOWS: dict[Window, Words] = {
    "now": Words("now", "сейчас"),
    "today": Words("today", "сегодня"),
    "sliding": Words("last 15, 30, 60 minutes", "последние 15, 30, 60 минут"),
    "span": Words("any span", "любой промежуток"),
}
_GOOD = {"up": Words("more", "больше"), "down": Words("less", "меньше"), "none": Words("", "")}
_ASKED = Words("Windows: {windows}. Split by: {splits}.", "Окна: {windows}. Разрезы: {splits}.")


def page(language: str) -> str:
    """The whole page in `language` (en or ru)."""
    parts = [f"# {_TITLE.told(language)}", _INTRO.told(language)]
    for basis, title in _SECTIONS.items():
        entries = [entry for entry in CATALOGUE.values() if entry.basis == basis]
        if entries:
            parts += [f"## {title.told(language)}", _asked(entries[0], language), _table(entries, language)]
    return "\n\n".join(parts) + "\n"


def target_told(entry: Figure, language: str) -> str:
    """The default target with its unit; empty where there is none."""
    if entry.target is None:
        return ""
    if entry.unit == "share":
        return f"{100 * entry.target:g} %"
    return f"{entry.target:g} {'с' if language == 'ru' else 's'}" if entry.unit == "seconds" else f"{entry.target:g}"


def _asked(entry: Figure, language: str) -> str:
    windows = ", ".join(_WINDOWS[window].told(language) for window in entry.windows)
    splits = ", ".join(f"`{split}`" for split in entry.splits)
    return _ASKED.told(language).format(windows=windows, splits=splits)


def _table(entries: Iterable[Figure], language: str) -> str:
    rows = [[head.told(language) for head in _HEADS], ["---"] * len(_HEADS)]
    rows += [_row(entry, language) for entry in entries]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(entry: Figure, language: str) -> list[str]:
    formula, says = entry.formula_in(language), entry.says.told(language)
    how = says if formula == says else f"`{formula}`: {says}"
    name = entry.name.told(language)
    good, target = _GOOD[entry.good].told(language), target_told(entry, language)
    return [f"`{entry.id}`", name, how, good, target, entry.source.told(language)]
