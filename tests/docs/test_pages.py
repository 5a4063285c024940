"""Every block of code in README.md and in the documentation does what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from esologs.sandbox.faults import RateLimited
from tests.docs.blocks import ROOT, Block, document_of, pages
from tests.docs.reader import Reader, difference

if TYPE_CHECKING:
    from pathlib import Path

    from esologs.sandbox import SandboxServer


COLUMNS: Final = 88


def name_of(path: Path) -> str:
    """The page as a reader would name it."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", pages(), ids=name_of)
def test_the_page_runs(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    esologs_sandbox: SandboxServer,
) -> None:
    """Each block runs after those above it, and prints what is shown.

    The environment holds the address of a sandbox server, an id and a secret;
    nothing else differs from what a reader would have.
    """
    monkeypatch.chdir(tmp_path)
    with Reader(tmp_path, esologs_sandbox.base_url) as reader:
        for example in document_of(path, reader.evaluate).examples():
            example.evaluate()


def blocks(path: Path) -> list[Block]:
    """The blocks of a page."""
    return [example.parsed for example in document_of(path, lambda _: None).examples()]


@pytest.mark.parametrize("path", pages(), ids=name_of)
def test_a_program_fits_the_page(path: Path) -> None:
    """No line of Python is cut off at the right: 88 columns are what the built pages show."""
    lines = [
        line
        for block in blocks(path)
        if block.language == "python"
        for line in block.source.splitlines()
    ]
    assert not [line for line in lines if len(line) > COLUMNS]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\nc\n", False),
        ("a ... c\n", "a and b and c\n", True),
        ("a\n", "a\nb\n", False),
    ],
)
def test_what_is_shown_is_compared(shown: str, printed: str, same: bool) -> None:
    """A line that differs, or is missing, is found; an ellipsis stands for anything."""
    assert (difference(shown, printed) is None) is same


def test_the_guide_survives_a_bad_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, esologs_sandbox: SandboxServer
) -> None:
    """Code that users bring prints the same when three requests in ten are answered 429.

    Only the environment says where to ask: the page runs as it stands.
    """
    limited = esologs_sandbox.sandbox.faults.add(
        RateLimited(retry_after=0.05, probability=0.3, seed=1)
    )
    monkeypatch.chdir(tmp_path)
    path = ROOT / "docs" / "how-to" / "existing-code.md"
    with Reader(tmp_path, esologs_sandbox.base_url) as reader:
        for example in document_of(path, reader.evaluate).examples():
            example.evaluate()
    assert limited.hits > 2
