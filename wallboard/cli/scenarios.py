"""The scenarios that come with the program, looked at without loading the simulator."""

from __future__ import annotations

from pathlib import Path

import click

from wallboard.config.names import suggestion


def checked(name: str) -> str:
    """`name`, if it is a scenario of ours or the path of a TOML file. Raises BadParameter with the nearest name."""
    import feeds

    if name.endswith(".toml"):
        return name
    known = sorted(path.stem for path in (Path(feeds.__path__[0]) / "simulator" / "scenarios").glob("*.toml"))
    if name not in known:
        raise click.BadParameter(f"there is no scenario {name!r}; {suggestion(name, known)}")
    return name
