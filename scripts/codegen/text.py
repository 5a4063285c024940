"""The text of generated files: docstrings, wrapped; the banner; ruff over all of it at once."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Final

BANNER: Final = "# Written by scripts/generate.py from schema.graphql and operations/: do not edit."
WIDTH: Final = 100

_NULL: Final = re.compile(r"\b[Nn]ull\b")
_NAME: Final = re.compile(r"`(\w+)`")


def docstring(text: str, indent: int) -> str:
    """Return *text* as a docstring that stands *indent* columns in; paragraphs are kept."""
    text = text.strip().replace("\\", "\\\\").replace('"""', "'''")
    pad = " " * indent
    if "\n" not in text and len(text) + indent + 6 <= WIDTH and not text.endswith('"'):
        return f'{pad}"""{text}"""\n'
    return textwrap.indent(f'"""{text}\n"""\n', pad)


def pythonic(text: str | None, names: dict[str, str]) -> str | None:
    """Return a description of the schema in Python's words: `None` for null, and our *names*."""
    if text is None:
        return None
    text = _NULL.sub("None", text)
    return _NAME.sub(lambda match: f"`{names.get(match[1], match[1])}`", text)


def flowing(text: str, indent: int) -> str:
    """Return *text* with each of its paragraphs wrapped for *indent* columns."""
    paragraphs = text.strip().split("\n\n")
    return "\n\n".join(
        textwrap.fill(" ".join(paragraph.split()), WIDTH - indent, break_on_hyphens=False)
        for paragraph in paragraphs
    )


def item(name: str, text: str, indent: int) -> str:
    """Return one entry of a docstring's `Args:` or `Raises:`."""
    return textwrap.fill(
        f"{name}: {' '.join(text.split())}",
        WIDTH - indent,
        initial_indent="    ",
        subsequent_indent="        ",
        break_on_hyphens=False,
    )


def formatted(files: dict[str, str]) -> dict[str, str]:
    """Return Python *files* under the banner, as ruff leaves them: sorted imports, one style."""
    with tempfile.TemporaryDirectory() as place:
        for name, content in files.items():
            Path(place, name).write_text(f"{BANNER}\n\n{content}", "utf-8")
        options = ["--isolated", "--no-cache", f"--line-length={WIDTH}", "--target-version=py311"]
        first_party = "lint.isort.known-first-party=['esologs']"
        _ruff(
            "check", "--fix", "--quiet", "--select=F401,I", "--config", first_party, *options, place
        )
        _ruff("format", "--quiet", *options, place)
        return {name: Path(place, name).read_text("utf-8") for name in files}


def _ruff(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"ruff cannot read what was generated:\n{done.stdout}{done.stderr}")
