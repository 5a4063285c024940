"""Claims about what the API refuses, and in which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.live.finding import Finding, check, judged, refuted, unknown

if TYPE_CHECKING:
    from scripts.live.scene import Scene

_NOBODY = 2**31 - 1
_KINDS = {
    "characterData": "character",
    "guildData": "guild",
    "worldData": "zone",
    "gameData": "ability",
    "userData": "user",
}


@check("limit-range", "live", "A limit of 101 guilds is refused, and `limit` is named.", cost=2)
def limit_range(scene: Scene) -> Finding:
    """Ask for one row too many."""
    answer = scene.ask("guildData { guilds(limit: 101) { total } }", cost=2)
    return judged("limit" in answer.complaint, answer.complaint or "it was answered")


@check("attendance-range", "schema", "A guild's attendance comes 25 at a time at most.", cost=2)
def attendance_range(scene: Scene) -> Finding:
    """Ask a guild of the reports for one more."""
    guild = next((row["guild"]["id"] for row in scene.summaries if row.get("guild")), None)
    if guild is None:
        return unknown("no report of a guild was found")
    answer = scene.ask(
        "guildData { guild(id: $id) { attendance(limit: 26) { per_page } } }",
        "$id: Int!", cost=2, id=guild,
    )  # fmt: skip
    rows = answer.value("guildData.guild.attendance.per_page")
    return judged("limit" in answer.complaint, answer.complaint or f"per_page = {rows}")


@check("unknown-ids", "live", "An id that nobody has gives null and no error.", cost=2)
def unknown_ids(scene: Scene) -> Finding:
    """Ask for one of each kind."""
    fields = " ".join(
        f"{room} {{ {kind}(id: {_NOBODY}) {{ id }} }}" for room, kind in _KINDS.items()
    )
    answer = scene.ask(fields, cost=2)
    found = [kind for room, kind in _KINDS.items() if answer.value(f"{room}.{kind}") is not None]
    if answer.complaint:
        return refuted(answer.complaint)
    return judged(not found, f"there is {', '.join(found)}" if found else "null for all")


@check("unknown-report", "live", "A code of no report is an error: it `does not exist`.", cost=2)
def unknown_report(scene: Scene) -> Finding:
    """Ask for a code that no generator would make."""
    answer = scene.ask(
        "reportData { report(code: $code) { code } }", "$code: String!", cost=2, code="0" * 16
    )
    return judged("does not exist" in answer.complaint, answer.complaint or "no error")


@check("table-window", "live", "A table needs fights, or a start and an end.", cost=3)
def table_window(scene: Scene) -> Finding:
    """Ask for one with neither."""
    answer = scene.ask(
        "reportData { report(code: $code) { table(dataType: Deaths) } }",
        "$code: String!", cost=3, code=scene.report().code,
    )  # fmt: skip
    return judged(bool(answer.errors), answer.complaint or "it was answered")


@check("complexity", "live", "A query that is too big is refused, and says complexity.", cost=3)
def complexity(scene: Scene) -> Finding:
    """Nest full pages under a guild that is not there: much to weigh, nothing to fetch."""
    nested = "id"
    for _ in range(2):
        nested = f"guilds {{ members(limit: 100) {{ data {{ {nested} }} }} }}"
    answer = scene.ask(
        f"guildData {{ guild(id: {_NOBODY}) {{ members(limit: 100) {{ data {{ {nested} }} }} }} }}",
        cost=3,
    )
    if not answer.complaint:
        return unknown("three pages of 100 within each other are not too big")
    said = re.search(r"complexity", answer.complaint, re.IGNORECASE)
    return judged(said is not None, answer.complaint)


@check("refused-free", "guess", "A query that is refused as too big costs nothing.", cost=1)
def refused_free(scene: Scene) -> Finding:
    """Read the points after the refusal; that reading's own query costs something itself."""
    refused = scene.questions.answers[-1]
    if "complexity" not in refused.complaint.lower():
        return unknown("none was refused so")
    bare = [
        one.cost
        for one in scene.questions.answers
        if one.cost is not None and set(one.data) == {"__typename", "_points"}
    ]
    both = scene.ask("__typename", cost=1).cost
    if both is None or not bare:
        return unknown("no reading to compare with")
    seen = f"it and a bare query took {both:g} points, a bare query alone {min(bare):g}"
    return judged(both <= min(bare) + 0.01, seen)


@check("current-user", "prod", "A client's own token cannot see a current user.", cost=2)
def current_user(scene: Scene) -> Finding:
    """Ask the client's endpoint for one."""
    answer = scene.ask("userData { currentUser { id } }", cost=2)
    nobody = answer.value("userData.currentUser") is None
    return judged(nobody, answer.complaint or ("null" if nobody else "there is one"))
