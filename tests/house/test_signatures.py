"""How functions look from outside: typed to the end, with no drawer for whatever comes."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.house.files import name_of, project_files, tree_of, written_modules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUPPRESSED = re.compile(
    r"#\s*(?:(?:type|pyright|mypy): ignore(?:\[[\w, -]+\])?"
    r"|noqa(?:: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*)?|pragma: no cover)(?P<reason>.*)"
)


def public_functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """The functions and methods of modules that users may import, with where they stand."""
    for path in written_modules():
        inside = path.parts[path.parts.index("esologs") + 1 :]
        if any(part.startswith("_") and part != "__init__.py" for part in inside):
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(
                node, ast.FunctionDef | ast.AsyncFunctionDef
            ) and not node.name.startswith("_"):
                yield f"{name_of(path)}:{node.lineno}: {node.name}", node


def test_no_function_takes_whatever_it_is_given() -> None:
    """An unknown keyword is a `TypeError` and an error of the type checker: no `**kwargs: Any`."""
    drawers = [
        where
        for where, function in public_functions()
        if function.args.kwarg is not None
        and ast.unparse(function.args.kwarg.annotation or ast.Constant("Any")).strip("'") == "Any"
    ]
    assert not drawers


def unexplained(path: Path) -> Iterator[str]:
    """The lines of a module that switch a tool off and do not say why."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        found = SUPPRESSED.search(line)
        if found and not re.search(r"\w", found["reason"]):
            yield f"{name_of(path)}:{number}: {line.strip()}"


def test_a_tool_is_switched_off_for_a_reason() -> None:
    """Behind `noqa`, `type: ignore` and `no cover` stands why."""
    written = [
        path for path in project_files() if path.suffix == ".py" and "_generated" not in path.parts
    ]
    assert not [line for path in written for line in unexplained(path)]
