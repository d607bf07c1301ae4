"""Opening a log: anew, again, from an older or a newer version, and where it cannot be."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from tests.history.logs import offered, opened
from wallboard.history import schema
from wallboard.history.failures import LogError, UnwritableError
from wallboard.history.opening import MIGRATIONS, open_log

TABLES = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"


def columns(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table with its columns and its unique keys, as SQLite tells them."""
    with sqlite3.connect(path) as connection:
        names = [row[0] for row in connection.execute(TABLES) if not row[0].startswith("alembic")]
        found = {name: connection.execute(f"SELECT * FROM pragma_table_info('{name}')").fetchall() for name in names}
        for name in names:
            found[name] += connection.execute(f"SELECT \"unique\", origin FROM pragma_index_list('{name}')").fetchall()
    connection.close()
    return found


def change(path: Path, statement: str) -> None:
    """Do something to the database behind the log's back."""
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_that_a_log_keeps_its_identity_and_its_position(tmp_path: Path) -> None:
    path = tmp_path / "a" / "site.sqlite"
    with opened(path) as first:
        first.write(offered(1), offered(2))
        logid = first.log.logid
    with opened(path) as again:
        assert (again.log.logid, again.log.position) == (logid, 2)


def test_that_two_logs_have_different_identities(tmp_path: Path) -> None:
    with opened(tmp_path / "a.sqlite") as one, opened(tmp_path / "b.sqlite") as two:
        assert one.log.logid != two.log.logid


def test_that_the_migrations_arrive_at_the_tables_of_the_schema(tmp_path: Path) -> None:
    with opened(tmp_path / "made.sqlite"):
        pass
    (tmp_path / "migrated.sqlite").touch()
    change(tmp_path / "migrated.sqlite", "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    with opened(tmp_path / "migrated.sqlite") as migrated:
        assert migrated.write(offered(1)) == 1
    assert columns(tmp_path / "made.sqlite") == columns(tmp_path / "migrated.sqlite")


def test_that_the_head_of_the_migrations_is_what_a_new_log_is_stamped_with() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD
    assert command.__name__ == "alembic.command"


def test_that_a_log_of_this_version_is_opened_without_alembic(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from wallboard.history.opening import open_log\n"
        "open_log(Path(sys.argv[1])).close(); open_log(Path(sys.argv[1])).close()\n"
        "print('alembic' in sys.modules)"
    )
    arguments = [sys.executable, "-c", code, str(tmp_path / "x.sqlite")]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"


def test_that_a_log_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "site.sqlite"
    with opened(path) as log:
        log.write(offered(1))
    change(path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LogError, match="newer Wallboard") as refused:
        open_log(path)
    assert refused.value.code == "log_newer"
    change(path, f"UPDATE alembic_version SET version_num = '{schema.HEAD}'")
    with opened(path) as log:
        assert log.ids == ["e1"]


def test_that_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    change(path, "CREATE TABLE songs (title TEXT)")
    with pytest.raises(LogError, match="another program") as refused:
        open_log(path)
    assert refused.value.code == "log_foreign"


def test_that_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, and they are long enough to be looked at as a database page" * 100)
    with pytest.raises(LogError) as refused:
        open_log(path)
    assert refused.value.code == "log_damaged"
    assert str(path) in str(refused.value)


def test_that_a_second_hub_on_the_same_log_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "site.sqlite"
    with opened(path):
        with pytest.raises(LogError, match="another hub") as refused:
            open_log(path)
        assert refused.value.code == "log_in_use"
    with opened(path) as log:
        assert log.write(offered(1)) == 1


def test_that_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableError) as refused:
        open_log(tmp_path / "file" / "site.sqlite")
    assert refused.value.code == "read_only"


def test_that_a_durable_log_waits_for_the_disk_and_that_of_a_run_does_not(tmp_path: Path) -> None:
    for name, durable, level in (("kept", True, 2), ("run", False, 1)):
        log = open_log(tmp_path / f"{name}.sqlite", durable=durable)
        with log.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == level
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        log.close()
