"""The navigation of the documentation, and the lists of pages that follow from it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
DOCS: Final = ROOT / "docs"

_PAGE: Final = re.compile(r"^ +- (?:(?P<title>[^:\n]+): )?(?P<path>[\w/-]+\.md)$", re.MULTILINE)
_SECTION: Final = re.compile(r"^  - (?P<title>[^:\n]+):(?: (?P<path>\S+))?$", re.MULTILINE)
_LINK: Final = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def nav() -> list[tuple[str, list[str]]]:
    """Return the sections of the navigation, each with its pages."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[2]
    starts = [*_SECTION.finditer(text)]
    ends = [*(match.start() for match in starts[1:]), len(text)]
    return [
        (start["title"], [page["path"] for page in _PAGE.finditer(text, start.start(), end)])
        for start, end in zip(starts, ends, strict=True)
    ]


def llms(written: dict[Path, str]) -> str:
    """Return `llms.txt`: its own words as they are, and the list of pages anew."""
    head = (DOCS / "llms.txt").read_text("utf-8").partition("\n## Home\n")[0].rstrip()
    parts = [head]
    for section, pages in nav():
        lines = [f"## {section}", ""]
        for path in pages:
            title, sentence = _summary(path, written)
            lines.append(f"- [{title}]({path.removesuffix('.md')}.html): {sentence}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def how_tos(written: dict[Path, str]) -> str:
    """Return the how-to pages under the headings of the navigation, each with one sentence."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    text = text.partition("\n      - how-to/index.md\n")[2].partition("\n  - ")[0]
    parts: list[str] = []
    for line in text.splitlines():
        if page := _PAGE.fullmatch(line):
            _, sentence = _summary(page["path"], written)
            link = page["path"].removeprefix("how-to/")
            parts.append(f"- [{page['title']}]({link}): {sentence}")
        else:
            parts.append(f"\n## {line.strip(' -:')}\n")
    return "\n".join(parts).strip()


def _summary(path: str, written: dict[Path, str]) -> tuple[str, str]:
    """Return a page's title and its first sentence, without links."""
    text = written.get(DOCS / path) or (DOCS / path).read_text("utf-8")
    title, _, body = text.removeprefix("# ").partition("\n")
    paragraph = " ".join(_LINK.sub(r"\1", body.strip().partition("\n\n")[0]).split())
    sentence = re.match(r"[A-Z`*].*?([.?!](?= |$)|:$)", paragraph)
    if sentence is None:
        raise SystemExit(f"{path} begins with no sentence that says what it is about")
    return title.strip(), f"{sentence.group()[:-1]}."
