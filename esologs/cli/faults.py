"""The faults of the sandbox, described for people: what each is called, takes and does."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TypedDict

from esologs.sandbox.faults import FAULTS, Fault


class KnownFault(TypedDict):
    """One fault; *settings* are its own, with their defaults."""

    fault: str
    summary: str
    settings: dict[str, object]


def known_faults() -> list[KnownFault]:
    """Describe every fault of the sandbox."""
    shared = {field.name for field in fields(Fault)}
    return [
        {
            "fault": name,
            "summary": _summary(kind),
            "settings": {
                field.name: field.default for field in fields(kind) if field.name not in shared
            },
        }
        for name, kind in FAULTS.items()
    ]


def _summary(kind: type[Fault]) -> str:
    """The first paragraph of the docstring, without the marks of the documentation."""
    first = (kind.__doc__ or "").partition("\n\n")[0]
    return re.sub(r"\s+", " ", re.sub(r"[*`]", "", first)).strip()
