"""What the figures are called and how they are counted, in the language in force: the catalogue's own words."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from wallboard.metrics.catalogue import CATALOGUE
from wallboard.metrics.catalogue.levels import SERVICE_LEVEL, SERVICE_LEVEL_SHORT


def language() -> str:
    """The language in force, a code of two letters."""
    return "ru" if QLocale().language() == QLocale.Language.Russian else "en"


def figure_name(figure_id: str, *, short: bool = False) -> str:
    """What a figure is called. Raises KeyError for one that is not in the catalogue: it cannot be shown."""
    entry = CATALOGUE[figure_id]
    return (entry.short if short else entry.name).told(language())


def figure_formula(figure_id: str) -> str:
    """Its formula in symbols. Raises KeyError as `figure_name` does."""
    return CATALOGUE[figure_id].formula_in(language())


def figure_says(figure_id: str) -> str:
    """Its formula in words. Raises KeyError as `figure_name` does."""
    return CATALOGUE[figure_id].says.told(language())


def service_level_name(*, short: bool = False) -> str:
    """What the service level is called whatever its formula."""
    return (SERVICE_LEVEL_SHORT if short else SERVICE_LEVEL).told(language())
