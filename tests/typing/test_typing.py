"""What type checkers see: users' code is clean, mistakes are not, a result is its model."""

from __future__ import annotations

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from esologs._generated import operations
from esologs._generated.sync_client import SyncMethods
from esologs._operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


def mypy(path: Path, python: str = sys.executable) -> set[int]:
    """Return the lines of *path* in which `mypy --strict` finds an error; *python* has packages."""
    cache = "mypy-typing" if python == sys.executable else "mypy-typing-bare"
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--no-pretty"),
            *("--config-file", os.devnull, "--python-version", "3.11"),
            *("--python-executable", python),
            *("--cache-dir", str(ROOT / ".cache" / cache), str(path)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in {0, 1}, ran.stderr
    found = re.findall(rf"{re.escape(path.name)}:(\d+): error", ran.stdout)
    return {int(number) for number in found}


def pyright(path: Path, python: str = sys.executable) -> set[int]:
    """Return the lines of *path* in which strict pyright finds an error; *python* has packages."""
    project = path.with_name("pyrightconfig.json")
    settings = {"include": [path.name], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
    project.write_text(json.dumps({**settings, "extraPaths": [str(ROOT)]}))
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "pyright", "--outputjson", "--project", str(project)),
            *("--pythonpath", python),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in {0, 1}, ran.stderr + ran.stdout
    return {
        found["range"]["start"]["line"] + 1
        for found in json.loads(ran.stdout)["generalDiagnostics"]
        if found["severity"] == "error"
    }


def copied(name: str, folder: Path) -> Path:
    """Put a user's file where users have theirs: outside of the package's checkout."""
    return Path(shutil.copy(HERE / name, folder))


checkers = pytest.mark.parametrize("check", [mypy, pyright])
# Both read the whole package, on machines that may be busy.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@checkers
def test_users_code_is_clean(check: Callable[[Path], set[int]], tmp_path: Path) -> None:
    """Nothing to report in strict mode."""
    assert check(copied("user_code.py", tmp_path)) == set()


@checkers
def test_users_mistakes_are_seen(check: Callable[[Path], set[int]], tmp_path: Path) -> None:
    """Each line marked wrong, and no other."""
    path = copied("user_code_wrong.py", tmp_path)
    marked = {
        number
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if line.endswith("# wrong")
    }

    assert check(path) == marked


@checkers
def test_every_method_returns_its_model(check: Callable[[Path], set[int]], tmp_path: Path) -> None:
    """In both clients, for all operations; one wrong line at the end proves that it is checked."""
    lines = [
        "from typing import Any, assert_type",
        "import esologs",
        "async def f(a: esologs.Client, s: esologs.SyncClient, x: Any) -> None:",
    ]
    for name, model, call in methods():
        lines.append(f"    assert_type(await a.{name}({call}), esologs.{model})")
        lines.append(f"    assert_type(s.{name}({call}), esologs.{model})")
    lines.append("    assert_type(s.get_factions(), esologs.GetItem)")
    path = tmp_path / "revealed.py"
    path.write_text("\n".join(lines) + "\n")

    assert len(lines) > 150
    assert check(path) == {len(lines)}


def methods() -> list[tuple[str, str, str]]:
    """Return each method with the model of its operation and the arguments it must have."""
    found: list[tuple[str, str, str]] = []
    for constant, operation in vars(operations).items():
        if isinstance(operation, Operation):
            name = constant.lower()
            wanted = inspect.signature(getattr(SyncMethods, name)).parameters.values()
            required = [
                f"{one.name}=x"
                for one in wanted
                if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD
            ]
            found.append((name, operation.model_name, ", ".join(required[1:])))
    return found
