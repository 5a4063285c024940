"""The peer: the existing client of ESO Logs, in a virtual environment of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from benchmarks.process import CACHE
from benchmarks.row import NotMeasurableError

if TYPE_CHECKING:
    from pathlib import Path

PEER: Final = "esologs-python==0.2.0b1"
# The libraries below both clients are the same: what differs is ours and theirs.
_ALIKE: Final = ("httpx", "pydantic")


def python_of_peer(cache: Path = CACHE, peer: str = PEER) -> str:
    """Return the interpreter below *cache* that has *peer*, installing it if it is not there.

    Raises `NotMeasurableError` with a sentence when it cannot be had.
    """
    wanted = [peer, *(f"{name}=={version(name)}" for name in _ALIKE)]
    home = cache / f"peer-{sys.version_info.major}.{sys.version_info.minor}"
    python, stamp = home / "bin" / "python", home / "installed.txt"
    if not stamp.is_file() or stamp.read_text("utf-8").split() != wanted:
        _install(home, python, wanted)
        stamp.write_text("\n".join(wanted), "utf-8")
    return str(python)


def _install(home: Path, python: Path, wanted: list[str]) -> None:
    kept = home.parents[1] / "uv" / "bin" / "uv"
    uv = shutil.which("uv") or (str(kept) if kept.is_file() else None)
    if uv is not None:
        make = [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(home)]
        fill = [uv, "pip", "install", "--quiet", "--python", str(python), *wanted]
    else:
        make = [sys.executable, "-m", "venv", "--clear", str(home)]
        fill = [str(python), "-m", "pip", "install", "--quiet", *wanted]
    for step in (make, fill):
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1].strip()
            raise NotMeasurableError(
                f"peer not available: {wanted[0]} could not be installed ({said}); it needs a "
                "package index once"
            )
