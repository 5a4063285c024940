"""Prints what uv.lock pins for this interpreter, so that pip installs the same.

    lock_requirements.py LEVEL [WITHOUT]    # WITHOUT: less what that level has already

pip cannot read uv.lock. The lock already is the whole answer: this walks it from
the project through the extras and groups of a level, following the edges whose
markers hold here, and pip then installs the list with no resolving of its own.
"""

from __future__ import annotations

import importlib
import sys
import tomllib
from pathlib import Path
from typing import Any

Edge = dict[str, Any]
Package = dict[str, Any]

LEVELS: dict[str, tuple[tuple[str, ...] | None, tuple[str, ...]]] = {
    # level: extras (None: all of them), dependency groups
    "runtime": ((), ()),
    "demo": (("cli", "sandbox"), ("build",)),
    "dev": (None, ("dev",)),
    "py-cord": ((), ("py-cord",)),
}


def applies(edge: Edge) -> bool:
    """Whether the edge's environment marker holds for the running interpreter."""
    if "marker" not in edge:
        return True
    # pip brings this along, and nothing else is sure to be there before the first install.
    markers = importlib.import_module("pip._vendor.packaging.markers")
    return bool(markers.Marker(edge["marker"]).evaluate())


def find(packages: list[Package], edge: Edge) -> Package:
    """The one locked package that an edge leads to.

    A lock may hold several versions of a package; then the edge names its own.
    """
    found = [
        package
        for package in packages
        if package["name"] == edge["name"]
        and edge.get("version", package.get("version")) == package.get("version")
    ]
    if len(found) != 1:
        raise SystemExit(f"uv.lock: {edge['name']} leads to {len(found)} packages, not one")
    return found[0]


def closure(packages: list[Package], level: str) -> dict[str, Package]:
    """Every package of *level*, by name, without the project itself."""
    extras, groups = LEVELS[level]
    root = find(packages, {"name": "esologs"})
    optional: dict[str, list[Edge]] = root.get("optional-dependencies", {})
    edges = list(root["dependencies"])
    for extra in optional if extras is None else extras:
        edges += optional[extra]
    for group in groups:
        edges += root["dev-dependencies"][group]
    chosen: dict[str, Package] = {}
    seen: set[tuple[str, str]] = set()
    while edges:
        edge = edges.pop()
        if not applies(edge):
            continue
        package = find(packages, edge)
        if package is root:
            continue
        chosen[package["name"]] = package
        for part in ("", *edge.get("extra", ())):
            if (package["name"], part) not in seen:
                seen.add((package["name"], part))
                edges += (
                    package.get("optional-dependencies", {}).get(part, [])
                    if part
                    else package.get("dependencies", [])
                )
    return chosen


def requirement(package: Package) -> str:
    """One line for pip: name, version and the hash of every file that may be used."""
    files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
    hashes = " ".join(f"--hash={file['hash']}" for file in files)
    return f"{package['name']}=={package['version']} {hashes}"


def main() -> None:
    """Print the requirements of the level named by the first argument."""
    lock = tomllib.loads(Path(__file__).parent.parent.joinpath("uv.lock").read_text("utf-8"))
    level, *without = sys.argv[1:]
    there = {name for each in without for name in closure(lock["package"], each)}
    for name, package in sorted(closure(lock["package"], level).items()):
        if name not in there:
            print(requirement(package))


if __name__ == "__main__":
    main()
