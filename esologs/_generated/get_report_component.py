# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report_component` returns."""

from __future__ import annotations

from esologs._generated.fragments import ComponentDetails
from esologs._models import Model, OperationResult


class GetReportComponent(OperationResult):
    """One of the user's report components; `get` is None when the key is unknown."""

    report_component_data: GetReportComponentReportComponentData | None = None
    """Your own report components: scripts that the server runs over a report."""


class GetReportComponentReportComponentData(Model):
    """Access to report components: list them, fetch one, or try a script without saving it."""

    get: ComponentDetails | None = None
    """One component by its key. None if there is none."""


# The same classes by the path that leads to them.
GetReportComponentReportComponentDataGet = ComponentDetails
