"""The abandonment points at large, at several sizes, in both themes and languages: nothing is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.screens.test_screens import LANGUAGES, THEMES, storm, studio
from wallboard.metrics.normals import Normal, Usual
from widgets.camera import Shot
from widgets.dialogs.losses import LossesDialog
from widgets.i18n.language import LanguageCode
from widgets.theme import ThemeName

SIZES = [(1280, 720), (1366, 768), (1920, 1080), (2560, 1440)]
STAGES = ("", "menu", "queue", "ringing", "talk")
WEEKS = 4
USUAL = Usual(
    0.0,
    WEEKS,
    {
        "menu": Normal(WEEKS, 1180.0, 39.5, 0.033, 20.0),
        "queue": Normal(WEEKS, 1150.0, 61.0, 0.053, 70.0),
        "ringing": Normal(WEEKS, 1130.0, 17.0, 0.015, 15.0),
        "talk": Normal(WEEKS, 1128.0, 5.0, 0.0044, 30.0),
    },
)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_abandonment_points_cut_nothing_off(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int], theme: ThemeName, language: LanguageCode
) -> None:
    shot = Shot(*size, theme, language, site="Москва", zone="Europe/Moscow")
    with studio(shot, *storm()) as found:
        dialog = LossesDialog(found.theme, found.board, parent=found.window)
        dialog.usual.found = USUAL
        dialog.usual.told.emit()
        dialog.show()
        for stage in STAGES:
            dialog.flow.choose(stage)
            for _ in range(3):
                qapp.processEvents()
            image = dialog.grab().toImage()
            assert image.width() <= size[0]
            assert image.height() <= size[1]
            assert image.save(str(tmp_path / f"losses-{size[0]}-{theme}-{language}-{stage or 'all'}.png"))
            assert dialog.clipped_texts() == []
        dialog.close()
