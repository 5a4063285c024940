"""The sandbox itself: a request in, an answer out, by the rules of ESO Logs.

Pure and synchronous: it never sleeps, opens no socket and starts no thread. A
door (`esologs.sandbox.doors`) or the server acts out what it answers.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from email.utils import formatdate
from typing import TYPE_CHECKING, cast

from esologs.errors import ConfigError
from esologs.sandbox.answer import Answer, html_response, json_response
from esologs.sandbox.authorize import AuthorizePage
from esologs.sandbox.endpoint import GraphQLEndpoint, Outcome
from esologs.sandbox.executor import SimulatedWorld
from esologs.sandbox.faults.fault import Moment
from esologs.sandbox.faults.plan import Faults
from esologs.sandbox.incoming import (
    AUTHORIZE_PATH,
    CLIENT_PATH,
    CONTROL_PATH,
    TOKEN_PATH,
    USER_PATH,
    Incoming,
    read,
)
from esologs.sandbox.oauth import OAuth
from esologs.sandbox.pages import status_page
from esologs.sandbox.points import PointsLedger
from esologs.sandbox.record import Record, RequestLog
from esologs.sandbox.settings import SandboxConfig, SandboxSettings
from esologs.sandbox.tokens import Grant, TokenMint

if TYPE_CHECKING:
    from typing import Unpack

    from esologs._call import HttpRequest, HttpResponse
    from esologs.sandbox.executor import Executor
    from esologs.sandbox.faults.plan import Struck


class _Session:
    """Everything that `Sandbox.reset` makes anew."""

    def __init__(self, config: SandboxConfig, executor: Executor) -> None:
        started = config.clock()
        self.numbers = itertools.count(1)
        self.mint = TokenMint(config.seed, config.token_lifetime)
        self.points = PointsLedger(
            config.points_per_hour, config.burst, config.burst_window, started
        )
        self.oauth = OAuth(config, self.mint)
        self.consent = AuthorizePage(config, self.oauth)
        self.endpoint = GraphQLEndpoint(
            executor, self.mint, self.points, started, config.retry_after
        )


class Sandbox:
    """An ESO Logs of one's own.

    Takes the settings of `SandboxConfig` as keywords. *executor* answers the
    GraphQL documents; `None` is the simulated world of the seed, built when it
    is first asked. `faults` are what goes wrong, `log` is what was asked.

    The same settings and the same requests in the same order give the same
    bytes, as long as *clock* tells the same times. Safe to use from several
    threads.

    Raises:
        ConfigError: A setting that can never work.
        MissingExtraError: The package's extra `sandbox` is not installed.

    """

    def __init__(
        self, *, executor: Executor | None = None, **settings: Unpack[SandboxSettings]
    ) -> None:
        self.config: SandboxConfig = SandboxConfig(**settings)
        self.faults: Faults = Faults(self.config.clock)
        self.log: RequestLog = RequestLog(self.config.log_size)
        self._executor = executor or SimulatedWorld(self.config.seed)
        self._session = _Session(self.config, self._executor)
        self.faults.add(*self.config.faults)

    def answer(self, request: HttpRequest) -> Answer:
        """Answer *request* at once. Of its URL only path and parameters matter."""
        session = self._session
        asked = read(request, next(session.numbers), self.config.clock())
        if asked.path.startswith(CONTROL_PATH):
            # Imported here: it brings every fault along, and few ever ask it.
            from esologs.sandbox.control import control

            return Answer(_headed(control(self, asked), asked))
        try:
            struck = self.faults.strike(asked)
        except ConfigError as exc:
            refusal = json_response(400, {"status": 400, "error": exc.message})
            return Answer(_headed(refusal, asked))
        outcome = _outcome(session, asked, struck)
        response = _headed(outcome.response, asked)
        self.log.add(_record(asked, outcome, struck))
        if struck.delivery is None:
            return Answer(response, struck.delay)
        return Answer(response, struck.delay, struck.delivery.delivery(response))

    def reset(self) -> None:
        """Start anew: nothing asked, no points spent, no codes out, the configured faults only.

        Access tokens stay good until they expire, since clients may hold them.
        """
        self._session = _Session(self.config, self._executor)
        self.log.clear()
        self.faults.clear()
        self.faults.add(*self.config.faults)

    def issue_token(self, client_id: str = "sandbox", *, user_id: int | None = None) -> str:
        """A new access token: of the client alone, or of the user *user_id*."""
        return self._session.mint.issue(Grant(client_id, user_id), self.config.clock())

    def revoke_tokens(self) -> None:
        """Refuse every access token issued since the start or the last `reset`."""
        self._session.mint.revoke_all()

    def spend_points(self, points: float, client_id: str = "sandbox") -> None:
        """Spend *points* of the client's hour, as if another program had."""
        self._session.points.spend(client_id, points, self.config.clock())


def _outcome(session: _Session, asked: Incoming, struck: Struck) -> Outcome:
    if struck.replacing is not None:
        resets_in = session.points.resets_in(asked.now)
        return Outcome(struck.replacing.response(Moment(asked, resets_in)))
    match asked.path, asked.method:
        case (str(path), _) if path in (CLIENT_PATH, USER_PATH):
            return session.endpoint.answer(asked, struck)
        case (str(path), "POST") if path == TOKEN_PATH:
            return Outcome(session.oauth.token(asked))
        case (str(path), "GET" | "POST") if path == AUTHORIZE_PATH:
            return Outcome(session.consent.answer(asked))
        case (str(path), _) if path in (TOKEN_PATH, AUTHORIZE_PATH):
            return Outcome(html_response(405, status_page(405)))
        case _:
            return Outcome(html_response(404, status_page(404)))


def _headed(response: HttpResponse, asked: Incoming) -> HttpResponse:
    """Add what every answer of the server carries."""
    headers = {
        "date": formatdate(asked.now, usegmt=True),
        "x-request-id": asked.request_id,
        **response.headers,
    }
    return replace(response, headers=headers)


def _record(asked: Incoming, outcome: Outcome, struck: Struck) -> Record:
    variables = (asked.payload or {}).get("variables")
    return Record(
        request_id=asked.request_id,
        time=asked.now,
        method=asked.method,
        path=asked.path,
        operation=asked.operation,
        variables=cast("dict[str, object]", variables) if isinstance(variables, dict) else {},
        headers=asked.headers,
        body=asked.content,
        status=outcome.response.status_code,
        points=outcome.points,
        faults=(*struck.names, *outcome.faults),
    )
