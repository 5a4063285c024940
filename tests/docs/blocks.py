"""The fenced blocks of a page of Markdown, found by Sybil's lexer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sybil import Document
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sybil import Region
    from sybil.typing import Evaluator

ROOT: Final = Path(__file__).parents[2]

_INFO = re.compile(r"(?P<language>[\w+-]*)(?P<attributes>[^\n]*)\n")
_TITLE = re.compile(r'title="([^"]+)"')
_NOT_RUN = re.compile(r"<!-- not run: (.*?) -->\s*\Z", re.DOTALL)


def pages() -> list[Path]:
    """Every page whose code is run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@dataclass(frozen=True, slots=True)
class Block:
    """What stands between two fences.

    *not_run* is the reason that a comment above the fence gives for leaving it
    out: `<!-- not run: it would never end -->`.
    """

    language: str
    title: str
    source: str
    not_run: str | None

    @property
    def is_output(self) -> bool:
        """Whether it shows what the block before it prints."""
        return self.title == "Output"


class BlockParser:
    """A parser for Sybil: every fenced block is an example, evaluated by *evaluate*."""

    def __init__(self, evaluate: Evaluator) -> None:
        self._lexer: Callable[[Document], Iterator[Region]] = RawFencedCodeBlockLexer(_INFO)  # type: ignore[assignment]  # its __call__ is such a generator
        self._evaluate = evaluate

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield the blocks of *document*."""
        for region in self._lexer(document):
            title = _TITLE.search(region.lexemes["attributes"])
            reason = _NOT_RUN.search(document.text, 0, region.start)
            region.parsed = Block(
                language=region.lexemes["language"],
                title=title.group(1) if title else "",
                source=str(region.lexemes["source"]),
                not_run=reason.group(1).strip() if reason else None,
            )
            region.evaluator = self._evaluate
            yield region


def document_of(path: Path, evaluate: Evaluator) -> Document:
    """Return the page at *path* as Sybil's document."""
    return Document.parse(str(path), BlockParser(evaluate))
