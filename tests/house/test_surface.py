"""The public surface changes on purpose: `esologs.__all__` is held against a committed list."""

from __future__ import annotations

import importlib
from pathlib import Path

ESOLOGS = importlib.import_module("esologs")
NAMES: list[str] = ESOLOGS.__all__

LISTED = Path(__file__).with_name("public_names.txt")


def listed() -> list[str]:
    """The names of the committed list."""
    lines = LISTED.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_the_public_names_are_the_listed_ones() -> None:
    """A name added or taken away shows in the diff of tests/house/public_names.txt."""
    assert sorted(NAMES) == listed(), "if it is meant: `make surface`, and a line in CHANGELOG.md"


def test_every_public_name_is_there() -> None:
    """What is promised can be had, and `dir()` shows it."""
    for name in NAMES:
        assert hasattr(ESOLOGS, name), name
        assert name in dir(ESOLOGS), name


def test_a_public_object_knows_where_it_lives() -> None:
    """Public classes and functions come from the package, not from somebody else's."""
    for name in NAMES:
        home = getattr(getattr(ESOLOGS, name), "__module__", "esologs")
        assert str(home).partition(".")[0] in {"esologs", "builtins", "typing", "types"}, name
