"""The line that raised an error, or at which a coroutine hangs: the application's own, if any."""

from __future__ import annotations

import traceback
from pathlib import PurePath
from types import FrameType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKAGE: Final = str(PurePath(__file__).parent.parent)
_STANDARD: Final = str(PurePath(traceback.__file__).parent)


def raised_at(error: BaseException) -> str | None:
    """Return where *error* was raised, as `file:line in function`."""
    frames = traceback.extract_tb(error.__traceback__)
    return _own([(frame.filename, frame.lineno, frame.name) for frame in frames])


def waiting_at(awaited: object) -> str | None:
    """Return where the coroutine *awaited* waits, down the chain of what it awaits."""
    frames: list[tuple[str, int | None, str]] = []
    while True:
        # cr_ of coroutines, gi_ of generators, such as those of `types.coroutine`
        frame = getattr(awaited, "cr_frame", None) or getattr(awaited, "gi_frame", None)
        if not isinstance(frame, FrameType):
            break
        frames.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        awaited = getattr(awaited, "cr_await", None) or getattr(awaited, "gi_yieldfrom", None)
    return _own(frames)


def _own(frames: Sequence[tuple[str, int | None, str]]) -> str | None:
    if not frames:
        return None
    mine = [frame for frame in frames if not _is_library(frame[0])]
    filename, line, function = (mine or frames)[-1]
    # Two parts of the path find the file; the rest is about this machine.
    return f"{'/'.join(PurePath(filename).parts[-2:])}:{line} in {function}"


def _is_library(filename: str) -> bool:
    if "site-packages" in PurePath(filename).parts or filename.startswith("<frozen"):
        return True
    return filename.startswith((_PACKAGE, _STANDARD))
