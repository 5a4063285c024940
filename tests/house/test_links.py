"""The Markdown beside the code promises nothing that is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.house.files import ROOT, name_of, project_files

if TYPE_CHECKING:
    from pathlib import Path

LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")
TARGET = re.compile(r"^\.PHONY:.*|^([a-z][a-z-]*):", re.MULTILINE)
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
