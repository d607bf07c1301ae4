"""The language of the program: Qt's translators and the locale of its numbers, changed while it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

import resources
from widgets.i18n import numbers, words

LanguageCode = Literal["en", "ru"]
LANGUAGES: tuple[LanguageCode, ...] = get_args(LanguageCode)
FOLDER = Path(resources.__file__).parent / "translations"

_LOCALES: dict[LanguageCode, QLocale] = {
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    "ru": QLocale(QLocale.Language.Russian, QLocale.Country.Russia),
}


def language_of_system() -> LanguageCode:
    """Russian where the system speaks Russian, English everywhere else."""
    return "ru" if QLocale.system().language() == QLocale.Language.Russian else "en"


class Language(QObject):
    """The language in force. Every widget is sent a LanguageChange event; who is no widget listens to `changed`."""

    changed = Signal()

    def __init__(self, code: LanguageCode | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code: LanguageCode = code or language_of_system()
        self._installed: list[QTranslator] = []
        self._install()

    def choose(self, code: LanguageCode) -> None:
        """Speak `code` from now on."""
        if code != self.code:
            self.code = code
            self._install()
            self.changed.emit()

    def leave(self) -> None:
        """Take the translators away again; strings are English without plural forms then."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = []
        words.forget()

    def _install(self) -> None:
        self.leave()
        QLocale.setDefault(_LOCALES[self.code])
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{self.code}", qt_folder), (f"wallboard_{self.code}", str(FOLDER))):
            translator = QTranslator(self)
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._installed.append(translator)
        words.forget()
        numbers.forget()
