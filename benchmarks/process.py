"""Fresh processes: a program of `programs` runs in one and prints what it measured of itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from benchmarks.row import NotMeasurableError

ROOT: Final = Path(__file__).parent.parent
CACHE: Final = ROOT / ".cache" / "bench"
_PROGRAMS: Final = Path(__file__).with_name("programs")
_PATIENCE = 120.0


def command(program: str, *arguments: str, python: str = sys.executable) -> list[str]:
    """Return the command that runs *program* apart from this process and its settings."""
    # Isolated from variables and the current folder; bytecode is kept, as it is for
    # an installed package, but apart from the checkout.
    isolated = ("-I", "-X", f"pycache_prefix={CACHE / 'pycache'}")
    return [python, *isolated, str(_PROGRAMS / f"{program}.py"), *arguments]


def measured(program: str, *arguments: str, python: str = sys.executable) -> list[float]:
    """Run *program* and return the numbers it prints; raises `NotMeasurableError` if it fails."""
    CACHE.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(
            command(program, *arguments, python=python),
            cwd=CACHE,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=True,
        )
    except subprocess.CalledProcessError as exc:
        last = str(exc.stderr).strip().splitlines()[-1:]
        raise NotMeasurableError(f"{program} {' '.join(arguments)} failed: {last}") from exc
    except subprocess.TimeoutExpired as exc:
        raise NotMeasurableError(f"{program} was not done after {_PATIENCE:g} s") from exc
    numbers: list[float] = json.loads(done.stdout)
    return numbers
