"""From the setting `fleet` to the parts of a client that share with other workers."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from esologs._forks import renew_in_child
from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._principal import Principal
    from esologs._settings import Settings
    from esologs.auth.shared import SharedToken
    from esologs.config import TokenConfig
    from esologs.fleet.config import FleetConfig
    from esologs.fleet.link import Link
    from esologs.fleet.seal import Seal
    from esologs.resilience.cache import Cache
    from esologs.resilience.events import Hooks
    from esologs.resilience.lease import RefreshLease


# A refresh is led for an attempt's time, and a little more; without a bound of that, for a minute.
_LEASE: Final = 60.0
_MARGIN: Final = 5.0


def fleet_of(said: object, by_variable: str | None) -> FleetConfig | None:
    """Return the fleet to be in: the one said, else the one a variable names; `False` is none.

    Raises `ConfigError` for what is no address of a Redis.
    """
    if said is False or (said is None and by_variable is None):
        return None
    from esologs.cache.config import check_redis_url
    from esologs.fleet.config import FleetConfig

    if isinstance(said, FleetConfig):
        return said
    if said is None:
        check_redis_url("ESOLOGS_FLEET_URL", by_variable)
        return FleetConfig(url=by_variable or "")
    check_redis_url("fleet", said)
    return FleetConfig(url=str(said))


def shared_token(seal: Seal, config: TokenConfig, clock: Callable[[], float]) -> SharedToken:
    """Return where the token of the fleet is, for those who can open the *seal*."""
    from esologs.auth.shared import SharedToken

    shared = SharedToken(seal, config, clock)
    renew_in_child(shared)
    return shared


def refresh_lease(settings: Settings, cache: Cache | None, choice: object) -> RefreshLease | None:
    """Return who asks for an answer of which all have need, if the fleet's Redis keeps it.

    *choice* is where answers are kept: in a store that is not everybody's, nobody could
    find what another worker asked for.
    """
    from esologs.cache.config import RedisStoreConfig
    from esologs.resilience.lease import RefreshLease

    if settings.fleet is None or cache is None or not isinstance(choice, RedisStoreConfig):
        return None
    return RefreshLease(
        key_of=cache.key_of,
        look=cache.look,
        patience=settings.fleet.patience,
        seconds=(settings.attempt.timeout or _LEASE) + _MARGIN,
        rng=random.random,
    )


def link_of(fleet: FleetConfig, asked_as: Principal, base_url: str, hooks: Hooks) -> Link:
    """Return the way to the others who ask *base_url* with the same credentials.

    Raises `ConfigError` for a client of which nobody can tell whose points it spends.
    """
    from esologs.fleet.link import Link
    from esologs.resilience.events import FleetLost, FleetRejoined

    if asked_as.seal is None:
        raise ConfigError(
            "a fleet shares the points of one key, and only http_client knows whose it uses; pass "
            "client_id and client_secret, a user_token, or fleet=False"
        )

    def lost(error: Exception) -> None:
        hooks(FleetLost(operation="fleet", error=error))

    def back(after: float) -> None:
        hooks(FleetRejoined(operation="fleet", after=after))

    space = asked_as.seal.name("fleet", asked_as.identity, base_url)
    return Link(fleet, space, lost=lost, back=back)
