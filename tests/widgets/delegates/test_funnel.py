"""The funnel's rows, and the words that go with them."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from tests.widgets.pictures import has, photo
from widgets.delegates.funnel import ROW, FunnelView, Stage
from widgets.delegates.ink import Ink
from widgets.theme import Theme

STAGES = [
    Stage("Menu", "466", ("−21 · 4.5%", "−21"), 1.0, 0.05, tip="menu: 21 gave up"),
    Stage("Queue", "402", ("−38 · 9.4%", "−38"), 0.86, 0.08, "alarm", "queue: 38 gave up"),
    Stage("Talk", "3", ("—", "—"), 0.01, 0.0, tip="nobody"),
]


def test_that_each_stage_has_a_row_and_only_the_bad_one_is_loud(qtbot: QtBot, theme: Theme) -> None:
    view = FunnelView(Ink(theme))
    qtbot.addWidget(view)
    view.show_stages(STAGES)
    view.resize(400, view.sizeHint().height())
    view.show()
    assert view.height() == 3 * ROW
    image = photo(view)
    assert not has(image, theme.color("alarm"), QRectF(0, 0, 400, ROW - 1))
    assert has(image, theme.color("alarm"), QRectF(0, ROW, 400, ROW - 1))
    assert "queue: 38 gave up" in view.accessibleDescription()


def test_that_a_narrow_funnel_shortens_its_losses_and_cuts_nothing(qtbot: QtBot, theme: Theme) -> None:
    ink = Ink(theme)
    view = FunnelView(ink)
    qtbot.addWidget(view)
    view.show_stages(STAGES)
    view.resize(210, view.sizeHint().height())
    view.show()
    photo(view)
    assert not ink.clipped


def test_that_the_number_of_a_stage_where_all_were_lost_does_not_run_into_the_loss(qtbot: QtBot, theme: Theme) -> None:
    ink = Ink(theme)
    view = FunnelView(ink)
    qtbot.addWidget(view)
    words = "−2 · 100.0%"
    pictures = []
    for number in ("2", ""):
        view.show_stages([Stage("Queue", number, (words,), 1.0, 1.0, "alarm", "queue")])
        view.resize(300, view.sizeHint().height())
        view.show()
        pictures.append(photo(view))
    right = 300 - int(ink.width(words, "small"))
    beside = [picture.copy(right - 2, 0, 300 - right + 2, view.height()) for picture in pictures]
    assert beside[0] == beside[1]
    assert pictures[0] != pictures[1]
