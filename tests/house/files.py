"""The files that the rules of the house are about."""

from __future__ import annotations

import ast
import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "esologs"
SKIPPED = {".git", ".venv", ".cache", "__pycache__", "dist", "site"}


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that belongs to the project: what git tracks, or all that is here without git."""
    git = shutil.which("git")
    if git is not None and (ROOT / ".git").exists():
        # The trust check of git is about hooks and settings; listing runs neither.
        command = [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
        paths = [ROOT / name for name in listing.decode().split("\0") if name]
        return tuple(path for path in paths if path.is_file())
    return tuple(
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and not SKIPPED & set(path.relative_to(ROOT).parts)
    )


def written_modules() -> list[Path]:
    """The package's modules that people write."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "_generated" not in path.parts]


def name_of(path: Path) -> str:
    """The path inside the project, with slashes on every system."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text("utf-8"), str(path))


class _Imports(ast.NodeVisitor):
    """Gathers what a module imports when it runs, at its top or inside functions."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_If(self, node: ast.If) -> None:
        if ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            node = ast.If(node.test, [], node.orelse)  # a signature may name what it must not use
        self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        self.found |= {alias.name for alias in node.names}

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        assert node.module is not None, "imports are absolute here"
        self.found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}


def imports_of(path: Path) -> set[str]:
    """Every name that a module imports at run time; `from a import b` gives a and a.b."""
    visitor = _Imports()
    visitor.visit(tree_of(path))
    return visitor.found


def within(name: str, package: str) -> bool:
    """Whether a dotted name is the package or lies in it."""
    return name == package or name.startswith(f"{package}.")
