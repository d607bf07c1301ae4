"""Short ways to write entries down: the kinds of figures, and what figures of a kind have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from wallboard.metrics.catalogue.figure import Basis, Compute, Figure, Good, Term, Unit, Window, Words, slots
from wallboard.metrics.catalogue.terms import TERMS
from wallboard.metrics.reading import Reading
from wallboard.metrics.spans import KEYS, PEOPLE_KEYS, TICKET_KEYS, TIME_KEYS

_WINDOWS: dict[Basis, tuple[Window, ...]] = {
    "contacts": ("today", "sliding", "span"),
    "time": ("today", "span"),
    "peak": ("span",),
    "now": ("now",),
    "tickets": ("today", "span"),
}
_SPLITS: dict[Basis, tuple[str, ...]] = {
    "contacts": tuple(key for key in KEYS if key != "priority"),
    "time": tuple(key for key in KEYS if key in PEOPLE_KEYS | TIME_KEYS),
    "peak": tuple(key for key in KEYS if key != "priority"),
    "now": ("queue", "team", "site"),
    "tickets": tuple(key for key in KEYS if key in TICKET_KEYS),
}
LATER: tuple[Window, ...] = ("today", "span")
"""Of what becomes known after a contact: a sliding window, which goes by the outcome, cannot hold it."""
OURS = Words("Wallboard's own count", "собственный счёт Wallboard")
CUSTOMARY = Words("customary in the field", "принято в отрасли")


def figure(
    key: str,
    name: tuple[str, str],
    unit: Unit,
    good: Good,
    template: str,
    says: tuple[str, str],
    compute: Compute | None,
    *,
    short: tuple[str, str] | None = None,
    target: float | None = None,
    source: Words = CUSTOMARY,
    basis: Basis = "contacts",
    windows: tuple[Window, ...] = (),
    extra: tuple[Term, ...] = (),
    numbers: tuple[str, str] | None = None,
) -> Figure:
    """An entry; its terms are those that `template` names, of `TERMS` and `extra`. `numbers` tells the same in words.

    `windows` where they are not those of its basis.
    """
    known = TERMS | {term.id: term for term in extra}
    terms = tuple(known[slot] for slot in slots(template))
    full = Words(*name)
    return Figure(
        key,
        full,
        Words(*short) if short else full,
        unit,
        good,
        target,
        template,
        terms,
        Words(*says),
        source,
        basis,
        windows or _WINDOWS[basis],
        _SPLITS[basis],
        compute,
        Words(*numbers) if numbers else None,
    )


def counted(
    key: str,
    place: int,
    good: Good,
    name: tuple[str, str],
    says: tuple[str, str],
    *,
    short: tuple[str, str] | None = None,
    basis: Basis = "contacts",
    windows: tuple[Window, ...] = (),
) -> Figure:
    """A figure that is a count of the ledger."""
    own = Term("number", Words(*says), Words(*says), lambda r: r.n[place])
    return figure(
        key,
        name,
        "count",
        good,
        "{number}",
        says,
        lambda r: r.n[place],
        short=short,
        source=OURS,
        basis=basis,
        windows=windows,
        extra=(own,),
    )


def over(part: str, *whole: str) -> Compute:
    """A term divided by the sum of others; None where these come to nothing."""
    numerator, denominators = TERMS[part].value, [TERMS[each].value for each in whole]

    def quotient(r: Reading) -> float | None:
        return divided(numerator(r), sum([value(r) for value in denominators]))

    return quotient


def divided(part: Any, whole: Any) -> float | None:
    """Their ratio; None where there is nothing to divide by, NaN where they are arrays (see `readings`)."""
    if isinstance(whole, int | float):
        return part / whole if whole > 0 else None
    known = whole.astype(float)
    known[known <= 0.0] = float("nan")
    return cast(float, part / known)


def rest(compute: Callable[[Reading], float | None]) -> Compute:
    """One minus a share."""

    def remainder(r: Reading) -> float | None:
        share = compute(r)
        return None if share is None else 1.0 - share

    return remainder
