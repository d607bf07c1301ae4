"""Opening a log: made anew, brought up to date by its migrations, or refused with the reason."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, insert, inspect, select, text
from sqlalchemy.exc import DatabaseError

from wallboard.history import schema
from wallboard.history.failures import LogError, failure_of
from wallboard.history.identity import new_logid
from wallboard.history.lock import LogLock

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MS = 3000
CHECKPOINT_PAGES = 8000
"""Only when the reader's thread (see `LogReader.checkpoint`) cannot keep up does a commit do this work."""
WAL_BYTES_KEPT = 64 * 1024 * 1024


class Log:
    """An open log. `position` is its newest position when it was opened."""

    def __init__(self, engine: Engine, logid: str, position: int, lock: LogLock) -> None:
        self.engine, self.logid, self.position = engine, logid, position
        self._lock = lock

    def close(self) -> None:
        """Close every connection, and let another hub have it."""
        self.engine.dispose()
        self._lock.release()


def open_log(path: Path, *, logid: str = "", durable: bool = True) -> Log:
    """The log in the file `path`, made if it is not there (with `logid`, if one is given).

    A `durable` log survives a power failure (every commit waits for the disk); any log survives `kill -9`.
    Raises LogError, or its child UnwritableError where nothing can be written now.
    """
    lock = LogLock(path)
    engine = _engine(path, durable)
    try:
        with engine.begin() as connection:
            _bring_up_to_date(connection, path)
        with engine.begin() as connection:
            found = _identity(connection, logid or new_logid())
            position = connection.execute(select(func.max(schema.log.c.position))).scalar() or 0
    except DatabaseError as error:
        engine.dispose()
        lock.release()
        raise failure_of(error, path) from error
    except LogError:
        engine.dispose()
        lock.release()
        raise
    return Log(engine, found, position, lock)


def _engine(path: Path, durable: bool) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_MS / 1000})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, and tables are made within one
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        cursor.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
        cursor.execute(f"PRAGMA journal_size_limit={WAL_BYTES_KEPT}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _bring_up_to_date(connection: Connection, path: Path) -> None:
    tables = set(inspect(connection).get_table_names())
    if not tables:
        schema.metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": schema.HEAD})
        return
    if "alembic_version" not in tables:
        raise LogError("log_foreign", f"{path} belongs to another program: name another file")
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version == schema.HEAD:
        return
    if version is not None and version not in _known_versions():
        raise LogError(
            "log_newer",
            f"{path} was written by a newer Wallboard (schema {version}): use that one, or name another file",
        )
    _migrate(connection)


def _known_versions() -> set[str]:
    return {file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _identity(connection: Connection, logid: str) -> str:
    """The log's identity. It also writes, so that a log that cannot be written is found out now."""
    table = schema.meta
    found = connection.execute(select(table.c.value).where(table.c.name == "logid")).scalar()
    if found is None:
        found = logid
        connection.execute(insert(table).values(name="logid", value=found))
    connection.execute(insert(table).prefix_with("OR REPLACE").values(name="opened_t", value=repr(time.time())))
    return found
