"""Numbers, durations and addresses as people read them, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from widgets.i18n import numbers
from widgets.i18n.language import Language, LanguageCode

NOON_T = 1_750_000_000.0  # 2025-06-15 15:06:40 UTC


@pytest.fixture
def speak(qtbot: QtBot) -> Iterator[Callable[[LanguageCode], Language]]:
    """Changes the language for one test."""
    language = Language("en")

    def choose(code: LanguageCode) -> Language:
        language.choose(code)
        return language

    yield choose
    language.choose("en")
    language.leave()


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace(numbers.NBSP, " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(None, "—"), (-5.0, "0:00"), (7.9, "0:07"), (222, "3:42"), (3729, "1:02:09"), (360_000, "100:00:00")],
)
def test_that_a_running_time_has_minutes_and_seconds(seconds: float | None, shown: str) -> None:
    assert numbers.clock(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "english", "russian"),
    [
        (None, "—", "—"),
        (45.2, "45 s", "45 с"),
        (185.0, "3 min", "3 мин"),
        (7800.0, "2 h 10", "2 ч 10"),
        (3660.0, "1 h 01", "1 ч 01"),
        (3600.0, "1 h", "1 ч"),
        (86_400.0, "1 d", "1 д"),
        (200_000.0, "2 d 7 h", "2 д 7 ч"),
    ],
)
def test_that_a_duration_has_its_units_in_each_language(
    speak: Callable[[LanguageCode], Language], seconds: float | None, english: str, russian: str
) -> None:
    speak("en")
    assert plain(numbers.duration(seconds)) == english
    speak("ru")
    assert plain(numbers.duration(seconds)) == russian


def test_that_numbers_follow_the_locale(speak: Callable[[LanguageCode], Language]) -> None:
    speak("en")
    assert (numbers.count(31359), numbers.number(88.44), numbers.share(0.884, 1)) == ("31,359", "88.4", "88.4%")
    speak("ru")
    assert [plain(t) for t in (numbers.count(31359), numbers.number(88.44), numbers.share(0.884, 1))] == [
        "31 359",
        "88,4",
        "88,4 %",
    ]
    assert plain(numbers.seconds_exact(0.42)) == "0,4 с"


def test_that_a_missing_value_is_a_dash() -> None:
    assert {numbers.count(None), numbers.number(None), numbers.percent(None), numbers.share(None)} == {numbers.DASH}
    assert numbers.figure(None, "share") == (numbers.DASH, "")
    assert numbers.time_of_day(-1.0, "UTC") == numbers.DASH == numbers.moment(-1.0, "UTC", NOON_T)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.884, "share", ("88.4", "%")),
        (1.0, "share", ("100", "%")),
        (41.3, "seconds", ("0:41", "")),
        (14, "count", ("14", "")),
    ],
)
def test_that_a_figure_is_its_number_and_its_sign(
    speak: Callable[[LanguageCode], Language], value: float, unit: str, shown: tuple[str, str]
) -> None:
    speak("en")
    assert numbers.figure(value, unit) == shown


def test_that_moments_are_told_on_the_clocks_of_the_site() -> None:
    assert numbers.time_of_day(NOON_T, "Europe/Moscow") == "18:06"
    assert numbers.time_of_day(NOON_T, "Europe/Moscow", seconds=True) == "18:06:40"
    assert numbers.time_of_day(NOON_T, "No/Where") == "15:06"


def test_that_another_day_is_named(speak: Callable[[LanguageCode], Language]) -> None:
    speak("ru")
    assert numbers.moment(NOON_T, "UTC", NOON_T + 60) == "15:06:40"
    assert numbers.moment(NOON_T, "UTC", NOON_T + 86_400) == "15.06.2025 15:06:40"
    assert numbers.hour_label(9, 30) == "09:30"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("+79164564120", "+7 916 ••• 41 20"),
        ("+7 (916) 456-41-20", "+7 916 ••• 41 20"),
        ("89164564120", "8 916 ••• 41 20"),
        ("+442071838750", "+44 207 ••• 87 50"),
        ("4564120", "••• 41 20"),
        ("0412", "0412"),
        ("anna@example.org", "an•••@example.org"),
        ("visitor-7f3a", "vi•••"),
        ("ok", "ok"),
        ("", ""),
    ],
)
def test_that_an_address_is_masked(address: str, shown: str) -> None:
    assert plain(numbers.masked(address)) == shown
