"""The tables of the pages, as rows of cells."""

from __future__ import annotations

import re
from typing import Final

from tests.docs.blocks import ROOT

DOCS: Final = ROOT / "docs"
_ROW: Final = re.compile(r"^\|(.*)\|$", re.MULTILINE)


def rows(page: str) -> list[list[str]]:
    """The cells of every row of every table of a page."""
    text = (DOCS / page).read_text("utf-8")
    return [[cell.strip() for cell in row.split("|")] for row in _ROW.findall(text)]


def named(page: str, pattern: str) -> dict[str, list[str]]:
    """The rows whose first cell is one name in code that fits *pattern*, by that name."""
    found: dict[str, list[str]] = {}
    for name, *cells in rows(page):
        if re.fullmatch(f"`{pattern}`", name):
            found[name.strip("`")] = cells
    return found
