"""Running the command line: in this process, or as a user would, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from click.testing import CliRunner

from esologs.cli.program import program

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.testing import Result

ROOT: Final = Path(__file__).parents[2]
MAIN: Final = "from esologs.cli import main; main()"
ESCAPE: Final = "\x1b"


def invoke(*arguments: str, env: Mapping[str, str] | None = None, columns: int = 80) -> Result:
    """Run `esologs` with *arguments* in this process, in front of no terminal."""
    return CliRunner().invoke(
        program, list(arguments), env={"COLUMNS": str(columns), **(env or {})}, prog_name="esologs"
    )


def environment(**changes: str) -> dict[str, str]:
    """The environment of a process that is to see no setting but *changes*."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "PYTHONUTF8": "1", **changes}


def run(
    *arguments: str, python: tuple[str, ...] = (), code: str = MAIN, **changes: str
) -> subprocess.CompletedProcess[str]:
    """Run `esologs` with *arguments* as a process of its own."""
    return subprocess.run(
        [sys.executable, *python, "-c", code, *arguments],
        env=environment(**changes),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=50,
    )
