"""A finding: one thing that the doctor looked at, and what it thinks of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final, Literal, TypeAlias

Section: TypeAlias = Literal["installation", "settings", "connection"]
Verdict: TypeAlias = Literal["ok", "note", "failed", "skipped"]

SECTIONS: Final[tuple[Section, ...]] = ("installation", "settings", "connection")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the doctor's report.

    A *note* is worth reading and no defect; what *failed* makes the doctor's
    answer no. *advice* says what to do; *seconds* is how long looking took,
    where that matters. No finding holds a secret.
    """

    section: Section
    name: str
    verdict: Verdict
    text: str
    advice: str | None = None
    seconds: float | None = None

    def document(self) -> dict[str, object]:
        """Return it as JSON."""
        return asdict(self)
