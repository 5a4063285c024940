"""How modules look: small, named after one noun of the field, telling what they are."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.house.files import name_of, tree_of, written_modules

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 250
VAGUE = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utilities", "utils"}
REASON = re.compile(r"\blong(er)?\b")

every_module = pytest.mark.parametrize("path", written_modules(), ids=name_of)


def docstring_of(path: Path) -> str:
    """The module's docstring."""
    return ast.get_docstring(tree_of(path)) or ""


@every_module
def test_a_module_is_short_or_says_why_not(path: Path) -> None:
    """At most 250 lines; a longer one gives its reason above its imports."""
    text = path.read_text("utf-8")
    lines = len(text.splitlines())
    assert lines <= LONGEST or REASON.search(text.partition("\nfrom __future__")[0]), (
        f"{name_of(path)} has {lines} lines: split it, or say above its imports why it is longer"
    )


@every_module
def test_a_module_is_named_after_what_it_holds(path: Path) -> None:
    """No file and no folder is called after a drawer."""
    names = {
        part.removesuffix(".py").strip("_") for part in path.parts[path.parts.index("esologs") :]
    }
    assert not names & VAGUE


@every_module
def test_a_module_says_in_one_line_what_it_is(path: Path) -> None:
    """The docstring's first line is one sentence, and not one about "this module"."""
    first = docstring_of(path).partition("\n\n")[0]
    assert first, f"{name_of(path)} has no docstring"
    assert not first.lower().startswith(("this module", "this file", "module "))
    assert first.endswith((".", "!", "?", ":"))
