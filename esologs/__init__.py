"""A typed, resilient client for the ESO Logs API, and a sandbox that needs no account.

    from esologs import create_resilient_client

    async with create_resilient_client() as client:
        guilds = await client.get_guilds(limit=10)

Every name here is imported when it is first used, so importing the package is cheap.
"""

# Not typing's: importing that would cost more than all else here. Type checkers know the name.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from esologs._base import GraphQLResult as GraphQLResult
    from esologs._call import UNSET as UNSET
    from esologs._call import HttpResponse as HttpResponse
    from esologs._call import Points as Points
    from esologs._call import ResultMeta as ResultMeta
    from esologs._call import UnsetType as UnsetType
    from esologs._degraded import GuildOrFallback as GuildOrFallback
    from esologs._generated import *  # noqa: F403 - its `__all__` is written
    from esologs._models import Model as Model
    from esologs._models import OperationResult as OperationResult
    from esologs._options import RequestOptions as RequestOptions
    from esologs._version import __version__ as __version__
    from esologs._warm_up import WarmedOperation as WarmedOperation
    from esologs._warm_up import WarmUp as WarmUp
    from esologs.auth import get_access_token as get_access_token
    from esologs.cache.config import MemoryStoreConfig as MemoryStoreConfig
    from esologs.cache.config import RedisStoreConfig as RedisStoreConfig
    from esologs.cache.config import SqliteStoreConfig as SqliteStoreConfig
    from esologs.client import Client as Client
    from esologs.client import SyncClient as SyncClient
    from esologs.client_factory import create_client_with_timeout as create_client_with_timeout
    from esologs.client_factory import create_resilient_client as create_resilient_client
    from esologs.client_factory import create_resilient_sync_client as create_resilient_sync_client
    from esologs.client_factory import (
        create_sync_client_with_timeout as create_sync_client_with_timeout,
    )
    from esologs.config import AttemptConfig as AttemptConfig
    from esologs.config import BreakerConfig as BreakerConfig
    from esologs.config import CacheConfig as CacheConfig
    from esologs.config import LimitsConfig as LimitsConfig
    from esologs.config import PointsConfig as PointsConfig
    from esologs.config import RetryBudgetConfig as RetryBudgetConfig
    from esologs.config import RetryConfig as RetryConfig
    from esologs.config import SlotsConfig as SlotsConfig
    from esologs.config import TokenConfig as TokenConfig
    from esologs.errors import AccessDeniedError as AccessDeniedError
    from esologs.errors import ApiError as ApiError
    from esologs.errors import AuthenticationError as AuthenticationError
    from esologs.errors import CircuitOpenError as CircuitOpenError
    from esologs.errors import ClientClosedError as ClientClosedError
    from esologs.errors import ColdCacheError as ColdCacheError
    from esologs.errors import ConfigError as ConfigError
    from esologs.errors import ConnectFailedError as ConnectFailedError
    from esologs.errors import DeadlineExceededError as DeadlineExceededError
    from esologs.errors import EsoLogsError as EsoLogsError
    from esologs.errors import ForbiddenError as ForbiddenError
    from esologs.errors import GraphQLClientError as GraphQLClientError
    from esologs.errors import GraphQLClientGraphQLError as GraphQLClientGraphQLError
    from esologs.errors import GraphQLClientGraphQLMultiError as GraphQLClientGraphQLMultiError
    from esologs.errors import GraphQLClientHttpError as GraphQLClientHttpError
    from esologs.errors import (
        GraphQLClientInvalidResponseError as GraphQLClientInvalidResponseError,
    )
    from esologs.errors import GraphQLError as GraphQLError
    from esologs.errors import GraphQLFieldError as GraphQLFieldError
    from esologs.errors import HttpStatusError as HttpStatusError
    from esologs.errors import InvalidCredentialsError as InvalidCredentialsError
    from esologs.errors import InvalidResponseError as InvalidResponseError
    from esologs.errors import MissingCredentialsError as MissingCredentialsError
    from esologs.errors import MissingExtraError as MissingExtraError
    from esologs.errors import NotCachedError as NotCachedError
    from esologs.errors import NotFoundError as NotFoundError
    from esologs.errors import PausedError as PausedError
    from esologs.errors import PointsExhaustedError as PointsExhaustedError
    from esologs.errors import QueryRefusedError as QueryRefusedError
    from esologs.errors import RateLimitError as RateLimitError
    from esologs.errors import RejectedError as RejectedError
    from esologs.errors import RequestTimeoutError as RequestTimeoutError
    from esologs.errors import ResponseShapeError as ResponseShapeError
    from esologs.errors import ResponseTooLargeError as ResponseTooLargeError
    from esologs.errors import ServerError as ServerError
    from esologs.errors import SlotsFullError as SlotsFullError
    from esologs.errors import TokenEndpointBlockedError as TokenEndpointBlockedError
    from esologs.errors import TokenEndpointDownError as TokenEndpointDownError
    from esologs.errors import TokenError as TokenError
    from esologs.errors import TransportError as TransportError
    from esologs.errors import ValidationError as ValidationError
    from esologs.fleet.config import FleetConfig as FleetConfig
    from esologs.resilience.control import BreakerControl as BreakerControl
    from esologs.stats import ClientStats as ClientStats

    AsyncBaseClient = Client
    BaseModel = Model

_HOMES = {
    "_base": "GraphQLResult",
    "_degraded": "GuildOrFallback",
    "_call": "HttpResponse Points ResultMeta UNSET UnsetType",
    "_models": "Model OperationResult",
    "_options": "RequestOptions",
    "_version": "__version__",
    "_warm_up": "WarmUp WarmedOperation",
    "auth": "get_access_token",
    "cache.config": "MemoryStoreConfig RedisStoreConfig SqliteStoreConfig",
    "client": "Client SyncClient",
    "client_factory": (
        "create_client_with_timeout create_resilient_client create_resilient_sync_client "
        "create_sync_client_with_timeout"
    ),
    "config": (
        "AttemptConfig BreakerConfig CacheConfig LimitsConfig PointsConfig RetryBudgetConfig "
        "RetryConfig SlotsConfig TokenConfig"
    ),
    "resilience.control": "BreakerControl",
    "stats": "ClientStats",
    "fleet.config": "FleetConfig",
    "errors": (
        "AccessDeniedError ApiError AuthenticationError CircuitOpenError ClientClosedError "
        "ColdCacheError ConfigError ConnectFailedError DeadlineExceededError EsoLogsError "
        "ForbiddenError GraphQLClientError GraphQLClientGraphQLError "
        "GraphQLClientGraphQLMultiError GraphQLClientHttpError "
        "GraphQLClientInvalidResponseError GraphQLError GraphQLFieldError HttpStatusError "
        "InvalidCredentialsError InvalidResponseError MissingCredentialsError "
        "MissingExtraError NotCachedError NotFoundError PausedError PointsExhaustedError "
        "QueryRefusedError RateLimitError RejectedError RequestTimeoutError "
        "ResponseShapeError ResponseTooLargeError ServerError SlotsFullError "
        "TokenEndpointBlockedError TokenEndpointDownError TokenError TransportError "
        "ValidationError"
    ),
}

# Names of the client that came before, for what bears another one here.
_ALIASES = {"AsyncBaseClient": ("client", "Client"), "BaseModel": ("_models", "Model")}


if not TYPE_CHECKING:  # or checkers would take any name for one of ours
    from esologs import _generated

    _PLACES = {
        **{name: (home, name) for home, names in _HOMES.items() for name in names.split()},
        **_ALIASES,
    }
    __all__ = sorted([*_PLACES, *_generated.__all__])  # noqa: PLE0605  (it is a list)

    def __getattr__(name: str) -> object:
        if name in _PLACES:
            home, name_there = _PLACES[name]
        else:
            home, name_there = _generated.place_of(name), name
            if home is None:
                raise AttributeError(f"module 'esologs' has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"esologs.{home}"), name_there)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
