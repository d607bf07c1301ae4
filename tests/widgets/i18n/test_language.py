"""The language changes while the program runs, and everybody is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from widgets.i18n.language import Language, language_of_system
from widgets.i18n.plurals import plurals
from widgets.i18n.words import text


@pytest.fixture
def language(qtbot: QtBot) -> Iterator[Language]:
    """English, taken away afterwards."""
    language = Language("en")
    yield language
    language.choose("en")
    language.leave()


def test_that_words_numbers_and_widgets_follow_a_change(language: Language, qtbot: QtBot) -> None:
    told: list[QEvent.Type] = []

    class Watcher(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            told.append(event.type())
            super().changeEvent(event)

    watcher = Watcher()
    qtbot.addWidget(watcher)
    changed = QSignalSpy(language.changed)
    assert text("presence", "ready") == "free"
    language.choose("ru")
    qtbot.waitUntil(lambda: QEvent.Type.LanguageChange in told)
    assert text("presence", "ready") == "готовность"
    assert QLocale().decimalPoint() == ","
    language.choose("ru")
    assert changed.count() == 1


@pytest.mark.parametrize(
    ("n", "english", "russian"),
    [
        (0, "0 rings without an answer", "0 вызовов без ответа"),
        (1, "1 ring without an answer", "1 вызов без ответа"),
        (2, "2 rings without an answer", "2 вызова без ответа"),
        (5, "5 rings without an answer", "5 вызовов без ответа"),
        (11, "11 rings without an answer", "11 вызовов без ответа"),
        (21, "21 rings without an answer", "21 вызов без ответа"),
    ],
)
def test_that_plural_forms_are_right_in_both_languages(language: Language, n: int, english: str, russian: str) -> None:
    assert plurals.refused(n) == english
    language.choose("ru")
    assert plurals.refused(n) == russian


def test_that_without_a_choice_the_system_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    russian = QLocale(QLocale.Language.Russian)
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: russian))
    assert language_of_system() == "ru"
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale(QLocale.Language.German)))
    assert language_of_system() == "en"
