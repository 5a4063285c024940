# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report_components` returns."""

from __future__ import annotations

from esologs._generated.fragments import ComponentDetails
from esologs._models import Model, OperationResult


class GetReportComponents(OperationResult):
    """The user's report components; needs a user's token."""

    report_component_data: GetReportComponentsReportComponentData | None = None
    """Your own report components: scripts that the server runs over a report."""


class GetReportComponentsReportComponentData(Model):
    """Access to report components: list them, fetch one, or try a script without saving it."""

    list: list[ComponentDetails]
    """All components that this token can see."""


# The same classes by the path that leads to them.
GetReportComponentsReportComponentDataList = ComponentDetails
