"""Resolvers of report components: those of whoever asks, and the system's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from esologs.sandbox.combat.selection import BadFilterError, FightFilter
from esologs.sandbox.graphql.context import Fields, Resolver, request_of
from esologs.sandbox.graphql.reports import is_open, may_see
from esologs.sandbox.world.components import MINE, SYSTEM, Component, of_script

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLResolveInfo

_FIGHT_KEYS = {"fightIDs": "fight_ids", "encounterID": "encounter_id", "killType": "kill_type"}


def _result(
    output: object = None, error: str | None = None, logs: str | None = None
) -> dict[str, Any]:
    return {"output": output, "error": error, "logs": logs}


def _chosen(given: Mapping[str, Any]) -> FightFilter:
    values: dict[str, Any] = {
        name: given.get(key) for key, name in _FIGHT_KEYS.items() if given.get(key) is not None
    }
    if "fight_ids" in values:
        values["fight_ids"] = tuple(values["fight_ids"])
    span: Mapping[str, Any] = given.get("timestampRange") or {}
    return FightFilter(
        difficulty=given.get("difficulty"),
        start_time=span.get("startTime"),
        end_time=span.get("endTime"),
        **values,
    )


def _run(
    component: Component,
    info: GraphQLResolveInfo,
    report_code: str,
    given: Mapping[str, Any] | None,
    *,
    debug: bool,
) -> dict[str, Any]:
    """Run it over a report. What goes wrong is told in `error`, never as a GraphQL error."""
    request = request_of(info)
    report = request.world.reports.by_code(report_code)
    if report is None:
        return _result(error="This report does not exist.")
    if not may_see(request, report) or not is_open(request, report):
        return _result(error="You do not have permission to view this report.")
    try:
        chosen = _chosen(given or {})
    except BadFilterError as error:
        return _result(error=str(error))
    log = request.world.logs.of(report, request.context.elapsed_ms)
    logs = f"{component.key}: {len(log.fights)} fights" if debug else None
    return _result(component.output(log, chosen), logs=logs)


def _evaluate(
    component: Component,
    info: GraphQLResolveInfo,
    *,
    report_code: str,
    filter_: Mapping[str, Any] | None = None,
    debug: bool | None = None,
) -> dict[str, Any]:
    return _run(component, info, report_code, filter_, debug=bool(debug))


def _evaluate_script(
    _root: object,
    info: GraphQLResolveInfo,
    *,
    contents: str,
    report_code: str,
    filter_: Mapping[str, Any] | None = None,
    debug: bool | None = None,
) -> dict[str, Any]:
    component = of_script(contents)
    if component is None:
        return _result(
            error="The sandbox runs no scripts but the contents of the components that it lists."
        )
    return _run(component, info, report_code, filter_, debug=bool(debug))


def _get(
    components: tuple[Component, ...], _info: GraphQLResolveInfo, *, key: str
) -> Component | None:
    return next((row for row in components if row.key == key), None)


def _list(components: tuple[Component, ...], _info: GraphQLResolveInfo) -> tuple[Component, ...]:
    return components


def _these(components: tuple[Component, ...]) -> Resolver:
    def resolve(_root: object, _info: GraphQLResolveInfo) -> tuple[Component, ...]:
        return components

    return resolve


FIELDS: Fields = {
    "Query": {
        "reportComponentData": _these(MINE),
        "systemReportComponentData": _these(SYSTEM),
    },
    "ReportComponentData": {
        "evaluateScript": _evaluate_script,
        "get": _get,
        "list": _list,
    },
    "ReportComponent": {"evaluate": _evaluate},
}
