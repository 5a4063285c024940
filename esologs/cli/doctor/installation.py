"""What is installed: versions, extras, and who else claims the package `esologs`."""

from __future__ import annotations

import platform
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

import esologs
from esologs._version import __version__
from esologs.cli.doctor.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEEDED: Final = ("httpx", "pydantic", "msgspec")
_OF_EXTRA: Final = re.compile(r"^([\w.-]+).*;.*\bextra == ['\"]([\w.-]+)")


def installation() -> Iterator[Finding]:
    """Look at Python, this package, what it needs, its extras, and its rivals."""
    python = f"{platform.python_version()} ({platform.python_implementation()})"
    yield _finding("python", f"{python} on {platform.system()} {platform.machine()}")
    yield _finding("esologs", f"{__version__} in {Path(esologs.__file__ or '').parent}")
    for name in _NEEDED:
        version = _version_of(name)
        if version is None:
            yield Finding(
                section="installation",
                name=name,
                verdict="failed",
                text="not installed",
                advice="pip install --force-reinstall esologs",
            )
        else:
            yield _finding(name, version)
    yield from _extras()
    yield from _owners()


def _finding(name: str, text: str) -> Finding:
    return Finding(section="installation", name=name, verdict="ok", text=text)


def _version_of(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _extras() -> Iterator[Finding]:
    """Tell which extras are whole: an extra is its requirements, and nothing else remembers it."""
    try:
        requirements = metadata.requires("esologs") or []
    except metadata.PackageNotFoundError:
        text = "unknown: this is a folder of source code, not an installed distribution"
        yield Finding(section="installation", name="extras", verdict="note", text=text)
        return
    needs: dict[str, list[str]] = {}
    for requirement in requirements:
        parsed = _OF_EXTRA.match(requirement)
        if parsed is not None and parsed[2] != "all":
            needs.setdefault(parsed[2], []).append(parsed[1])
    whole = [extra for extra, names in needs.items() if all(map(_version_of, names))]
    absent = [extra for extra in needs if extra not in whole]
    text = ", ".join(whole) or "none"
    yield _finding("extras", f"{text}; not installed: {', '.join(absent)}" if absent else text)


def _owners() -> Iterator[Finding]:
    """Look for other distributions whose files are in our package: the last one installed won."""
    found = {_told(one): one for one in metadata.distributions() if _owns_our_package(one)}
    rivals = [told for told, one in found.items() if _normal(one.name) != "esologs"]
    stale = [told for told, one in found.items() if _normal(one.name) == "esologs"]
    for rival in rivals:
        yield Finding(
            section="installation",
            name="clash",
            verdict="failed",
            text=f"{rival} owns the package `esologs` as well: one has overwritten the other",
            advice=f"pip uninstall {rival.split()[0]} esologs, then pip install esologs",
        )
    if len(stale) > 1:
        yield Finding(
            section="installation",
            name="clash",
            verdict="failed",
            text=f"installed more than once: {', '.join(stale)}",
            advice="pip uninstall esologs until none is left, then pip install esologs",
        )
    if not rivals and len(stale) < 2:
        yield _finding("clash", "no other distribution owns the package `esologs`")


def _owns_our_package(distribution: metadata.Distribution) -> bool:
    # Read as text: `files` would make an object of each of the thousands of lines of some.
    if _normal(distribution.name) == "esologs":
        return True
    top = distribution.read_text("top_level.txt") or ""
    record = distribution.read_text("RECORD") or ""
    return "esologs" in top.split() or re.search(r"^esologs[/\\]", record, re.MULTILINE) is not None


def _normal(name: str | None) -> str:
    return re.sub(r"[-_.]+", "-", name or "").lower()


def _told(distribution: metadata.Distribution) -> str:
    return f"{distribution.name} {distribution.version}"
