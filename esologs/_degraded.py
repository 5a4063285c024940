"""An answer where there is none: what a program shows while ESO Logs is away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from esologs._call import ResultMeta
from esologs.resilience.classify import classify

if TYPE_CHECKING:
    from esologs._generated.fragments import GuildDetails
    from esologs._generated.get_guild_by_id import GetGuildById
    from esologs._options import RequestOptions
    from esologs.errors import EsoLogsError

UNKNOWN: Final = "Unknown"


@dataclass(frozen=True, slots=True)
class GuildOrFallback:
    """A guild as far as it is known: always an id and a name.

    *guild* is `None` when there is none by that id, or when an outage left
    nothing to show; then *error* says which, and *name* is `"Unknown"`.
    """

    id: int
    name: str
    guild: GuildDetails | None = field(repr=False)
    error: EsoLogsError | None
    meta: ResultMeta

    @property
    def is_fallback(self) -> bool:
        """Whether this stands for an answer that could not be had."""
        return self.error is not None


def guild_of(guild_id: int, answer: GetGuildById) -> GuildOrFallback:
    """Return what *answer* knows of the guild."""
    guild = answer.guild_data.guild if answer.guild_data else None
    name = UNKNOWN if guild is None else guild.name
    return GuildOrFallback(guild_id, name, guild, None, answer.meta)


def guild_without(guild_id: int, error: EsoLogsError) -> GuildOrFallback:
    """Return what can be said without an answer, or raise *error* if it is no outage."""
    meta = fallback_meta(error)
    if meta is None:
        raise error
    return GuildOrFallback(guild_id, UNKNOWN, None, error, meta)


def fallback_meta(error: EsoLogsError) -> ResultMeta | None:
    """Return the `meta` of what stands in for *error*; `None` if nothing may.

    A fallback stands in where a stale answer might: for an outage, never for a
    mistake of the caller's.
    """
    verdict = classify(error)
    if not verdict.stale_ok:
        return None
    attempts: int = getattr(error, "attempts", 0)
    return ResultMeta(source="fallback", attempts=attempts, reason=verdict.kind)


def fallen_back(error: EsoLogsError, defaults: RequestOptions, options: RequestOptions) -> Any:
    """Return the fallback that the call's options have for *error*, or raise it again."""
    fallback = options.get("fallback") or defaults.get("fallback")
    meta = fallback_meta(error) if fallback is not None else None
    if fallback is None or meta is None:
        raise error
    answer = fallback(error)
    attach = getattr(answer, "_attach", None)
    if attach is not None:
        attach(meta)
    return answer
