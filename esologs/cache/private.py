"""Files that nobody but their owner can read."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make_folder(folder: Path) -> None:
    """Make *folder*, mode 0700; one that is there already stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_file(path: Path, content: bytes = b"", *, replace: bool = False) -> None:
    """Make the file *path*, mode 0600 from its first moment, whole or not at all.

    One that is there stays, unless *replace*. The file is never opened under its
    own name: closing it would release the locks that SQLite holds on it elsewhere
    in this process.
    """
    draft = path.with_name(f"{path.name}.{os.urandom(8).hex()}")
    number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
        if replace:
            draft.replace(path)
            return
        try:
            os.link(draft, path)  # fails where something is, whoever put it there meanwhile
        except FileExistsError:
            return
        except OSError:  # no hard links on this file system
            with suppress(FileExistsError):
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            if content:
                draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def is_own(about: os.stat_result) -> bool:
    """Whether that is a regular file of the user who runs this process.

    Somebody else's may hold whatever they like, and is not to be trusted with
    what we hold.
    """
    if not stat.S_ISREG(about.st_mode):
        return False
    return not hasattr(os, "geteuid") or about.st_uid == os.geteuid()
