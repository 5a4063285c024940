# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_system_report_component` returns."""

from __future__ import annotations

from esologs._generated.fragments import ComponentDetails
from esologs._models import Model, OperationResult


class GetSystemReportComponent(OperationResult):
    """One of the site's own report components; `get` is None when the key is unknown."""

    system_report_component_data: GetSystemReportComponentSystemReportComponentData | None = None
    """The report components that the site itself provides."""


class GetSystemReportComponentSystemReportComponentData(Model):
    """Access to report components: list them, fetch one, or try a script without saving it."""

    get: ComponentDetails | None = None
    """One component by its key. None if there is none."""


# The same classes by the path that leads to them.
GetSystemReportComponentSystemReportComponentDataGet = ComponentDetails
