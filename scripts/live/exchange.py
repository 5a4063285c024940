"""Claims about the HTTP around the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.live.finding import Finding, check, judged, unknown

if TYPE_CHECKING:
    from scripts.live.scene import Scene

_IDS = ("x-request-id", "cf-ray")


def _values(scene: Scene, name: str) -> list[str | None]:
    return [one.headers.get(name) for one in scene.questions.answers]


@check("json-type", "guess", "Every answer of the API is called `application/json`.")
def json_type(scene: Scene) -> Finding:
    """Look at all answers so far."""
    kinds = {value or "none" for value in _values(scene, "content-type")}
    if not kinds:
        return unknown("nothing was answered")
    return judged(all("application/json" in kind for kind in kinds), ", ".join(sorted(kinds)))


@check("exchange-id", "guess", "An answer carries an id for a bug report.")
def exchange_id(scene: Scene) -> Finding:
    """Look for the headers that servers of this kind put it in."""
    found = [name for name in _IDS if any(_values(scene, name))]
    return judged(bool(found), ", ".join(found) or f"neither {' nor '.join(_IDS)}")


@check("compressed", "guess", "Answers are compressed for whoever accepts it.")
def compressed(scene: Scene) -> Finding:
    """Look at the larger answers' encoding; small ones are often left alone."""
    kinds = {value for value in _values(scene, "content-encoding") if value}
    return judged(bool(kinds), ", ".join(sorted(kinds)) or "no content-encoding on any answer")
