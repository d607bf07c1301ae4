"""The catalogue of figures: name, formula, unit, good direction, target, source, windows, splits.

What is not here is not shown: the board, the reports, the manual's page of figures and `wallboard figures` are made
from these entries.

A answered, B abandoned in a queue or while it rang, T threshold, s short-abandon limit; every ≤ is inclusive.
"""

from __future__ import annotations

from wallboard.metrics.catalogue.callbacks import CALLBACKS
from wallboard.metrics.catalogue.durations import DURATIONS
from wallboard.metrics.catalogue.figure import Figure, Term, Words
from wallboard.metrics.catalogue.levels import DEFAULT_FORMULA, DEFAULT_TARGET, LEVELS
from wallboard.metrics.catalogue.now import NOW
from wallboard.metrics.catalogue.people import PEAKS, PEOPLE
from wallboard.metrics.catalogue.quality import QUALITY
from wallboard.metrics.catalogue.shares import SHARES
from wallboard.metrics.catalogue.tickets import TICKETS
from wallboard.metrics.catalogue.volumes import VOLUMES
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.reading import DEFAULT_LIMITS, Limits, Reading

__all__ = ["CATALOGUE", "DEFAULT_FORMULA", "DEFAULT_TARGET", "FIGURES", "Figure", "Term", "Words", "compute", "read"]

_ALL = (*VOLUMES, *CALLBACKS, *LEVELS, *SHARES, *QUALITY, *DURATIONS, *PEOPLE, *PEAKS, *TICKETS)

FIGURES: dict[str, Figure] = {figure.id: figure for figure in _ALL}
"""What can be asked for a span, by id."""

CATALOGUE: dict[str, Figure] = FIGURES | {figure.id: figure for figure in NOW}
"""Every figure by its id, those of the moment too."""


def compute(figure_id: str, ledger: Ledger, limits: Limits = DEFAULT_LIMITS) -> float | None:
    """The figure from a ledger: a count, a share 0…1 or seconds; None where there is nothing to divide by.

    Raises KeyError for a figure that is not in the catalogue.
    """
    return read(figure_id, Reading(ledger, limits))


def read(figure_id: str, reading: Reading) -> float | None:
    """The same where several figures are read from one ledger."""
    found = FIGURES[figure_id].compute
    return None if found is None else found(reading)
