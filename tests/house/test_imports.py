"""Who may import what; the layers are import-linter's, these are the fences inside them."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.house.files import PACKAGE, imports_of, name_of, tree_of, within, written_modules

if TYPE_CHECKING:
    from pathlib import Path

AIOHTTP_USERS = {"esologs/_transport/aiohttp.py", "esologs/_transport/aiohttp_sessions.py"}
HTTPCORE_USERS = {
    "esologs/_transport/connections.py",
    "esologs/_transport/pools.py",
    "esologs/_transport/sockets.py",
    "esologs/_transport/streams.py",
}
"""The files of our own connections. Clients of httpx that callers bring need no import of it."""

HEAVY = (
    "httpx",
    "httpx2",
    "aiohttp",
    "httpcore",
    "pydantic",
    "msgspec",
    "asyncio",
    "graphql",
    "ssl",
    "logging.config",
)

every_module = pytest.mark.parametrize("path", written_modules(), ids=name_of)
policies = pytest.mark.parametrize(
    "path", sorted((PACKAGE / "resilience").rglob("*.py")), ids=name_of
)


def users_of(package: str) -> set[str]:
    """The modules of ours that import a package."""
    return {
        name_of(path)
        for path in written_modules()
        if any(within(name, package) for name in imports_of(path))
    }


def test_few_files_know_an_http_library() -> None:
    """Exchanging one means exchanging a file or two; of httpx, whatever the caller has is used."""
    assert users_of("httpx") | users_of("httpx2") == set()
    assert users_of("aiohttp") == AIOHTTP_USERS
    assert users_of("httpcore") == HTTPCORE_USERS


@policies
def test_a_policy_does_nothing_itself(path: Path) -> None:
    """Policies neither wait nor send nor look at a clock: a lock is all they may hold."""
    if name_of(path) == "esologs/resilience/_flow.py":
        pytest.skip("the two drivers are the ones who do")
    forbidden = (
        "asyncio",
        "anyio",
        "httpx",
        "aiohttp",
        "socket",
        "ssl",
        "time",
        "concurrent",
        "requests",
    )
    found = imports_of(path)
    assert not {name for name in found if any(within(name, package) for package in forbidden)}
    threading = {name for name in found if within(name, "threading")} - {"threading"}
    assert threading <= {"threading.Lock"}
    assert "threading" not in found or threading, (
        "import the lock alone: `from threading import Lock`"
    )
    awaiting = (ast.Await, ast.AsyncFor, ast.AsyncFunctionDef, ast.AsyncWith)
    assert not [node for node in ast.walk(tree_of(path)) if isinstance(node, awaiting)]


@every_module
def test_nothing_of_the_development_is_imported(path: Path) -> None:
    """The package runs without code generation, tests and tools."""
    tools = ("ariadne_codegen", "hypothesis", "ruff", "mypy", "tests", "scripts", "benchmarks")
    assert not {name for name in imports_of(path) if any(within(name, tool) for tool in tools)}
    if not name_of(path).startswith("esologs/testing/"):
        assert not {name for name in imports_of(path) if within(name, "pytest")}


@pytest.mark.parametrize(
    "statement",
    [
        "import esologs",
        "from esologs import create_resilient_client, create_client_with_timeout",
        "from esologs import Client, SyncClient",
    ],
)
def test_importing_the_package_is_cheap(statement: str) -> None:
    """Importing loads nothing heavy; what is heavy comes with its first use."""
    program = (
        f"import sys; before = set(sys.modules); {statement}; print(*set(sys.modules) - before)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=30
    )
    assert run.returncode == 0, run.stderr
    assert not {name for name in run.stdout.split() if any(within(name, heavy) for heavy in HEAVY)}
