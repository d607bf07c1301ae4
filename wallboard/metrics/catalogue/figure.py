"""What an entry of the catalogue consists of. Every word stands here in both languages of the people on the floor."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from wallboard.metrics.reading import Reading

Unit = Literal["count", "share", "seconds", "money"]
Good = Literal["up", "down", "none"]
Basis = Literal["contacts", "time", "peak", "now", "tickets"]
Window = Literal["now", "today", "sliding", "span"]
Compute = Callable[[Reading], float | None]

_SLOT = re.compile(r"\{(\w+)\}")


class Words(NamedTuple):
    """The same in English and Russian."""

    en: str
    ru: str

    def told(self, language: str) -> str:
        """In `language`, a code of two letters: English where it is not Russian."""
        return self.ru if language == "ru" else self.en


def both(text: str) -> Words:
    """What reads the same in both languages."""
    return Words(text, text)


class Term(Struct, frozen=True):
    """A symbol of a formula, what it means, and its value in a ledger (a count, or seconds as `unit` says)."""

    id: str
    symbol: Words
    means: Words
    value: Callable[[Reading], float]
    unit: Unit = "count"


class Figure(Struct, frozen=True):
    """One entry. `target` is the default one, in the figure's own unit; `source` says who counts so or where from.

    `template` is the formula with the ids of its terms in braces; `says` tells the same in words. `basis` "contacts":
    spans go by the offer (by queue: the entry); "time": by the time that passed; "peak": the most at once; "now": what
    is true at this moment; "tickets": by what was done to tickets. `windows` are those that it can be asked for,
    `splits` the keys by which it can be split. `compute` is None for what no ledger holds.
    """

    id: str
    name: Words
    short: Words
    unit: Unit
    good: Good
    target: float | None
    template: str
    terms: tuple[Term, ...]
    says: Words
    source: Words
    basis: Basis
    windows: tuple[Window, ...]
    splits: tuple[str, ...]
    compute: Compute | None
    numbers: Words | None = None
    """The template in words, for its numbers, where symbols with numbers alone would be a riddle."""

    @property
    def formula(self) -> str:
        """The formula in symbols, in English."""
        return self.formula_in("en")

    def formula_in(self, language: str) -> str:
        """The formula in the symbols of `language`."""
        return self.filled({term.id: term.symbol.told(language) for term in self.terms}) or self.says.told(language)

    def template_for_numbers(self, language: str) -> str:
        """The template that its numbers are put into."""
        return self.numbers.told(language) if self.numbers else self.template

    def filled(self, values: Mapping[str, str]) -> str:
        """The template with a text in place of each term. Raises KeyError where one is missing."""
        return _SLOT.sub(lambda found: values[found.group(1)], self.template)


def slots(template: str) -> tuple[str, ...]:
    """The ids of the terms in a template, each once, in order."""
    return tuple(dict.fromkeys(_SLOT.findall(template)))
