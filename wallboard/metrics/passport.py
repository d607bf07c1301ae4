"""A figure's passport: its formula with the numbers, what was left out and why, and the same as others count it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from wallboard.metrics.catalogue import CATALOGUE, Figure, read
from wallboard.metrics.catalogue.figure import Term
from wallboard.metrics.catalogue.left_out import Reason, reasons
from wallboard.metrics.catalogue.vendors import Variant, variants
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.reading import Limits, Reading
from wallboard.metrics.story import Share

Part = Literal["in", "out", "none"]
"""A contact counts in a figure, is left out of it for a reason, or does not concern it."""


class Put(Struct, frozen=True):
    """A term and its value: a count or seconds, as the term's unit says."""

    term: Term
    value: float


class Told(Struct, frozen=True):
    """The figure as somebody else counts it; None where there is nothing to divide by, or no sum gives it.

    `figure` is the entry of ours that counts so, if there is one; otherwise `template` and `puts` say how.
    """

    variant: Variant
    figure: Figure | None
    template: str
    puts: tuple[Put, ...]
    value: float | None


class LeftOut(Struct, frozen=True):
    """So many contacts are left out for `reason`."""

    reason: Reason
    number: int


class Passport(Struct, frozen=True):
    """What `figure` says of one ledger: `value` in the figure's unit, the numbers behind it, what is not in it."""

    figure: Figure
    value: float | None
    puts: tuple[Put, ...]
    left_out: tuple[LeftOut, ...]
    others: tuple[Told, ...]


def passport(figure_id: str, ledger: Ledger, limits: Limits) -> Passport:
    """The passport of a figure that a ledger gives. Raises KeyError for one that is not in the catalogue.

    For a figure that no ledger holds (`compute` is None) the value is None: whoever knows it puts it in.
    """
    figure, reading = CATALOGUE[figure_id], Reading(ledger, limits)
    value = None if figure.compute is None else figure.compute(reading)
    left = [LeftOut(reason, int(reason.number(reading))) for reason in reasons(figure_id)]
    return Passport(
        figure,
        value,
        _put(figure.terms, reading),
        tuple(found for found in left if found.number > 0),
        tuple(_told(variant, reading) for variant in variants(figure_id)),
    )


def part_of(figure_id: str, share: Share, limits: Limits) -> tuple[Part, str]:
    """Whether the contact that adds `share` counts in a figure, and the code of the reason where it is left out.

    The same terms and reasons are asked of the contact alone as of the whole ledger.
    """
    figure, alone = CATALOGUE[figure_id], Ledger()
    alone.add(share)
    reading = Reading(alone, limits)
    for reason in reasons(figure_id):
        if reason.number(reading) > 0:
            return "out", reason.code
    return ("in", "") if any(term.value(reading) for term in figure.terms) else ("none", "")


def _put(terms: tuple[Term, ...], reading: Reading) -> tuple[Put, ...]:
    return tuple(Put(term, term.value(reading)) for term in terms)


def _told(variant: Variant, reading: Reading) -> Told:
    if variant.level:
        figure = CATALOGUE[variant.level]
        return Told(variant, figure, figure.template, _put(figure.terms, reading), read(variant.level, reading))
    value = None if variant.compute is None else variant.compute(reading)
    return Told(variant, None, variant.template, _put(variant.terms, reading), value)
