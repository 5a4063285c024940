"""`Client` and `SyncClient`: the generated methods, put together from settings.

Both take the same settings, which `Client` explains. No constructor does any
network I/O: the first call opens the first connection and fetches the first token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from esologs._default import DefaultCount, DefaultSeconds
from esologs._degraded import GuildOrFallback, guild_of, guild_without
from esologs._generated.async_client import AsyncMethods
from esologs._generated.sync_client import SyncMethods
from esologs._runtime import AsyncRuntime, SyncRuntime
from esologs._settings import settings_of
from esologs._transport.opening import async_opener, sync_opener
from esologs._warm_up import WarmUp, awarm, warm, warming
from esologs._wiring import wire
from esologs.errors import EsoLogsError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping
    from typing import Unpack

    from esologs._call import ResultMeta
    from esologs._models import OperationResult
    from esologs._options import RequestOptions
    from esologs._settings import ClientSettings
    from esologs._transport.http_clients import AsyncHttpClient, ClientSession, SyncHttpClient


class Client(AsyncMethods):
    """The async client of the ESO Logs API.

    Credentials are *client_id* and *client_secret*, else `ESOLOGS_ID` and
    `ESOLOGS_SECRET`; or a *user_token*, which also asks the API of the
    signed-in user; or an `Authorization` of your own in *headers* or in
    *http_client*. *url* is the GraphQL address, by default that of *base_url*.

    *timeout* bounds a whole call in seconds, waits and retries included (`None`:
    no bound). *max_retries* retries follow the first attempt. An *http_client*
    of yours (an `httpx.AsyncClient`, an `httpx2.AsyncClient` or an
    `aiohttp.ClientSession`) is used as it is, with its own timeouts and limits,
    and stays open; what else you hand in is never changed either. The other
    settings are those of `ClientSettings`.

    Raises `ConfigError` for settings that can never work and
    `MissingCredentialsError` without credentials. Use it in the event loop that
    calls it; `async with`, or `aclose`, closes its connections.
    """

    def __init__(
        self,
        url: str | None = None,
        headers: Mapping[str, str] | None = None,
        user_token: str | None = None,
        *,
        http_client: AsyncHttpClient | ClientSession | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        timeout: float | None = DefaultSeconds(60.0),
        max_retries: int = DefaultCount(3),
        **settings: Unpack[ClientSettings],
    ) -> None:
        wiring = wire(
            settings_of(
                type(self).__name__,
                settings,
                max_retries,
                url=url,
                headers=headers,
                user_token=user_token,
                http_client=http_client,
                client_id=client_id,
                client_secret=client_secret,
                timeout=timeout,
            )
        )
        open_transport = async_opener(wiring.sandbox, wiring.settings)
        runtime = AsyncRuntime(open_transport, wiring.core.hooks, wiring.shelf, link=wiring.link)
        super().__init__(wiring.core, runtime)

    async def ping(self, **options: Unpack[RequestOptions]) -> ResultMeta:
        """Ask the cheapest thing there is; raises what any call would raise.

        The answer's `points` are the account's, just read.
        """
        return (await self.get_rate_limit_data(**options)).meta

    async def warm_up(
        self,
        operations: Iterable[
            str | tuple[str, Mapping[str, Any]] | Callable[[Client], Awaitable[OperationResult]]
        ] = (),
        **options: Unpack[RequestOptions],
    ) -> WarmUp:
        """Fetch a token and the answers of *operations*, so that later calls find them kept.

        Each is a method's name, a pair of that and its arguments, or a call on the
        client: `["get_zones", ("get_guild_by_id", {"guild_id": 3468}), Client.get_classes]`.
        They are asked one after another and pay points as any call does, but with
        background priority: below a fifth of the hour's points the rest is left
        out. What is kept already is not asked again.

        Raises `ConfigError` for an unknown name and for a client that keeps no
        answers, and what any call would raise.
        """
        view = self.with_options(priority="background").with_options(**options)
        return await awarm(warming(view, operations, keeps=self._core.labels is not None))

    async def get_guild_or_fallback(
        self, guild_id: int, **options: Unpack[RequestOptions]
    ) -> GuildOrFallback:
        """Return a guild; if an outage left nothing to show, its id and the name "Unknown".

        What the caller did wrong is raised all the same.
        """
        try:
            return guild_of(guild_id, await self.get_guild_by_id(guild_id, **options))
        except EsoLogsError as error:
            return guild_without(guild_id, error)


class SyncClient(SyncMethods):
    """Same as `Client`, but blocking. Safe to use from several threads at once.

    `with`, or `close`, closes its connections.
    """

    def __init__(
        self,
        url: str | None = None,
        headers: Mapping[str, str] | None = None,
        user_token: str | None = None,
        *,
        http_client: SyncHttpClient | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        timeout: float | None = DefaultSeconds(60.0),
        max_retries: int = DefaultCount(3),
        **settings: Unpack[ClientSettings],
    ) -> None:
        wiring = wire(
            settings_of(
                type(self).__name__,
                settings,
                max_retries,
                url=url,
                headers=headers,
                user_token=user_token,
                http_client=http_client,
                client_id=client_id,
                client_secret=client_secret,
                timeout=timeout,
            )
        )
        open_transport = sync_opener(wiring.sandbox, wiring.settings)
        runtime = SyncRuntime(open_transport, wiring.core.hooks, wiring.shelf, link=wiring.link)
        super().__init__(wiring.core, runtime)

    def ping(self, **options: Unpack[RequestOptions]) -> ResultMeta:
        """Same as `Client.ping`, but blocking."""
        return self.get_rate_limit_data(**options).meta

    def warm_up(
        self,
        operations: Iterable[
            str | tuple[str, Mapping[str, Any]] | Callable[[SyncClient], OperationResult]
        ] = (),
        **options: Unpack[RequestOptions],
    ) -> WarmUp:
        """Same as `Client.warm_up`, but blocking."""
        view = self.with_options(priority="background").with_options(**options)
        return warm(warming(view, operations, keeps=self._core.labels is not None))

    def get_guild_or_fallback(
        self, guild_id: int, **options: Unpack[RequestOptions]
    ) -> GuildOrFallback:
        """Same as `Client.get_guild_or_fallback`, but blocking."""
        try:
            return guild_of(guild_id, self.get_guild_by_id(guild_id, **options))
        except EsoLogsError as error:
            return guild_without(guild_id, error)
