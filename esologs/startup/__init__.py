"""Starting an application while what it loads from may be down: retried, and told once.

startup = Startup(report_to=[WebhookSink(URL)])
startup.add("eso-logs", client.ping)
startup.add("database", connect, critical=True)
report = await startup.run()  # StartupError if a critical component is dead
"""

from esologs.startup.component import Component
from esologs.startup.engine import Startup
from esologs.startup.recovery import RecoveryConfig
from esologs.startup.report import (
    ComponentReport,
    Kind,
    StartupError,
    StartupReport,
    Status,
)
from esologs.startup.sinks import LogSink, ReportTo, Sink
from esologs.startup.webhook import WebhookSink

__all__ = [
    "Component",
    "ComponentReport",
    "Kind",
    "LogSink",
    "RecoveryConfig",
    "ReportTo",
    "Sink",
    "Startup",
    "StartupError",
    "StartupReport",
    "Status",
    "WebhookSink",
]
