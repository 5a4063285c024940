"""The command line, `esologs …`. What it needs besides the package comes with the extra `cli`."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import Final, NoReturn

_SANDBOX_WORDS: Final = frozenset({"demo", "sandbox", "--sandbox"})


def main() -> NoReturn:
    """Run the command line on `sys.argv` and leave the process with its exit code.

    Without the extra `cli` it says how to get it, on stderr, and exits with 78.
    """
    try:
        if find_spec("click") is None or find_spec("rich") is None:
            sys.stderr.write(f"{_how_to_install(sys.argv[1:])}\n")
            sys.exit(78)  # ExitCode.CONFIG, which cannot be imported without click
        from esologs.cli.program import program

        program.main(prog_name="esologs")
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)


def _how_to_install(arguments: list[str]) -> str:
    extras = "cli,sandbox" if _SANDBOX_WORDS.intersection(arguments) else "cli"
    return f"the command line needs an extra: pip install 'esologs[{extras}]'"
