"""The sandbox's own routes, under `/sandbox/`: faults, the log of requests, a new start.

| route | what it does |
| --- | --- |
| `GET /sandbox/faults` | the faults that are set, each with its hits |
| `POST /sandbox/faults` | sets one fault, or a list of them: JSON as in `faults.notation` |
| `DELETE /sandbox/faults` | takes all faults away |
| `GET /sandbox/log` | the requests seen, without tokens |
| `POST /sandbox/reset` | `Sandbox.reset()` |

They need no token and are not logged themselves.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, cast

from esologs.errors import ConfigError
from esologs.sandbox.answer import json_response
from esologs.sandbox.faults.notation import from_dict, to_dict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from esologs._call import HttpResponse
    from esologs.sandbox.engine import Sandbox
    from esologs.sandbox.incoming import Incoming


_ROUTES: Final = (
    "There are GET, POST and DELETE /sandbox/faults, GET /sandbox/log and POST /sandbox/reset."
)


def control(sandbox: Sandbox, asked: Incoming) -> HttpResponse:
    """Answer a request for one of the sandbox's own routes."""
    match asked.method, asked.path.removeprefix("/sandbox"):
        case "GET", "/faults":
            return _faults(sandbox)
        case "POST", "/faults":
            try:
                value: object = json.loads(asked.content)
                added = cast("list[object]", value) if isinstance(value, list) else [value]
                faults = [from_dict(_mapping(one)) for one in added]
            except (ConfigError, ValueError, RecursionError) as exc:
                return json_response(400, {"status": 400, "error": str(exc)})
            sandbox.faults.add(*faults)
            return _faults(sandbox)
        case "DELETE", "/faults":
            sandbox.faults.clear()
            return _faults(sandbox)
        case "GET", "/log":
            return json_response(200, [record.to_dict() for record in sandbox.log])
        case "POST", "/reset":
            sandbox.reset()
            return json_response(200, {"status": 200})
        case _:
            return json_response(404, {"status": 404, "error": _ROUTES})


def _faults(sandbox: Sandbox) -> HttpResponse:
    active = [{**to_dict(armed.fault), "hits": armed.hits} for armed in sandbox.faults.active]
    return json_response(200, active)


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ConfigError(f"a fault must be a JSON object, got {value!r}")
    return cast("dict[str, object]", value)
