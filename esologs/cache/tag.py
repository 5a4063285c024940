"""Tags: what entries are dropped by, other than their key."""

from __future__ import annotations

from typing import Literal, TypeAlias

TagKind: TypeAlias = Literal["operation", "guild", "report", "principal"]


def tag(kind: TagKind, name: str | int) -> str:
    """Return the tag of everything that is about *name*, such as `guild:3468`.

    A principal is named by its `principal_hash()`, never by its id.
    """
    return f"{kind}:{name}"
