"""The Markdown beside the code promises nothing that is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.house.files import PACKAGE, ROOT, name_of, project_files

if TYPE_CHECKING:
    from pathlib import Path

LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")
TARGET = re.compile(r"^\.PHONY:.*|^([a-z][a-z-]*):", re.MULTILINE)
NAME = re.compile(r"`([^`]+)`")
COMMAND = re.compile(r"(?:^|`)make ([a-z][a-z-]*)", re.MULTILINE)


def pages() -> list[Path]:
    """Every page of Markdown."""
    return [path for path in project_files() if path.suffix == ".md"]


def test_every_relative_link_leads_to_a_file() -> None:
    """A link inside the project is not broken."""
    broken = [
        f"{name_of(page)}: {target}"
        for page in pages()
        for target in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken


def test_every_make_command_in_the_text_exists() -> None:
    """What a page tells to type is a target of the Makefile."""
    targets = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    unknown = [
        f"{name_of(page)}: make {command}"
        for page in pages()
        for command in COMMAND.findall(page.read_text("utf-8"))
        if command not in targets and not command.startswith("gate-")
    ]
    assert not unknown


def test_the_plan_of_the_house_names_every_room() -> None:
    """Whoever looks for a place finds each file and folder of the package in one row of it."""
    text = (ROOT / "docs" / "contributing" / "house.md").read_text("utf-8")
    table = text.partition("| room | holds |")[2].partition("\n## ")[0]
    named = [name for row in table.splitlines()[2:] for name in NAME.findall(row.split("|")[1])]
    there = {
        path.stem if path.suffix == ".py" else f"{path.name}/"
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert sorted(named) == sorted(there - {"__init__", "_version"})
