"""The folder of what is kept on disk: `ESOLOGS_CACHE_DIR`, or the platform's place for caches.

Written out and not asked of `platformdirs`: that costs 6 to 14 ms of import in the
first call of a program, for three lines that have not changed in ten years.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def default_folder(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> Path | None:
    """Return the user's cache folder for this package, or `None` where there is no such place.

    That is `~/.cache/esologs` (or below `XDG_CACHE_HOME`), `~/Library/Caches/esologs`
    on macOS, and `esologs/Cache` below `LOCALAPPDATA` on Windows.
    """
    if chosen := environ.get("ESOLOGS_CACHE_DIR", "").strip():
        try:
            return Path(chosen).expanduser()
        except RuntimeError:  # a "~" and no home
            return None
    if platform == "win32":
        local = environ.get("LOCALAPPDATA", "")
        return Path(local, "esologs", "Cache") if local else None
    home = environ.get("HOME", "")
    if platform == "darwin":
        return Path(home, "Library", "Caches", "esologs") if home else None
    # The XDG specification tells to ignore a path that is not absolute.
    if (caches := Path(environ.get("XDG_CACHE_HOME", ""))).is_absolute():
        return caches / "esologs"
    return Path(home, ".cache", "esologs") if home else None
