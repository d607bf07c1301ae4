"""Both languages are complete, and what is committed is what the sources say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.arch.sources import ROOT, python_files

FOLDER = ROOT / "resources" / "translations"
TOOLS = Path(sys.executable).parent
FORMS = {"ru": 3, "en": 2}
OPTIONS = {"ru": [], "en": ["-pluralonly"]}
PLACEHOLDER = re.compile(r"\{\w*\}|%n")
LATIN = re.compile(r"[A-Za-z]{2,}")
SAME_IN_BOTH = {"Shift", "Asterisk", "VIP", "Esc", "Enter", "Ctrl", "Tab", "Qt"}
Key = tuple[str, str]


def messages(path: Path) -> dict[Key, ElementTree.Element]:
    """Each message of a file of translations, by context and source."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            found[context.findtext("name", ""), message.findtext("source", "")] = message
    return found


def plurals_in(found: dict[Key, ElementTree.Element]) -> set[Key]:
    """The messages that have plural forms."""
    return {key for key, message in found.items() if message.get("numerus")}


def forms_of(message: ElementTree.Element) -> list[str]:
    """The translation, or its plural forms."""
    translation = message.find("translation")
    assert translation is not None
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if message.get("numerus") else [translation.text or ""]


def run(*command: object) -> None:
    """One of Qt's tools."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", ["ru", "en"])
def test_that_the_file_holds_the_strings_of_the_sources_and_no_others(language: str, tmp_path: Path) -> None:
    fresh = tmp_path / f"fresh_{language}.ts"
    sources = python_files("widgets")
    run(TOOLS / "pyside6-lupdate", "-silent", "-locations", "none", *OPTIONS[language], *sources, "-ts", fresh)
    wanted, held = messages(fresh), messages(FOLDER / f"wallboard_{language}.ts")
    assert not set(wanted) - set(held), "missing: run lupdate"
    assert not set(held) - set(wanted), "left over: run lupdate with -no-obsolete"
    assert {key for key, m in wanted.items() if m.get("numerus")} == {
        key for key, m in held.items() if m.get("numerus")
    }


@pytest.mark.parametrize("language", ["ru", "en"])
def test_that_every_string_is_translated_in_all_its_forms(language: str) -> None:
    held = messages(FOLDER / f"wallboard_{language}.ts")
    assert held
    unfinished = [key for key, m in held.items() if m.find("translation[@type]") is not None]
    assert not unfinished
    assert not [key for key, m in held.items() if not all(forms_of(m))]
    plural = {key: len(forms_of(m)) for key, m in held.items() if m.get("numerus")}
    assert plural
    assert set(plural.values()) == {FORMS[language]}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_that_every_value_has_its_place_in_the_translation(language: str) -> None:
    wrong = []
    for key, message in messages(FOLDER / f"wallboard_{language}.ts").items():
        wanted = sorted(PLACEHOLDER.findall(key[1]))
        for number, form in enumerate(forms_of(message)):
            held = sorted(PLACEHOLDER.findall(form))
            says_one_in_words = language == "en" and number == 0 and held == [p for p in wanted if p != "%n"]
            if held != wanted and not says_one_in_words:
                wrong.append((key, form))
    assert not wrong


def test_that_russian_is_written_in_russian() -> None:
    latin = {}
    for key, message in messages(FOLDER / "wallboard_ru.ts").items():
        words = {word for form in forms_of(message) for word in LATIN.findall(PLACEHOLDER.sub("", form))} - SAME_IN_BOTH
        if words:
            latin[key] = words
    assert not latin


@pytest.mark.parametrize("language", ["ru", "en"])
def test_that_what_the_program_reads_is_made_from_what_is_written(language: str, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    run(TOOLS / "pyside6-lrelease", "-silent", FOLDER / f"wallboard_{language}.ts", "-qm", made)
    assert made.read_bytes() == (FOLDER / f"wallboard_{language}.qm").read_bytes(), "run lrelease"
