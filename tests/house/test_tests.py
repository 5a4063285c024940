"""How tests look: each states its claim, none waits for the clock, none replaces what it tests."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.house.files import ROOT, imports_of, name_of, tree_of, within

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def modules() -> list[Path]:
    """Every module under tests/ but the programs that stand there for a user's."""
    programs = {"compat", "typing"}
    return [
        path for path in sorted((ROOT / "tests").rglob("*.py")) if not programs & set(path.parts)
    ]


def claimants(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The test functions of a module."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
            "test_"
        ):
            yield node


def claims_of(test: ast.AST) -> list[str]:
    """What a test asserts."""
    return [ast.unparse(node.test) for node in ast.walk(test) if isinstance(node, ast.Assert)]


def calls_of(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a module, with the name of what is called."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_every_test_states_its_claim() -> None:
    """A test without a docstring cannot be told right or wrong when it fails."""
    silent = [
        f"{name_of(path)}:{test.lineno}: {test.name}"
        for path in modules()
        for test in claimants(path)
        if not ast.get_docstring(test)
    ]
    assert not silent


def test_no_test_waits_for_the_clock() -> None:
    """No sleep but `sleep(0)`, which hands over and does not wait: the clock is an argument."""
    waiting = [
        f"{name_of(path)}:{call.lineno}: {ast.unparse(call)}"
        for path in modules()
        for name, call in calls_of(path)
        if name in ("time.sleep", "asyncio.sleep") and ast.unparse(call.args[0]) != "0"
    ]
    assert not waiting


def test_no_test_replaces_what_it_tests() -> None:
    """No mock, and no attribute of ours set from outside: what is tested is what users run."""
    for path in modules():
        assert not [name for name in imports_of(path) if within(name, "unittest.mock")], name_of(
            path
        )
        for name, call in calls_of(path):
            if name == "monkeypatch.setattr":
                target = ast.unparse(call.args[0]).strip("'\"")
                assert not within(target, "esologs"), f"{name_of(path)}:{call.lineno}: {target}"


def test_no_test_rests_on_something_being_there() -> None:
    """`is not None` alone holds for any answer, right or wrong: what it is must be said, too."""
    weak = [
        f"{name_of(path)}:{test.lineno}: {test.name}"
        for path in modules()
        for test in claimants(path)
        if (said := claims_of(test))
        and all(one.endswith(" is not None") and " and " not in one for one in said)
        and "raises" not in ast.unparse(test)
    ]
    assert not weak
