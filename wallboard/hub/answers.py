"""What a client has asked and published, until the hub answers it or the link is lost."""

from __future__ import annotations

import asyncio
from typing import Generic, TypeVar

from wallboard.stream.control import Refusal

T = TypeVar("T")

UNANSWERED_MAX = 256


class LinkLostError(ConnectionError):
    """There is no link to the hub. `sent`: whether it had been sent already, so that nobody knows what became of it."""

    def __init__(self, text: str, *, sent: bool) -> None:
        super().__init__(text)
        self.sent = sent


class RefusedError(Exception):
    """The hub has refused it; `code` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.code}: {refusal.detail}" if refusal.detail else refusal.code)
        self.code = refusal.code
        self.refusal = refusal


class Answers(Generic[T]):
    """Futures by the id of what was asked. What comes without an id belongs to the oldest: a hub answers in order."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, asyncio.Future[T]]] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def expect(self, ident: str) -> asyncio.Future[T]:
        """The future of the answer to `ident`. Raises RefusedError where too much is unanswered."""
        if len(self._waiting) >= UNANSWERED_MAX:
            raise RefusedError(Refusal("too_many_unanswered", str(UNANSWERED_MAX), ident))
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((ident, future))
        return future

    def settle(self, ident: str, value: T) -> bool:
        """Answer `ident`, or the oldest. False if nothing waits for it."""
        future = self._take(ident)
        if future is not None and not future.done():
            future.set_result(value)
        return future is not None

    def refuse(self, ident: str, refusal: Refusal) -> bool:
        """`ident` is refused. False if nothing waits under that id."""
        if not any(waiting == ident for waiting, _ in self._waiting):
            return False
        future = self._take(ident)
        if future is not None and not future.done():
            future.set_exception(RefusedError(refusal))
        return True

    def forget(self, future: asyncio.Future[T]) -> None:
        """Nobody waits for `future` any more."""
        self._waiting = [entry for entry in self._waiting if entry[1] is not future]

    def lose(self, text: str) -> None:
        """The link is lost: nothing that waits will be answered."""
        waiting, self._waiting = self._waiting, []
        for _, future in waiting:
            if not future.done():
                future.set_exception(LinkLostError(text, sent=True))

    def _take(self, ident: str) -> asyncio.Future[T] | None:
        for at, (waiting, future) in enumerate(self._waiting):
            if waiting == ident or not ident:
                del self._waiting[at]
                return future
        return None
