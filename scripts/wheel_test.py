"""Builds the wheel and tries it as a stranger would: elsewhere, the source out of sight."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib.metadata import distributions
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
SMOKE: Final = Path(__file__).with_name("wheel_smoke.py")
LARGEST_MB: Final = 20.0
INSIDE: Final = (
    "esologs/__init__.py",
    "esologs/py.typed",
    "esologs/_generated/schema.graphql",
    "entry_points.txt",
    "licenses/LICENSE",
)
OUTSIDE: Final = ("tests/", "scripts/", "docs/", "benchmarks/", "operations/")
METADATA: Final = (
    "Name: esologs",
    "License-Expression: MIT",
    "License-File: LICENSE",
    "Requires-Python: >=3.11",
    "Provides-Extra: cli",
    "Provides-Extra: sandbox",
)


class Failed(Exception):  # noqa: N818 - never leaves this file
    """The wheel is not what it should be."""


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command in an environment that knows nothing of the checkout; its output."""
    outside = {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME", "UV_PROJECT_ENVIRONMENT"}
    env = {name: value for name, value in os.environ.items() if name not in outside}
    env |= {"PYTHONSAFEPATH": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    env = {name: value for name, value in env.items() if not name.startswith("ESOLOGS_")}
    result = subprocess.run(
        list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    if result.returncode:
        line = " ".join(map(str, command))
        raise Failed(f"{line} gave {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout


def build(folder: Path) -> Path:
    """Build the source archive, and the wheel from what is in that archive alone."""
    hatchling = (sys.executable, "-m", "hatchling", "build", "--directory", folder)
    run(*hatchling, "--target", "sdist")
    (archive,) = folder.glob("*.tar.gz")
    shutil.unpack_archive(archive, folder / "source")
    (source,) = (folder / "source").iterdir()
    run(*hatchling, "--target", "wheel", cwd=source)
    (wheel,) = folder.glob("*.whl")
    return wheel


def look_inside(wheel: Path) -> None:
    """Check the wheel's files and metadata."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = [name for name in names if name.endswith(".dist-info/METADATA")]
        text = archive.read(metadata).decode()
        entry_points = archive.read(metadata.replace("METADATA", "entry_points.txt")).decode()
    missing = [name for name in INSIDE if not any(found.endswith(name) for found in names)]
    strays = [name for name in names if name.startswith(OUTSIDE)]
    unsaid = [line for line in METADATA if line not in text.splitlines()]
    unsaid += [line for line in ("[console_scripts]", "[pytest11]") if line not in entry_points]
    if missing or strays or unsaid:
        raise Failed(f"{wheel.name}: {missing=} {strays=} {unsaid=}")


def install(env: Path, wheel: Path, extras: str = "") -> None:
    """Install the wheel into *env*, made when it is not there, in versions that the lock knows."""
    python = env / "bin" / "python"
    constraints = env.with_suffix(".constraints")
    if not constraints.exists():
        constraints.write_text("\n".join(locked()), "utf-8")
    what = (f"esologs{extras} @ {wheel.as_uri()}", "--constraint", constraints)
    uv = shutil.which("uv") or str(ROOT / ".cache/uv/bin/uv")
    if Path(uv).exists():
        if not env.exists():
            run(uv, "venv", "--quiet", "--python", sys.executable, env)
        run(uv, "pip", "install", "--quiet", "--python", python, *what)
        return
    if not env.exists():
        run(sys.executable, "-m", "venv", env)
    run(python, "-m", "pip", "install", "--quiet", *what)


def locked() -> list[str]:
    """What this environment holds, which is what the lock says, as constraints."""
    return [f"{dist.name}=={dist.version}" for dist in distributions() if dist.name != "esologs"]


def main() -> int:
    """Build, look inside, install twice (bare, with extras), run the smoke tests in both."""
    with tempfile.TemporaryDirectory(prefix="esologs-wheel-") as name:
        folder = Path(name).resolve()
        empty = folder / "elsewhere"
        empty.mkdir()
        shutil.copy(SMOKE, folder / "smoke.py")
        try:
            wheel = build(folder)
            look_inside(wheel)
            bare, full = folder / "bare", folder / "full"
            install(bare, wheel)
            size = run(bare / "bin/python", folder / "smoke.py", "bare", cwd=empty).strip()
            install(full, wheel, "[all]")
            run(full / "bin/python", folder / "smoke.py", "full", cwd=empty)
        except Failed as failure:
            print(failure)
            return 1
        kilobytes = wheel.stat().st_size / 1e3
    print(f"wheel of {kilobytes:.0f} kB; installed with its dependencies {size} of {LARGEST_MB} MB")
    if float(size) > LARGEST_MB:
        print("that is too large")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
