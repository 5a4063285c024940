"""GraphQL over HTTP as ESO Logs speaks it: who asks, what it costs, then the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from esologs.sandbox.answer import json_response
from esologs.sandbox.incoming import USER_PATH, Incoming

if TYPE_CHECKING:
    from esologs._call import HttpResponse
    from esologs.sandbox.executor import Executor
    from esologs.sandbox.faults.plan import Struck
    from esologs.sandbox.points import PointsLedger, Refusal
    from esologs.sandbox.tokens import Grant, TokenMint


@dataclass(frozen=True, slots=True)
class Outcome:
    """A *response*, the *points* that it cost, and the data *faults* that changed it."""

    response: HttpResponse
    points: float = 0.0
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphQLEndpoint:
    """Answers `/api/v2/client` and `/api/v2/user`; *started* is Unix seconds."""

    executor: Executor
    mint: TokenMint
    points: PointsLedger
    started: float
    retry_after: bool

    def answer(self, asked: Incoming, struck: Struck) -> Outcome:
        """Answer *asked*, spoilt by the data faults of *struck*."""
        if asked.method != "POST":
            body = {"status": 405, "error": "Send a POST request."}
            return Outcome(json_response(405, body, {"allow": "POST"}))
        grant = self._grant(asked)
        if grant is None:
            return Outcome(json_response(401, {"error": "Unauthenticated."}))
        document, variables, name, fault = _parts(asked)
        cost = 0.0 if fault else self.executor.cost(document, variables, name)
        refusal = self.points.admit(grant.client_id, cost, asked.now)
        if refusal is not None:
            return Outcome(self._too_many(refusal))
        if asked.payload is None:
            body = {"status": 400, "error": "The body is no JSON object."}
            return Outcome(json_response(400, body))
        if fault:
            return Outcome(json_response(200, {"errors": [{"message": fault}]}))
        result = self._execute(asked, grant, document, variables, name)
        result, changed_by = struck.distorted(result)
        return Outcome(json_response(200, result), cost, changed_by)

    def _grant(self, asked: Incoming) -> Grant | None:
        scheme, _, token = asked.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        grant = self.mint.check(token.strip(), asked.now)
        if grant is not None and asked.path == USER_PATH and grant.user_id is None:
            return None
        return grant

    def _execute(
        self,
        asked: Incoming,
        grant: Grant,
        document: str,
        variables: dict[str, Any] | None,
        name: str | None,
    ) -> dict[str, Any]:
        from esologs.sandbox.graphql.context import Context

        context = Context(
            now_ms=asked.now * 1000,
            started_ms=self.started * 1000,
            points=self.points.state(grant.client_id, asked.now),
            # A user's token is taken on both routes; only one of them knows the user.
            user_id=grant.user_id if asked.path == USER_PATH else None,
        )
        return self.executor.execute(document, variables, name, context)

    def _too_many(self, refusal: Refusal) -> HttpResponse:
        headers = {"retry-after": str(refusal.seconds)} if self.retry_after else {}
        return json_response(429, {"status": 429, "error": refusal.error}, headers)


def _parts(asked: Incoming) -> tuple[str, dict[str, Any] | None, str | None, str | None]:
    """Document, variables, operation name, and what is wrong with them if anything is."""
    payload = asked.payload or {}
    document, variables, name = (
        payload.get(key) for key in ("query", "variables", "operationName")
    )
    if not isinstance(document, str) or not document.strip():
        return "", None, None, "The request holds no query."
    if variables is not None and not isinstance(variables, dict):
        return "", None, None, "The variables must be an object."
    if name is not None and not isinstance(name, str):
        return "", None, None, "The operation's name must be text."
    return document, cast("dict[str, Any] | None", variables), name or None, None
