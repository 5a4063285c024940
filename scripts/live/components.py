"""Claims about report components, the scripts that run on the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from scripts.live.finding import Finding, check, judged, refuted, unknown
from scripts.live.questions import as_object

if TYPE_CHECKING:
    from scripts.live.scene import Scene

_GOT = "systemReportComponentData.get"


@check("script-error", "schema", "A script that fails says so in `error`, not in `errors`.", cost=4)
def script_error(scene: Scene) -> Finding:
    """Run a script that is none."""
    answer = scene.ask(
        "reportComponentData { evaluateScript(contents: $script, reportCode: $code) "
        "{ output error } }",
        "$script: String!, $code: String!", cost=4, code=scene.report().code,
        script="this is no script",
    )  # fmt: skip
    error = answer.value("reportComponentData.evaluateScript.error")
    if error is None and answer.complaint:
        return refuted(answer.complaint)
    return judged(bool(error), f"{error or 'no error'}")


@check("range-unit", "guess", "A component's `timestampRange` is in milliseconds.", cost=7)
def range_unit(scene: Scene) -> Finding:
    """Run one of the site's own components over a fight, in milliseconds and in seconds."""
    listed = scene.ask("systemReportComponentData { list { key } }", cost=2)
    keys = [row["key"] for row in listed.rows("systemReportComponentData.list")]
    if not keys:
        return unknown(listed.complaint or "the site lists no component")
    report = scene.report()
    fight = report.fight
    run = "evaluate(reportCode: $code, filter: {{ timestampRange: ${unit} }}) {{ output error }}"
    answer = scene.ask(
        "systemReportComponentData { get(key: $key) { "
        f"ms: {run.format(unit='ms')} s: {run.format(unit='s')} }} }}",
        "$code: String!, $key: String!, "
        "$ms: ReportComponentRangeFilter!, $s: ReportComponentRangeFilter!",
        cost=5, code=report.code, key=keys[0],
        ms={"startTime": int(fight.start_ms), "endTime": int(fight.end_ms)},
        s={"startTime": int(fight.start_ms / 1000), "endTime": int(fight.end_ms / 1000)},
    )  # fmt: skip
    ran = {unit: as_object(answer.value(f"{_GOT}.{unit}")) for unit in ("ms", "s")}
    failed = next((found["error"] for found in ran.values() if found.get("error")), None)
    if answer.complaint or failed:
        return unknown(answer.complaint or str(failed))
    sums = {unit: _sum(found.get("output")) for unit, found in ran.items()}
    seen = f"the numbers of {keys[0]} add up to {sums['ms']:.0f} in ms, to {sums['s']:.0f} in s"
    return judged(sums["ms"] > sums["s"], seen) if sums["ms"] != sums["s"] else unknown(seen)


def _sum(value: object) -> float:
    """Add up the numbers anywhere in a JSON value: more happens in a fight than before it."""
    if isinstance(value, dict):
        return sum(map(_sum, cast("dict[str, object]", value).values()))
    if isinstance(value, list):
        return sum(map(_sum, cast("list[object]", value)))
    return abs(value) if isinstance(value, int | float) else 0.0
