"""Appending: in order, once each, without what is personal; all of a batch or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event as sqlalchemy_event

from tests.history.logs import T0, OpenLog, delivered, offered, opened
from wallboard.history.failures import UnwritableError


def limit(log: OpenLog, pragma: str) -> None:
    """From now on every connection begins with `pragma`."""
    log.writer.close()
    log.log.engine.dispose()

    @sqlalchemy_event.listens_for(log.log.engine, "connect")
    def _limit(connection: object, _: object) -> None:
        connection.execute(pragma)  # type: ignore[attr-defined]


def free(log: OpenLog, pragma: str) -> None:
    """The disk has room again."""
    limit(log, pragma)


def test_that_positions_follow_each_other_over_batches(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.write(offered(1), offered(2))
        log.write(offered(3))
        assert [stored.position for stored in log.reader.after(0)] == [1, 2, 3]
        assert log.writer.position == 3


def test_that_an_event_known_from_earlier_is_dropped_and_the_others_close_up(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.write(offered(1))
        appended = log.writer.append([([offered(1), offered(2)], T0), ([offered(3), offered(2)], T0)])
        assert [(len(one.records), one.duplicates) for one in appended] == [(1, 1), (1, 1)]
        assert [r.position for one in appended for r in one.records] == [2, 3]
        assert log.ids == ["e1", "e2", "e3"]


def test_that_the_same_id_of_another_source_is_another_event(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        assert log.write(offered(1), offered(1, source="/site/chat")) == 2


def test_that_a_log_opened_again_still_knows_its_events(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.write(*map(offered, range(1, 600)))
    with opened(tmp_path / "x.sqlite") as log:
        assert log.write(*map(offered, range(1, 601))) == 1
        assert log.writer.position == 600


def test_that_what_is_personal_lies_beside_the_log(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.write(offered(1, caller="+7 900 111"), delivered(2, 1, "a1"))
        stored = log.reader.after(0)
        assert "900" not in stored[0].body
        assert stored[0].event == offered(1, caller="+7 900 111")
        with log.log.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM personal")
        erased = log.reader.after(0)
        assert erased[0].event == offered(1)
        assert [s.body for s in erased] == [s.body for s in stored]


@pytest.mark.parametrize(
    ("limiting", "freeing", "code"),
    [
        ("PRAGMA max_page_count = 20", "PRAGMA max_page_count = 1000000", "disk_full"),
        ("PRAGMA query_only = ON", "PRAGMA query_only = OFF", "read_only"),
    ],
)
def test_that_a_batch_that_cannot_be_written_leaves_nothing_and_can_be_written_later(
    tmp_path: Path, limiting: str, freeing: str, code: str
) -> None:
    crowd = [offered(number, caller="x" * 500) for number in range(10, 400)]
    with opened(tmp_path / "x.sqlite") as log:
        log.write(offered(1))
        limit(log, limiting)
        for _ in range(2):
            with pytest.raises(UnwritableError) as failed:
                log.writer.append([(crowd, T0)])
            assert failed.value.code == code
            assert str(log.path) in str(failed.value)
        assert log.ids == ["e1"]
        free(log, freeing)
        assert log.write(*crowd) == 390
        assert [stored.position for stored in log.reader.after(0)] == list(range(1, 392))


def test_that_a_read_only_log_is_found_out_without_an_event(tmp_path: Path) -> None:
    with opened(tmp_path / "x.sqlite") as log:
        log.writer.touch()
        limit(log, "PRAGMA query_only = ON")
        with pytest.raises(UnwritableError):
            log.writer.touch()
