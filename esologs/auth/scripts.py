"""An access token for a script that makes its requests by itself."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from esologs._call import Call, HttpResponse, Reply
from esologs._environment import BASE_URL, USER_AGENT, endpoints, read_environment
from esologs._operation import Operation
from esologs._runtime import SyncRuntime
from esologs._transport.opening import open_sync
from esologs.auth.credentials import credentials
from esologs.auth.sources import ClientCredentials
from esologs.config import LimitsConfig, RetryConfig, TokenConfig, check_timeout
from esologs.resilience._flow import compose, run
from esologs.resilience.deadline import Deadline
from esologs.resilience.events import Hooks
from esologs.resilience.retry import Retry

if TYPE_CHECKING:
    from esologs.resilience._flow import Flow

_OPERATION: Operation[str] = Operation("accessToken", "", "", "")


def get_access_token(
    client_id: str | None = None,
    client_secret: str | None = None,
    *,
    base_url: str | None = None,
    timeout: float | None = 30.0,
) -> str:
    """Fetch an access token for a client id and secret, and return it.

    Credentials and address come from the arguments, else from `ESOLOGS_ID`,
    `ESOLOGS_SECRET` and `ESOLOGS_BASE_URL`. What is transient is retried until
    *timeout* seconds are over. A client fetches and renews its own tokens: this
    is for scripts that send requests by other means, and it blocks.

    Raises `MissingCredentialsError`, `InvalidCredentialsError` (wrong id or
    secret), `TokenEndpointBlockedError` (a firewall) or `TokenEndpointDownError`
    (an outage).
    """
    check_timeout(timeout)
    environment = read_environment()
    sandbox = environment.sandbox and base_url is None
    found = credentials(client_id, client_secret, environment, sandbox=sandbox)
    hooks = Hooks()
    source = ClientCredentials(
        found,
        endpoints(base_url or environment.base_url or BASE_URL).token,
        config=TokenConfig(),
        user_agent=USER_AGENT,
        hooks=hooks,
        clock=time.monotonic,
        wall_clock=time.time,
    )

    def fetch(_: Call) -> Flow[Reply]:
        token = yield from source.token()
        return Reply(HttpResponse(200, {}, b""), token)

    flow = compose(
        [Deadline(timeout, time.monotonic), Retry(RetryConfig(), None, random.random, hooks)],
        fetch,
    )
    runtime = SyncRuntime(lambda: open_sync(True if sandbox else None, LimitsConfig()), hooks)
    try:
        token: str = run(flow(Call(_OPERATION, {}, {}, "", {})), runtime.perform).data
    finally:
        runtime.close()
    return token
