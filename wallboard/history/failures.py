"""What can be wrong with a log, as codes; raised by everything in this room that touches the database."""

from __future__ import annotations


class LogError(Exception):
    """The log cannot be used. `code`: log_newer, log_foreign, log_in_use or log_damaged; the text says what to do."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class UnwritableError(LogError):
    """Nothing can be written now; what was committed is safe, and writing may succeed later.

    `code`: disk_full, read_only, busy or io_error.
    """


_BY_SQLITE_NAME = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_READONLY": "read_only",
    "SQLITE_PERM": "read_only",
    "SQLITE_CANTOPEN": "read_only",
    "SQLITE_BUSY": "busy",
    "SQLITE_LOCKED": "busy",
}
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_REMEDY = {
    "disk_full": "the disk is full: free some space",
    "read_only": "it is read-only: let this user write the file and its folder",
    "busy": "another program holds it: close that program",
    "io_error": "the disk does not write: look at the disk and its cables",
}


def failure_of(error: BaseException, path: object) -> LogError:
    """The failure behind a database error; `path` names the log in its text."""
    original = getattr(error, "orig", None) or error
    name = str(getattr(original, "sqlite_errorname", ""))
    if name.startswith(_DAMAGED):
        return LogError(
            "log_damaged", f"{path} is no log of Wallboard, or it is damaged ({original}): name another file"
        )
    code = next((code for prefix, code in _BY_SQLITE_NAME.items() if name.startswith(prefix)), "io_error")
    return UnwritableError(code, f"the log {path} cannot be written; {_REMEDY[code]} ({original})")
