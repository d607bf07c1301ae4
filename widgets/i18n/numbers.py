"""Numbers, durations, moments and telephone numbers for people, in the locale in force."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

translate = QCoreApplication.translate

DASH = "—"
"""Stands where there is no value."""
NBSP = "\u00a0"
HIDDEN = "•••"
SHOWN_TAIL = 4


@lru_cache(maxsize=8192)
def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def clock(seconds: float | None) -> str:
    """A running time: 0:07, 3:42, 1:02:09. Cheap, the same in every language; a dash for None."""
    return DASH if seconds is None else _clock(max(0, int(seconds)))


def duration(seconds: float | None) -> str:
    """A length of time in words, to two units at most, none of them empty: 45 s, 3 min, 2 h, 2 h 10, 1 d, 1 d 4 h."""
    if seconds is None:
        return DASH
    whole = max(0, round(seconds))
    if whole < 60:
        return translate("Numbers", "{seconds} s").format(seconds=whole).replace(" ", NBSP)
    if whole < 3600:
        return translate("Numbers", "{minutes} min").format(minutes=whole // 60).replace(" ", NBSP)
    hours, minutes = whole // 3600, whole % 3600 // 60
    if whole < 86_400:
        text = translate("Numbers", "{hours} h {minutes}") if minutes else translate("Numbers", "{hours} h")
        return text.format(hours=hours, minutes=f"{minutes:02d}").replace(" ", NBSP)
    days, hours = divmod(hours, 24)
    text = translate("Numbers", "{days} d {hours} h") if hours else translate("Numbers", "{days} d")
    return text.format(days=count(days), hours=hours).replace(" ", NBSP)


def seconds_exact(seconds: float) -> str:
    """A short time with a tenth: 0.4 s."""
    return translate("Numbers", "{seconds} s").format(seconds=number(seconds, 1)).replace(" ", NBSP)


def count(value: int | float | None) -> str:
    """A whole number with its groups."""
    return DASH if value is None else _count(round(value))


@lru_cache(maxsize=8192)
def _count(value: int) -> str:
    return QLocale().toString(value)


@lru_cache(maxsize=8192)
def _number(value: float, digits: int) -> str:
    return QLocale().toString(value, "f", digits)


def forget() -> None:
    """Another locale is in force."""
    _count.cache_clear()
    _number.cache_clear()


def number(value: float | None, digits: int = 1) -> str:
    """A number with so many digits after the point."""
    return DASH if value is None else _number(float(value), digits)


def percent(share_of_one: float | None, digits: int = 0) -> str:
    """The number of a share alone, without its sign: 0.884 with one digit is 88.4."""
    return DASH if share_of_one is None else number(share_of_one * 100.0, digits)


def share(share_of_one: float | None, digits: int = 0) -> str:
    """A share (0…1) as a percentage with its sign."""
    if share_of_one is None:
        return DASH
    return translate("Numbers", "{percent}%").format(percent=percent(share_of_one, digits)).replace(" ", NBSP)


def figure(value: float | None, unit: str) -> tuple[str, str]:
    """A figure of the catalogue as its number and the sign behind it. `unit`: count, share or seconds."""
    if value is None:
        return DASH, ""
    if unit == "share":
        return percent(value, 0 if value >= 0.9995 else 1), "%"
    return (clock(value), "") if unit == "seconds" else (count(value), "")


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """The time zone of that name; UTC where it is empty or nobody knows it."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def time_of_day(t: float, zone: str, *, seconds: bool = False) -> str:
    """The moment `t` (epoch seconds, UTC) on the clocks of `zone`: 10:42, or 10:42:16."""
    if t < 0.0:
        return DASH
    there = datetime.fromtimestamp(t, zone_of(zone))
    return f"{there.hour:02d}:{there.minute:02d}" + (f":{there.second:02d}" if seconds else "")


def date_of(t: float, zone: str) -> str:
    """The day of the moment `t` (epoch seconds, UTC) in `zone`, short, as the locale writes it."""
    there = datetime.fromtimestamp(t, zone_of(zone))
    return QLocale().toString(QDate(there.year, there.month, there.day), QLocale.FormatType.ShortFormat)


def moment(t: float, zone: str, now_t: float) -> str:
    """The time of day with seconds, and the day before it where that is another than that of `now_t`."""
    if t < 0.0:
        return DASH
    day = date_of(t, zone)
    when = time_of_day(t, zone, seconds=True)
    return when if day == date_of(now_t, zone) else f"{day} {when}"


def hour_label(hour: int, minute: int = 0) -> str:
    """A time of day on an axis, as the locale writes it short."""
    return QLocale().toString(QTime(hour, minute), QLocale.FormatType.ShortFormat)


@lru_cache(maxsize=4096)
def masked(address: str) -> str:
    """A customer's address, recognisable to who knows it and useless to others: +7 916 ••• 41 20, an•••@example.org."""
    name, at, domain = address.partition("@")
    if at and domain:
        return f"{name[:2]}{HIDDEN}@{domain}"
    digits = "".join(c for c in address if c.isdigit())
    if not digits or len(digits) < len(address) / 2:
        return f"{address[:2]}{HIDDEN}" if len(address) > 2 else address
    if len(digits) <= SHOWN_TAIL:
        return address
    tail = NBSP.join((digits[-4:-2], digits[-2:]))
    head = _head(digits[:-7], address.startswith("+"))
    return NBSP.join(part for part in (head, HIDDEN, tail) if part)


def _head(digits: str, international: bool) -> str:
    if not digits:
        return ""
    country = 1 if digits[0] in "17" or not international else 2
    parts = [digits[:country], digits[country:]] if len(digits) > 3 else [digits]
    return ("+" if international else "") + NBSP.join(part for part in parts if part)
