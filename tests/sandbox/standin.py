"""A stand-in for the simulated world, a clock that stands still, and short ways to ask."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from esologs._call import HttpRequest, HttpResponse
from esologs.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    from esologs.sandbox.graphql import Context
    from esologs.sandbox.settings import SandboxSettings

START = 1_700_000_000.0
REPORT: dict[str, Any] = {
    "reportData": {"report": {"code": "abc", "masterData": {"lang": "en"}, "fights": [{"id": 1}]}}
}


class Clock:
    """Wall time that only moves when a test moves it."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


class StandIn:
    """An executor with one answer; keeps what it was asked."""

    def __init__(self, data: dict[str, Any] | None = None, cost: float = 1.25) -> None:
        self.data = REPORT if data is None else data
        self.price = cost
        self.asked: list[tuple[str, Mapping[str, Any] | None, str | None, Context]] = []

    def execute(
        self,
        document: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        context: Context,
        /,
    ) -> dict[str, Any]:
        self.asked.append((document, variables, operation_name, context))
        return {"data": self.data}

    def cost(
        self, document: str, variables: Mapping[str, Any] | None, operation_name: str | None, /
    ) -> float:
        return self.price


def a_sandbox(executor: StandIn | None = None, **settings: Unpack[SandboxSettings]) -> Sandbox:
    """A sandbox with a stand-in and a stopped clock."""
    settings.setdefault("clock", Clock())
    return Sandbox(executor=executor or StandIn(), **settings)


def a_query(
    sandbox: Sandbox,
    operation: str = "getThing",
    *,
    path: str = "/api/v2/client",
    base: str = "",
    token: str | None = None,
    variables: dict[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpRequest:
    """A GraphQL request with a good token, unless another one is given."""
    body = {"query": "{x}", "operationName": operation, "variables": variables or {}}
    sent = {
        "Authorization": f"Bearer {sandbox.issue_token() if token is None else token}",
        "Content-Type": "application/json",
        **(headers or {}),
    }
    return HttpRequest("POST", f"{base}{path}", sent, json.dumps(body).encode())


def a_form(path: str, headers: Mapping[str, str] | None = None, /, **fields: str) -> HttpRequest:
    """A form sent by POST."""
    kind = {"content-type": "application/x-www-form-urlencoded"}
    return HttpRequest("POST", path, {**kind, **(headers or {})}, urlencode(fields).encode())


def ask(sandbox: Sandbox, request: HttpRequest | None = None) -> HttpResponse:
    """What the sandbox says, whatever becomes of it on the way."""
    return sandbox.answer(request or a_query(sandbox)).response


def statuses(sandbox: Sandbox, times: int) -> list[int]:
    """The statuses of that many queries, one after the other."""
    return [ask(sandbox).status_code for _ in range(times)]
