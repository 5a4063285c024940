# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `evaluate_report_script` returns."""

from __future__ import annotations

from esologs._generated.fragments import ScriptResult
from esologs._models import Model, OperationResult


class EvaluateReportScript(OperationResult):
    """Run a script over a report.

    A script that fails says so in `error` of the result; it raises nothing.
    """

    report_component_data: EvaluateReportScriptReportComponentData | None = None
    """Your own report components: scripts that the server runs over a report."""


class EvaluateReportScriptReportComponentData(Model):
    """Access to report components: list them, fetch one, or try a script without saving it."""

    evaluate_script: ScriptResult | None = None
    """Runs a script over a report without saving it. A script that fails is no GraphQL error: what
    went wrong is in the result.
    """


# The same classes by the path that leads to them.
EvaluateReportScriptReportComponentDataEvaluateScript = ScriptResult
