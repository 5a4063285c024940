"""The settings of a sandbox, checked when they are given."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from esologs.config import check_count, check_seconds
from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from esologs.sandbox.faults import Fault


class SandboxSettings(TypedDict, total=False):
    """The keywords of `Sandbox`; `SandboxConfig` says what each means."""

    seed: int
    clock: Callable[[], float]
    points_per_hour: int
    burst: int | None
    burst_window: float
    retry_after: bool
    token_lifetime: float
    rotate_refresh_tokens: bool
    credentials: Mapping[str, str] | None
    redirect_uris: Sequence[str] | None
    user_id: int
    auto_approve: bool
    faults: Sequence[Fault]
    log_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxConfig:
    """How a sandbox behaves.

    The world: *seed* decides all of it; *clock* gives Unix seconds.

    Limits: each client id has *points_per_hour*, in cycles of an hour that
    begin when the sandbox does. More than *burst* requests within
    *burst_window* seconds are answered 429 until the window ends, whatever
    points remain; `None` is no such limit. *retry_after* tells whether a 429
    names the wait.

    Tokens: an access token is good for *token_lifetime* seconds. *credentials*
    maps each client id to its secret; `None` accepts any id with any secret
    that is not empty. *redirect_uris* are the registered ones, compared
    exactly; `None` accepts any `http` or `https` address. *user_id* is who
    signs in on the consent page; *auto_approve* skips the page. With
    *rotate_refresh_tokens* every refresh answers with a new refresh token and
    ends the old one; without, the old one stays and none is sent.

    *faults* are there from the start and after every `reset()`; *log_size* is
    how many requests `Sandbox.log` remembers.
    """

    seed: int = 0
    clock: Callable[[], float] = field(default=time.time, repr=False)
    points_per_hour: int = 3600
    burst: int | None = 1000
    burst_window: float = 60.0
    retry_after: bool = True
    token_lifetime: float = 86_400.0
    rotate_refresh_tokens: bool = True
    credentials: Mapping[str, str] | None = field(default=None, repr=False)
    redirect_uris: Sequence[str] | None = None
    user_id: int = 1
    auto_approve: bool = False
    faults: Sequence[Fault] = ()
    log_size: int = 1000

    def __post_init__(self) -> None:
        check_count("seed", self.seed)
        check_count("points_per_hour", self.points_per_hour, least=1)
        if self.burst is not None:
            check_count("burst", self.burst, least=1)
        check_seconds("burst_window", self.burst_window)
        check_seconds("token_lifetime", self.token_lifetime)
        check_count("user_id", self.user_id, least=1)
        check_count("log_size", self.log_size)
        if isinstance(self.redirect_uris, str):
            raise ConfigError("redirect_uris must be a list of addresses, got one string")
        if self.credentials is not None and not all(
            name and secret for name, secret in self.credentials.items()
        ):
            raise ConfigError("credentials must map client ids to secrets that are not empty")
