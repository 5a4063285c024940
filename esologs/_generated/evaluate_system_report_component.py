# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `evaluate_system_report_component` returns."""

from __future__ import annotations

from esologs._generated.fragments import ScriptResult
from esologs._models import Model, OperationResult


class EvaluateSystemReportComponent(OperationResult):
    """Run one of the site's own report components over a report.

    A script that fails says so in `error` of the result; it raises nothing.
    """

    system_report_component_data: EvaluateSystemReportComponentSystemReportComponentData | None = (
        None
    )
    """The report components that the site itself provides."""


class EvaluateSystemReportComponentSystemReportComponentData(Model):
    """Access to report components: list them, fetch one, or try a script without saving it."""

    get: EvaluateSystemReportComponentSystemReportComponentDataGet | None = None
    """One component by its key. None if there is none."""


class EvaluateSystemReportComponentSystemReportComponentDataGet(Model):
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
EvaluateSystemReportComponentSystemReportComponentDataGetEvaluate = ScriptResult
