"""Claims about events and their pages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from scripts.live.finding import Finding, check, confirmed, judged, unknown
from scripts.live.questions import as_object

if TYPE_CHECKING:
    from scripts.live.questions import Answer
    from scripts.live.scene import Scene

_PAGE = "reportData {{ report(code: $code) {{ {fields} }} }}"
_WINDOW = "$code: String!, $start: Float!, $end: Float!"
_POOLS: Final = {"maxMagicka": "magicka", "maxStamina": "stamina", "maxUltimate": "ultimate"}
_HITS: Final = {0, 1, 2, 3, 4, 5, 7, 8, 10}


def _ask(scene: Scene, fields: str, cost: float, start_ms: float | None = None) -> Answer:
    report = scene.report()
    return scene.ask(
        _PAGE.format(fields=fields), _WINDOW, cost=cost, code=report.code,
        start=report.fight.start_ms if start_ms is None else start_ms, end=report.duration_ms,
    )  # fmt: skip


def _times(answer: Answer, name: str) -> list[float]:
    return [row["timestamp"] for row in answer.rows(f"reportData.report.{name}.data")]


@check(
    "page-seam", "family", "A page ends with its last millisecond: seams repeat nothing.", cost=5
)
def page_seam(scene: Scene) -> Finding:
    """Read two small pages of a fight and look at the seam."""
    fields = "events(startTime: $start, endTime: $end, limit: 100) { data nextPageTimestamp }"
    first = _ask(scene, fields, 2.5)
    cursor = first.value("reportData.report.events.nextPageTimestamp")
    if cursor is None:
        return unknown(first.complaint or "all events came in one page")
    second = _ask(scene, fields, 2.5, cursor)
    before, after = _times(first, "events"), _times(second, "events")
    if not before or not after:
        return unknown("a page came without events")
    seen = f"pages of {len(before)} and {len(after)}; {before[-1]:.0f} ms, then {after[0]:.0f} ms"
    return judged(len(before) >= 100 and before[-1] < after[0], seen)


@check("default-limit", "schema", "A page holds 300 events unless told otherwise.", cost=3)
def default_limit(scene: Scene) -> Finding:
    """Ask for a page without a limit."""
    answer = _ask(scene, "events(startTime: $start, endTime: $end) { data nextPageTimestamp }", 3)
    count = len(_times(answer, "events"))
    if answer.value("reportData.report.events.nextPageTimestamp") is None:
        return unknown(answer.complaint or f"all {count} events came in one page")
    return judged(300 <= count < 400, f"{count} events, and more to come")


@check("events-range", "schema", "A page of 99 events is refused, and `limit` is named.", cost=3)
def events_range(scene: Scene) -> Finding:
    """Ask for one event too few."""
    answer = _ask(scene, "events(startTime: $start, endTime: $end, limit: 99) { data }", 3)
    count = len(_times(answer, "events"))
    return judged("limit" in answer.complaint, answer.complaint or f"{count} events came")


@check("short-page", "family", "A page with too few events need not be the last.", cost=4)
def short_page(scene: Scene) -> Finding:
    """Ask a whole report for its deaths, which are few and far between."""
    answer = _ask(
        scene,
        "events(startTime: $start, endTime: $end, dataType: Deaths, limit: 100) "
        "{ data nextPageTimestamp }",
        4,
        0.0,
    )
    count = len(_times(answer, "events"))
    more = answer.value("reportData.report.events.nextPageTimestamp")
    if more is not None and count < 100:
        return confirmed(f"{count} events, and more from {more:.0f} ms on")
    return unknown(answer.complaint or f"{count} events in the only page")


@check("resources", "guess", "Resource 0 is magicka and 6 is stamina; there are no others.", cost=3)
def resources(scene: Scene) -> Finding:
    """Match the pool that an event names with the pools of its source."""
    answer = _ask(
        scene,
        "events(startTime: $start, endTime: $end, dataType: Resources, limit: 1000, "
        "includeResources: true) { data }",
        3,
    )
    pools: dict[int, set[str]] = defaultdict(set)
    for row in answer.rows("reportData.report.events.data"):
        if "resourceChangeType" in row:
            pools[row["resourceChangeType"]] |= _pools(row)
    if not pools:
        return unknown(answer.complaint or "no resource changed")
    seen = ", ".join(
        f"{kind} = {' or '.join(sorted(pools[kind])) or '?'}" for kind in sorted(pools)
    )
    known = {0: "magicka", 6: "stamina"}
    return judged(all(known.get(kind) in names for kind, names in pools.items()), seen)


def _pools(row: dict[str, Any]) -> set[str]:
    owner = as_object(row.get("sourceResources") or row.get("targetResources"))
    return {name for key, name in _POOLS.items() if owner.get(key) == row.get("maxResourceAmount")}


@check("hit-types", "family", "Damage bears the hit types 0 to 5, 7, 8 and 10 only.", cost=3)
def hit_types(scene: Scene) -> Finding:
    """Look at the hits of a page of damage."""
    answer = _ask(
        scene,
        "events(startTime: $start, endTime: $end, dataType: DamageDone, limit: 1000) { data }",
        3,
    )
    rows = answer.rows("reportData.report.events.data")
    kinds = {row["hitType"] for row in rows if "hitType" in row}
    if not kinds:
        return unknown(answer.complaint or "no hits came")
    return judged(kinds <= _HITS, f"{', '.join(map(str, sorted(kinds)))} in {len(rows)} events")
