"""Write into the pages what their programs print today, all of them or those that are named.

A block titled "Output" is replaced where it differs from what the block above it printed. Read the
difference before you commit it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from esologs.sandbox import Sandbox, SandboxServer
from tests.docs.blocks import Block, document_of, pages
from tests.docs.reader import Reader, difference, tidy

if TYPE_CHECKING:
    from sybil import Example


def refreshed(path: Path) -> str:
    """Return the text of the page at *path* with every outdated output replaced."""
    outdated: list[tuple[int, int, str]] = []

    def evaluate(example: Example) -> str | None:
        block: Block = example.parsed
        if not block.is_output:
            return reader.evaluate(example)
        if difference(block.source, reader.printed) is not None:
            lines = example.document.text[example.start : example.end].splitlines()
            text = f"{lines[0]}\n{tidy(reader.printed)}{lines[-1]}"
            outdated.append((example.start, example.end, text))
        return None

    with (
        tempfile.TemporaryDirectory() as folder,
        SandboxServer(Sandbox()) as server,
        Reader(Path(folder), server.base_url) as reader,
        contextlib.chdir(folder),
    ):
        os.environ["ESOLOGS_BASE_URL"] = server.base_url
        os.environ["ESOLOGS_ID"] = os.environ["ESOLOGS_SECRET"] = "sandbox"  # noqa: S105 - any will do
        document = document_of(path, evaluate)
        for example in document.examples():
            example.evaluate()
    text = document.text
    for start, end, output in reversed(outdated):
        text = text[:start] + output + text[end:]
    return text


def main() -> None:
    """Refresh the pages named, or all."""
    for path in [Path(name).resolve() for name in sys.argv[1:]] or pages():
        text = refreshed(path)
        if text != path.read_text("utf-8"):
            path.write_text(text, "utf-8")
            print(path)


if __name__ == "__main__":
    main()
