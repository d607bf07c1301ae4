"""Calling back who gave up, from the board's own view, at a real hub with a simulated centre."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.e2e.processes import running_hub
from wallboard.metrics import counts as at
from widgets.bridge import Bridge
from widgets.dialogs.call_back import CallBackDialog
from widgets.dialogs.losses import LossesDialog
from widgets.i18n.language import Language
from widgets.models.board import Board
from widgets.theme import Theme

WITHIN_MS = 60_000


@pytest.fixture
def board(qtbot: QtBot) -> Iterator[Board]:
    """A board at a hub on which many gave up."""
    with running_hub("--scenario", "storm", "--agents", "40", "--at", "10:42") as (_, url):
        board = Board(Bridge(url), person="olga")
        board.start()
        qtbot.waitUntil(lambda: board.can_act, timeout=WITHIN_MS)
        yield board
        assert board.stop()


def test_that_all_who_gave_up_in_a_queue_are_promised_a_callback(board: Board, qtbot: QtBot) -> None:
    language = Language("en")
    dialog = LossesDialog(Theme("dark"), board, "queue")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.usual.found is not None, timeout=WITHIN_MS)
    assert "compared with 4 past weeks, up to 10:30" in dialog.words
    before = board.books.today(now_t=board.now_t()).n[at.CALLBACKS_PROMISED]
    dialog.list.call_all()
    [asked] = dialog.findChildren(CallBackDialog)
    asked.accept()
    recall = dialog.list.recall
    qtbot.waitUntil(lambda: recall.asked > 10 and recall.is_over, timeout=WITHIN_MS)
    assert recall.promised > 0.8 * recall.asked
    promised = [one for one in board.floor.book.lost.values() if one.callback]
    assert len(promised) >= recall.promised
    assert f"{recall.promised} promised" in dialog.words.replace(",", "")
    now = board.books.today(now_t=board.now_t()).n[at.CALLBACKS_PROMISED]
    assert now - before >= recall.promised
    dialog.close()
    language.leave()
