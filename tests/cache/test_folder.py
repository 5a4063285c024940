"""The folder of what is kept on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from esologs.cache.folder import default_folder

HOME = {"HOME": "/home-of/me"}


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", HOME, "/home-of/me/.cache/esologs"),
        ("linux", HOME | {"XDG_CACHE_HOME": "/caches"}, "/caches/esologs"),
        ("linux", HOME | {"XDG_CACHE_HOME": "relative"}, "/home-of/me/.cache/esologs"),
        ("linux", {}, None),
        ("darwin", HOME, "/home-of/me/Library/Caches/esologs"),
        ("darwin", {}, None),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/esologs/Cache"),
        ("win32", HOME, None),
        ("linux", HOME | {"ESOLOGS_CACHE_DIR": "/mine"}, "/mine"),
        ("linux", HOME | {"ESOLOGS_CACHE_DIR": "  "}, "/home-of/me/.cache/esologs"),
        ("win32", {"ESOLOGS_CACHE_DIR": "mine"}, "mine"),
    ],
)
def test_where_it_is(platform: str, environ: dict[str, str], folder: str | None) -> None:
    """What the variable says, else the platform's place, else there is none."""
    assert default_folder(environ, platform) == (None if folder is None else Path(folder))
