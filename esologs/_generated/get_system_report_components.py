# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_system_report_components` returns."""

from __future__ import annotations

from esologs._generated.fragments import ComponentDetails
from esologs._models import Model, OperationResult


class GetSystemReportComponents(OperationResult):
    """The report components that the site itself provides."""

    system_report_component_data: GetSystemReportComponentsSystemReportComponentData | None = None
    """The report components that the site itself provides."""


class GetSystemReportComponentsSystemReportComponentData(Model):
    """Access to report components: list them, fetch one, or try a script without saving it."""

    list: list[ComponentDetails]
    """All components that this token can see."""


# The same classes by the path that leads to them.
GetSystemReportComponentsSystemReportComponentDataList = ComponentDetails
