"""Answers find who waits for them; what is lost is told to all who wait."""

from __future__ import annotations

import asyncio

import pytest

from wallboard.hub.answers import UNANSWERED_MAX, Answers, LinkLostError, RefusedError
from wallboard.stream.control import Refusal


def test_that_an_answer_goes_to_its_question_and_one_without_an_id_to_the_oldest() -> None:
    async def talk() -> None:
        answers: Answers[int] = Answers()
        first, second, third = (answers.expect(ident) for ident in ("a", "b", "c"))
        assert answers.settle("b", 2)
        assert answers.settle("", 1)
        assert answers.settle("c", 3)
        assert [await first, await second, await third] == [1, 2, 3]

    asyncio.run(talk())


def test_that_a_stray_answer_disturbs_nobody() -> None:
    async def talk() -> None:
        answers: Answers[int] = Answers()
        assert not answers.settle("", 1)
        waiting = answers.expect("a")
        assert not answers.settle("z", 1)
        assert not answers.refuse("z", Refusal("no"))
        assert not answers.refuse("", Refusal("not_json"))
        assert not waiting.done()

    asyncio.run(talk())


def test_that_a_refusal_is_raised_where_it_is_awaited() -> None:
    async def talk() -> None:
        answers: Answers[int] = Answers()
        waiting = answers.expect("a")
        assert answers.refuse("a", Refusal("not_allowed", "read only", "a"))
        with pytest.raises(RefusedError, match="not_allowed: read only"):
            await waiting

    asyncio.run(talk())


def test_that_all_who_wait_learn_that_the_link_is_lost() -> None:
    async def talk() -> None:
        answers: Answers[int] = Answers()
        waiting = [answers.expect("a"), answers.expect("b")]
        answers.lose("gone")
        for future in waiting:
            with pytest.raises(LinkLostError, match="gone") as caught:
                await future
            assert caught.value.sent
        assert len(answers) == 0

    asyncio.run(talk())


def test_that_the_unanswered_are_bounded() -> None:
    async def talk() -> None:
        answers: Answers[int] = Answers()
        for number in range(UNANSWERED_MAX):
            answers.expect(str(number))
        with pytest.raises(RefusedError) as caught:
            answers.expect("one more")
        assert caught.value.code == "too_many_unanswered"

    asyncio.run(talk())
