"""A reader who types in every block of a page, from top to bottom, and compares what is shown."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import doctest
import inspect
import io
import json
import logging
import os
import textwrap
import tomllib
from typing import TYPE_CHECKING, Any, Final

import graphql

from esologs.sandbox import default_sandbox
from tests.docs.blocks import ROOT, Block
from tests.docs.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Self

    from sybil import Example

REAL: Final = "https://www.esologs.com"


class Reader:
    """Runs the blocks of one page in one namespace, one event loop and one folder.

    Python runs as in a notebook: with `await` at the top level where a block
    uses it. A block with a file name for its title becomes that file, for a
    later block to run. The address of ESO Logs means the sandbox server that
    the environment names already. What the page does to the environment and to
    the package's log is undone when the `with` block ends.
    """

    def __init__(self, folder: Path, base_url: str) -> None:
        self._folder = folder
        self._base_url = base_url
        self._namespace: dict[str, Any] = {"__name__": "__main__"}
        self._runner = asyncio.Runner()
        self._terminal = Terminal(folder, base_url)
        self._printed = ""
        self._environment: dict[str, str] = {}
        self._log: tuple[int, list[logging.Handler]] = (logging.NOTSET, [])
        self._languages: dict[str, Callable[[Example, Block], None]] = {
            "python": self._python,
            "console": self._console,
            "sh": self._console,
            "text": self._text,
            "graphql": self._graphql,
            "json": self._json,
            "toml": self._toml,
        }

    def __enter__(self) -> Self:
        self._environment = dict(os.environ)
        logger = logging.getLogger("esologs")
        self._log = logger.level, [*logger.handlers]
        return self

    def __exit__(self, *_: object) -> None:
        self._terminal.close()
        self._runner.close()
        os.environ.clear()
        os.environ.update(self._environment)
        logger = logging.getLogger("esologs")
        level, logger.handlers[:] = self._log
        logger.setLevel(level)

    @property
    def printed(self) -> str:
        """What the last block that ran has printed."""
        return self._printed

    def evaluate(self, example: Example) -> str | None:
        """Run one block; raises for what fails, and returns what differs from what is shown."""
        block: Block = example.parsed
        if block.not_run is not None:
            assert block.not_run, "a block that is not run says why"
            return None
        if block.is_output:
            return difference(block.source, self._printed)
        if block.title:
            source = block.source.replace(REAL, self._base_url)
            path = self._folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, "utf-8")
            return None
        assert block.language in self._languages, f"no way to check {block.language!r}"
        self._languages[block.language](example, block)
        return None

    def _python(self, example: Example, block: Block) -> None:
        source = block.source.replace(REAL, self._base_url)
        default_sandbox().reset()  # a program on its own would find it as new
        code = compile(
            "\n" * example.line + source,  # so that a traceback points into the page
            example.path,
            "exec",
            flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
            dont_inherit=True,
        )
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            outcome = eval(code, self._namespace)  # noqa: S307 - running the pages is the point
            if code.co_flags & inspect.CO_COROUTINE:
                self._runner.run(outcome)
        self._printed = printed.getvalue()

    def _console(self, _: Example, block: Block) -> None:
        self._printed = self._terminal.run(block.source)

    def _text(self, _: Example, __: Block) -> None:
        """A drawing or a message: nothing to run."""

    def _graphql(self, _: Example, block: Block) -> None:
        schema = graphql.build_schema((ROOT / "schema.graphql").read_text("utf-8"))
        problems = graphql.validate(schema, graphql.parse(block.source))
        assert not problems, [problem.message for problem in problems]

    def _json(self, _: Example, block: Block) -> None:
        json.loads(block.source)

    def _toml(self, _: Example, block: Block) -> None:
        tomllib.loads(block.source)


def tidy(text: str) -> str:
    """Return *text* without what does not count: blanks around it and at the ends of its lines."""
    lines = textwrap.dedent(text).strip("\n").rstrip().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def difference(shown: str, printed: str) -> str | None:
    """Say how *printed* differs from what is *shown*, in which `...` stands for anything."""
    shown, printed = tidy(shown), tidy(printed)
    checker, flags = doctest.OutputChecker(), doctest.ELLIPSIS
    if checker.check_output(shown, printed, flags):
        return None
    example = doctest.Example("", shown)
    return checker.output_difference(example, printed, flags | doctest.REPORT_UDIFF)
