"""Whatever a settings file holds: it is taken, or refused in one line that names the file."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wallboard.config.environment import overlaid, variables
from wallboard.config.parsing import convert, parse
from wallboard.config.settings import Settings, SettingsError

WORDS = st.sampled_from(
    ["site", "hub", "feeds", "display", "limits", "port", "kind", "name", "simulator", "speed", "x"]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def assert_refused_in_one_line(error: SettingsError, name: str) -> None:
    said = str(error)
    assert said.startswith(f"{name}: ")
    assert len(said) > len(name) + 4


@given(st.text(max_size=100))
def test_that_any_text_is_taken_or_refused(text: str) -> None:
    try:
        parse(text, "site.toml")
    except SettingsError as error:
        assert_refused_in_one_line(error, "site.toml")


@given(st.dictionaries(WORDS, VALUES, max_size=4))
def test_that_any_tree_is_taken_or_refused(tree: dict[str, Any]) -> None:
    try:
        convert(tree, "site.toml")
    except SettingsError as error:
        assert_refused_in_one_line(error, "site.toml")


@given(st.sampled_from(sorted(variables())), st.text(max_size=20))
def test_that_any_variable_is_taken_or_refused(name: str, value: str) -> None:
    try:
        overlaid(Settings(), {name: value})
    except SettingsError as error:
        assert_refused_in_one_line(error, name)
