"""The table of the start-up's promises names tests that exist, and every promise has one."""

from __future__ import annotations

import ast
import re
from typing import Final

import pytest

from tests.docs.blocks import ROOT
from tests.docs.tables import rows

PAGE: Final = "contributing/startup-rows.md"
TABLE: Final = {cells[0]: cells[-1] for cells in rows(PAGE) if re.fullmatch(r"A\d+", cells[0])}


def test_every_row_is_there() -> None:
    """A1 to A25, each once."""
    assert list(TABLE) == [f"A{number}" for number in range(1, 26)]


@pytest.mark.parametrize("row", TABLE)
def test_every_row_names_tests_that_exist(row: str) -> None:
    """At least one, in the file that is named, and named after the row."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE[row])

    assert named
    for path, test in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        defined = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        assert test in defined, f"{path} has no {test}"
        assert test.startswith(f"test_a{int(row[1:]):02}_")
