"""The settings of a client, as its constructor and the factories take them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict, cast

from esologs._default import DefaultCount, DefaultText, is_default
from esologs._environment import Environment, check_url, read_environment
from esologs._fleet import fleet_of
from esologs._layers import Layer, layered
from esologs._options import RequestOptions, check_headers
from esologs._presets import preset_of
from esologs._transport.opening import check_transport
from esologs.auth.credentials import check_text
from esologs.config import (
    AttemptConfig,
    BreakerConfig,
    CacheConfig,
    LimitsConfig,
    PointsConfig,
    RetryBudgetConfig,
    RetryConfig,
    SlotsConfig,
    TokenConfig,
    check_timeout,
    differences,
    shown,
)
from esologs.errors import ConfigError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    from esologs._presets import Preset
    from esologs._shelf import StoreChoice
    from esologs._transport.http_clients import AsyncHttpClient, ClientSession, SyncHttpClient
    from esologs._transport.opening import TransportName
    from esologs.fleet.config import FleetConfig
    from esologs.resilience.events import Hook
    from esologs.sandbox import Sandbox


class ClientSettings(TypedDict, total=False):
    """The settings that every constructor and every factory takes, all by name.

    Of a setting the first counts that is there: the argument, the environment's variable,
    the preset, the default. `None` turns a policy off.
    """

    preset: Preset | None
    """Whose numbers to begin with: `interactive` is for a program that somebody waits on,
    `batch` for a job that may take its time; `none` has every policy off."""
    base_url: str | None
    """Where ESO Logs is; else `ESOLOGS_BASE_URL`, else `https://www.esologs.com`."""
    retry: RetryConfig | None
    """All settings of retries, `max_retries` among them; `None`: one attempt."""
    breaker: BreakerConfig | None
    """When calls are refused because ESO Logs is down."""
    points: PointsConfig | None
    """When calls are held back or refused because the account's limits are used up."""
    slots: SlotsConfig | None
    """How many calls may be on the wire at once, and how many may wait for that."""
    attempt: AttemptConfig
    """The bounds of one attempt, in seconds and in bytes."""
    limits: LimitsConfig
    """The bounds of the connection pool."""
    transport: TransportName
    """What a `Client` sends with: `"httpcore"`, or `"aiohttp"` (an extra), which takes less CPU."""
    token: TokenConfig
    """How tokens are fetched and renewed."""
    coalesce: bool
    """Whether identical calls under way share one request."""
    cache: CacheConfig | None
    """How long answers are used; `None`: nothing is kept."""
    store: StoreChoice | Literal["memory", "file"]
    """Where answers are kept: in `"memory"`, in a `"file"` that all processes of the user share,
    as the config of a store says, or in a store of your own."""
    fleet: FleetConfig | str | Literal[False] | None
    """The Redis in which all workers on one key share its points, pauses, token and answers:
    its address, or a `FleetConfig`; else `ESOLOGS_FLEET_URL`; `False`: none."""
    hooks: Iterable[Hook]
    """Functions that are called with every event."""
    sandbox: bool | Sandbox | None
    """A simulated ESO Logs in the place of the real one: `True`, or a `Sandbox` of your own;
    `False` ignores `ESOLOGS_SANDBOX`."""
    dotenv: bool | str | os.PathLike[str]
    """The file from which variables are read as well; `True`: `.env`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of a client, checked: what was said, on what the environment and a preset say.

    *options* are those of every call, *environment* is what was read for this client.
    """

    environment: Environment = field(repr=False)
    preset: Preset | None = None
    options: RequestOptions = field(default_factory=RequestOptions)
    url: str | None = None
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    user_token: str | None = field(default=None, repr=False)
    http_client: AsyncHttpClient | SyncHttpClient | ClientSession | None = None
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    timeout: float | None = 60.0
    base_url: str | None = None
    retry: RetryConfig | None = field(default_factory=RetryConfig)
    breaker: BreakerConfig | None = field(default_factory=BreakerConfig)
    points: PointsConfig | None = field(default_factory=PointsConfig)
    slots: SlotsConfig | None = field(default_factory=SlotsConfig)
    attempt: AttemptConfig = field(default_factory=AttemptConfig)
    limits: LimitsConfig = field(default_factory=LimitsConfig)
    transport: TransportName = "httpcore"
    token: TokenConfig = field(default_factory=TokenConfig)
    coalesce: bool = True
    cache: CacheConfig | None = None
    store: StoreChoice | str | None = None
    fleet: FleetConfig | None = None
    hooks: Iterable[Hook] = ()
    sandbox: bool | Sandbox | None = None
    dotenv: bool | str | os.PathLike[str] = False

    __repr__ = shown

    def described(self) -> str:
        """Return what of the policies differs from the defaults, for the repr of a client."""
        found = {name: value for name, value in differences(self).items() if name in _SHOWN}
        return ", ".join(f"{name}={_brief(value)}" for name, value in found.items())

    def __post_init__(self) -> None:
        check_timeout(self.timeout)
        if self.url is not None:
            check_url("url", self.url)
        if self.headers is not None:
            check_headers(self.headers)
        check_text("user_token", self.user_token)
        for name, kind in _KINDS.items():
            value = getattr(self, name)
            if not isinstance(value, kind) and not (name in _MAY_BE_OFF and value is None):
                raise ConfigError(f"{name} must be a {kind.__name__}, got {value!r}")
        check_transport(self.transport, self.http_client)
        if self.http_client is not None and self.sandbox:
            raise ConfigError("http_client and sandbox exclude each other; give one of them")


_KINDS: Final[dict[str, type]] = {
    "retry": RetryConfig,
    "breaker": BreakerConfig,
    "points": PointsConfig,
    "slots": SlotsConfig,
    "attempt": AttemptConfig,
    "limits": LimitsConfig,
    "token": TokenConfig,
    "cache": CacheConfig,
}
_SHOWN: Final = frozenset({*_KINDS, "preset", "timeout", "coalesce", "store", "fleet", "transport"})
_MAY_BE_OFF: Final = frozenset({"retry", "breaker", "points", "slots", "cache"})


# What the resilient factories keep answers by. That a caller may say the very same is no matter:
# this object is the default, and gives way to a preset and to the environment.
KEEPS_ANSWERS: Final = CacheConfig()
IN_A_FILE: Final = cast("Literal['file']", DefaultText("file"))


def settings_of(owner: str, given: ClientSettings, max_retries: int, **named: Any) -> Settings:
    """Return the settings that *owner* was called with, on those that are weaker.

    An unknown name is a `TypeError`. Reads the environment, once.
    """
    known = ClientSettings.__annotations__
    for name in given:
        if name not in known:
            from difflib import get_close_matches  # only a mistake pays for it

            near = get_close_matches(name, [*known, *_named()], 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise TypeError(f"{owner}() got an unexpected keyword argument {name!r}{hint}")
    # Checked also where `retry` replaces it: a bad value is never ignored.
    RetryConfig(max_retries=max_retries)
    values: dict[str, Any] = {**named, **given}
    _check_store(values.get("store"))
    said = {
        name: value
        for name, value in values.items()
        if not is_default(value) and value is not KEEPS_ANSWERS
    }
    environment = read_environment(values.get("dotenv") or None)
    said.setdefault("preset", environment.preset)
    values["preset"] = said["preset"]
    layers = (preset_of(said["preset"]), environment.layer)
    for layer in layers:
        values.update({name: what for name, what in layer.plain.items() if name not in said})
        values["options"] = {**values.get("options", {}), **layer.options}
    values.update(_policies(values, said, layers))
    # A sandbox of this process has points of its own: nobody else could spend them.
    alone = environment.sandbox if values.get("sandbox") is None else values["sandbox"]
    values["fleet"] = fleet_of(values.get("fleet"), None if alone else environment.fleet_url)
    values["store"] = _store(values.get("store"))
    if "retry" not in said and not isinstance(max_retries, DefaultCount):
        values["retry"] = replace(values["retry"] or RetryConfig(), max_retries=max_retries)
    return Settings(environment=environment, **values)


def _policies(
    values: dict[str, Any], said: dict[str, Any], layers: tuple[Layer, Layer]
) -> dict[str, Any]:
    """Return the config of each policy that was not said as a whole."""
    found: dict[str, Any] = {}
    for name, kind in _KINDS.items():
        if name not in said:
            default = values.get(name, None if name == "cache" else kind())
            found[name] = layered(name, kind, default, layers)
    retry = found.get("retry")
    if retry is not None:
        budget = layered("retry_budget", RetryBudgetConfig, retry.budget, layers)
        found["retry"] = replace(retry, budget=budget)
    return found


def _store(store: Any) -> StoreChoice | str | None:
    """Return *store*, or the config of the Redis that a variable names by its address."""
    if not isinstance(store, str) or store in {"memory", "file"}:
        chosen: StoreChoice | str | None = store
        return chosen
    from esologs.cache.config import RedisStoreConfig

    return RedisStoreConfig(url=store)


def _brief(value: object) -> str:
    # A store of the caller's own may show more of itself than is wanted here.
    ours = value is None or type(value).__module__.partition(".")[0] in {"esologs", "builtins"}
    return repr(value) if ours else f"<{type(value).__name__}>"


def _check_store(store: object) -> None:
    if isinstance(store, str) and store not in {"memory", "file"}:
        raise ConfigError(f"store must be 'memory', 'file', or a store, got {store!r}")


def _named() -> list[str]:
    hidden = {"environment", "options"}
    return [entry.name for entry in fields(Settings) if entry.name not in hidden] + ["max_retries"]
