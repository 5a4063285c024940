"""Asks pyright whether every public symbol has a whole type, and names those that have not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PACKAGE = "esologs"


def report() -> dict[str, Any]:
    """Pyright's own account of the package's public types."""
    command = [sys.executable, "-m", "pyright", "--verifytypes", PACKAGE, "--ignoreexternal"]
    # For this, pyright asks the first `python` on PATH where packages are, and nothing else.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    run = subprocess.run(
        [*command, "--outputjson"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "PATH": path},
    )
    try:
        answer: dict[str, Any] = json.loads(run.stdout)["typeCompleteness"]
    except (ValueError, KeyError):
        raise SystemExit(f"pyright gave no report:\n{run.stdout}\n{run.stderr}") from None
    return answer


def lacking(completeness: dict[str, Any]) -> list[str]:
    """A line for each symbol whose type is not wholly known.

    One missing annotation makes a hundred others unknown: as long as there are
    such causes, they alone are named.
    """
    causes: list[str] = []
    effects: list[str] = []
    for symbol in completeness["symbols"]:
        if symbol["isTypeKnown"] and not symbol["isTypeAmbiguous"]:
            continue
        reasons = [entry["message"].splitlines()[0] for entry in symbol.get("diagnostics", [])]
        missing = [reason for reason in reasons if "annotation" in reason]
        if missing:
            causes.append(f"{symbol['name']}: {missing[0]}")
        elif symbol["isExported"]:
            effects.append(f"{symbol['name']}: {'; '.join(reasons) or 'type unknown'}")
    return causes or effects


def main() -> int:
    """Print the score; 1 unless it is whole."""
    completeness = report()
    score = completeness["completenessScore"]
    known = completeness["exportedSymbolCounts"]["withKnownType"]
    lines = lacking(completeness)
    print(*lines, f"{score:.2%} of the public types are known ({known} symbols)", sep="\n")
    if known == 0:
        print("no public symbol was found: is esologs/py.typed there?")
    return int(bool(lines) or score < 1 or known == 0)


if __name__ == "__main__":
    sys.exit(main())
