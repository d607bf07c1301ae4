from __future__ import annotations

import re
from itertools import islice
from random import Random

import pytest

from feeds.simulator import names


def test_that_no_two_people_have_the_same_name() -> None:
    drawn = list(names.people(Random(1)))
    assert len(drawn) == len(set(drawn)) == names.MOST_PEOPLE


def test_that_the_same_seed_gives_the_same_people() -> None:
    assert list(islice(names.people(Random(7)), 300)) == list(islice(names.people(Random(7)), 300))
    assert list(islice(names.people(Random(7)), 300)) != list(islice(names.people(Random(8)), 300))


@pytest.mark.parametrize(("first", "surname"), [("Анна", "Гусева"), ("Ольга", "Савицкая"), ("Иван", "Горский")])
def test_that_a_surname_agrees_with_the_first_name(first: str, surname: str) -> None:
    assert f"{first} {surname}" in set(names.people(Random(1)))


def test_that_numbers_are_those_of_films() -> None:
    random = Random(2)
    assert all(re.fullmatch(r"\+7 \d{3} 555 \d\d \d\d", names.phone(random)) for _ in range(200))


def test_that_important_customers_are_often_firms_and_others_never() -> None:
    random = Random(3)
    important = [names.customer(random, True) for _ in range(300)]
    assert 100 < sum(name.startswith("ООО «") for name in important) < 170
    assert not any("_" in name for name in important)
    assert all(re.fullmatch(r"[А-ЯЁ]\. [А-ЯЁ][а-яё]+", names.customer(random, False)) for _ in range(300))


def test_that_addresses_lead_nowhere() -> None:
    assert names.mail_address(Random(4)).endswith("@mail.example")
    assert names.given_name(Random(4)).isalpha()
