"""What type checkers see of HTTP clients that users bring, with and without their libraries."""

from __future__ import annotations

import sys
import sysconfig
import venv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.typing.test_typing import checkers, copied

if TYPE_CHECKING:
    from collections.abc import Callable

# Both read the whole package, on machines that may be busy.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def marked(path: Path) -> set[int]:
    """Return the lines of *path* that are marked wrong."""
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    return {number for number, line in lines if line.endswith("# wrong")}


@checkers
def test_clients_of_every_library_are_clean(
    check: Callable[[Path], set[int]], tmp_path: Path
) -> None:
    """Nothing to report in strict mode."""
    assert check(copied("http_clients.py", tmp_path)) == set()


@checkers
def test_clients_of_the_wrong_kind_are_seen(
    check: Callable[[Path], set[int]], tmp_path: Path
) -> None:
    """Each line marked wrong, and no other."""
    path = copied("http_clients_wrong.py", tmp_path)

    assert check(path) == marked(path)


@pytest.fixture
def bare_python(tmp_path: Path) -> str:
    """An interpreter that has every package of this one but httpx2 and aiohttp."""
    home = tmp_path / "bare"
    venv.create(home, symlinks=True)
    paths = {"base": str(home), "platbase": str(home)}
    bare = Path(sysconfig.get_path("purelib", vars=paths))
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith(("httpx2", "httpcore2", "aiohttp", "_")):
            (bare / entry.name).symlink_to(entry)
    return str(home / ("Scripts" if sys.platform == "win32" else "bin") / "python")


@checkers
def test_a_user_without_the_extras_sees_no_unknown_type(
    check: Callable[..., set[int]], tmp_path: Path, bare_python: str
) -> None:
    """Both checkers find the mistakes, and nothing in what is right: no type leads to a library."""
    path = copied("without_extras_wrong.py", tmp_path)

    assert check(path, bare_python) == marked(path)
