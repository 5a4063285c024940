"""The atomic steps of a fleet: Lua that Redis runs, and the keys that each script works on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

_KEYS: Final = {
    "points": ("books", "calls", "held", "active", "used", "costs"),
    "token": ("token", "token-lease", "token-failure"),
    "lease": ("lease",),
}

SCRIPTS: Final = tuple(_KEYS)
"""The names of all of them."""


@dataclass(frozen=True, slots=True)
class Script:
    """One script: its text, the digest by which Redis knows it, and the names of its keys."""

    text: str
    digest: str
    keys: tuple[str, ...]


@cache
def script(name: str) -> Script:
    """Return the script *name*: `points`, `token` or `lease`."""
    import hashlib
    from importlib.resources import files

    text = files("esologs.fleet").joinpath(f"{name}.lua").read_text("utf-8")
    # Redis names scripts by SHA-1; nothing secret hangs on it.
    digest = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    return Script(text, digest, _KEYS[name])
