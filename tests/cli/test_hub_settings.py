"""What a hub is called whose feeds the command line names."""

from __future__ import annotations

from pathlib import Path

import pytest

from wallboard.cli.hub import _with_run
from wallboard.cli.options import Run
from wallboard.config.settings import Settings, SiteSettings


@pytest.mark.parametrize(("given", "expected"), [("site", "demo"), ("north", "north")])
def test_that_a_simulated_centre_without_a_site_is_called_a_demo(given: str, expected: str) -> None:
    settings = _with_run(Settings(site=SiteSettings(given)), Run("storm"), None)
    assert settings.site.name == expected


def test_that_a_recording_keeps_the_name_of_the_site() -> None:
    assert _with_run(Settings(), Run(), Path("day.jsonl")).site.name == "site"
