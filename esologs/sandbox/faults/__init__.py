"""What can go wrong between a program and ESO Logs, each as one small class.

Set in Python, `sandbox.faults.add(Status(503, probability=0.1))`; over HTTP,
`POST /sandbox/faults`; or by one request's own header, `X-Sandbox-Fault:
status=503;count=1`. A count in a header is shared by all requests that carry
exactly this header, so that a retry with the same headers gets through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from esologs.sandbox.faults.bad_json import BadJson
    from esologs.sandbox.faults.black_hole import BlackHole
    from esologs.sandbox.faults.bomb import Bomb
    from esologs.sandbox.faults.cold_cache import ColdCache
    from esologs.sandbox.faults.endless import Endless
    from esologs.sandbox.faults.expired_token import ExpiredToken
    from esologs.sandbox.faults.fault import (
        DataFault,
        DelayFault,
        DeliveryFault,
        Fault,
        Moment,
        ReplacingFault,
    )
    from esologs.sandbox.faults.firewall_403 import Firewall403
    from esologs.sandbox.faults.html_200 import Html200
    from esologs.sandbox.faults.latency import Latency
    from esologs.sandbox.faults.notation import FAULTS, from_dict, from_text, to_dict
    from esologs.sandbox.faults.partial_errors import PartialErrors
    from esologs.sandbox.faults.plan import FaultHandle, Faults
    from esologs.sandbox.faults.points_exhausted import PointsExhausted
    from esologs.sandbox.faults.rate_limited import RateLimited
    from esologs.sandbox.faults.reset import Reset
    from esologs.sandbox.faults.status import Status
    from esologs.sandbox.faults.token_down import TokenDown
    from esologs.sandbox.faults.trickle import Trickle
    from esologs.sandbox.faults.truncated import Truncated
    from esologs.sandbox.faults.unknown_enum import UnknownEnum
    from esologs.sandbox.faults.unknown_field import UnknownField

__all__ = [
    "FAULTS",
    "BadJson",
    "BlackHole",
    "Bomb",
    "ColdCache",
    "DataFault",
    "DelayFault",
    "DeliveryFault",
    "Endless",
    "ExpiredToken",
    "Fault",
    "FaultHandle",
    "Faults",
    "Firewall403",
    "Html200",
    "Latency",
    "Moment",
    "PartialErrors",
    "PointsExhausted",
    "RateLimited",
    "ReplacingFault",
    "Reset",
    "Status",
    "TokenDown",
    "Trickle",
    "Truncated",
    "UnknownEnum",
    "UnknownField",
    "from_dict",
    "from_text",
    "to_dict",
]


def __getattr__(name: str) -> object:
    # A sandbox starts without them: most never see a fault.
    if name in __all__:
        from esologs.sandbox.faults import fault, notation, plan

        for module in (fault, plan, notation):
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
