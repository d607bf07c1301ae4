"""January, folded once for all the tests of this folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bank.month import Month

SPLITS = (
    (),
    ("tier",),
    ("queue",),
    ("day",),
    ("hour",),
    ("half_hour",),
    ("agent",),
    ("entry", "channel"),
    ("queue", "tier"),
    ("day", "hour"),
    ("queue", "hour"),
    ("day", "agent"),
)
SPANS = (("1999-01-03", "1999-01-04"), ("1999-01-17T10:00", "1999-01-18T15:30"), ("1999-01-31T23:00", "1999-02-01"))


@pytest.fixture(scope="session")
def month(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Month:
    path = data_folder / "anonymousbank" / "01_January.txt.xz"
    if not path.is_file():
        pytest.skip(f"the bank's January is not there: {path}")
    return Month(path, tmp_path_factory.mktemp("bank"))


@pytest.fixture(scope="session")
def reference(data_folder: Path) -> dict[str, Any]:
    path = data_folder / "anonymousbank" / "reference_january.json"
    if not path.is_file():
        pytest.skip(f"there are no reference figures: {path}")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return found
