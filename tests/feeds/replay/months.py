"""Rows as the bank's files hold them; made up, like the people in them."""

from __future__ import annotations

HEADER = (
    "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit\tq_time\t"
    "outcome\tser_start\tser_exit\tser_time\tserver"
)
DEFAULTS = {
    "at": "AA0101", "id": "7001", "customer": "0", "priority": "0", "type": "PS", "date": "990103",
    "entry": "10:00:00", "exit": "10:00:06", "menu_s": "6", "q_start": "0:00:00", "q_exit": "0:00:00", "q_s": "0",
    "outcome": "AGENT", "s_start": "10:00:05", "s_exit": "10:01:45", "s": "100", "server": "DOVRAT",
}  # fmt: skip


def row(**fields: str) -> str:
    """One row: a call that went straight to an agent, apart from `fields`."""
    return "\t".join({**DEFAULTS, **fields}.values())


def queued(**fields: str) -> str:
    """A call that queued for 30 s, apart from `fields`."""
    return row(**{"q_start": "10:00:06", "q_exit": "10:00:36", "q_s": "30", **fields})


def month(*rows: str, line_end: str = "\n") -> bytes:
    """A file of these rows."""
    return line_end.join([HEADER, *rows, ""]).encode()
