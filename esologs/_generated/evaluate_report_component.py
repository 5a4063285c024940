# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `evaluate_report_component` returns."""

from __future__ import annotations

from esologs._generated.fragments import ScriptResult
from esologs._models import Model, OperationResult


class EvaluateReportComponent(OperationResult):
    """Run one of the user's report components over a report.

    A script that fails says so in `error` of the result; it raises nothing.
    """

    report_component_data: EvaluateReportComponentReportComponentData | None = None
    """Your own report components: scripts that the server runs over a report."""


class EvaluateReportComponentReportComponentData(Model):
    """Access to report components: list them, fetch one, or try a script without saving it."""

    get: EvaluateReportComponentReportComponentDataGet | None = None
    """One component by its key. None if there is none."""


class EvaluateReportComponentReportComponentDataGet(Model):
    """A script that is kept on the site and run by the server over a report."""

    key: str
    """The key by which the component is fetched."""
    name: str
    """What the component is called."""
    evaluate: ScriptResult | None = None
    """Runs the component over a report. A script that fails is no GraphQL error: what went wrong is in
    the result.
    """


# The same classes by the path that leads to them.
EvaluateReportComponentReportComponentDataGetEvaluate = ScriptResult
