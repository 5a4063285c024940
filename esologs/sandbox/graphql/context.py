"""What a request knows beside its document: the clock, the points, who asks, and the world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

    from esologs._call import Points
    from esologs.sandbox.world import World
    from esologs.sandbox.world.users import User

Resolver: TypeAlias = Callable[..., Any]
Fields: TypeAlias = Mapping[str, Mapping[str, Resolver]]
"""Resolvers by type and field; a field without one is read off its object by name."""

ROOT = object()
"""The value of `Query` and of its namespaces (`guildData` …), which hold nothing themselves."""


@dataclass(frozen=True, slots=True)
class Context:
    """One request's circumstances.

    *now_ms* and *started_ms* are two readings of one clock in milliseconds: live
    reports have grown by what lies between them. *points* is what `rateLimitData`
    tells; *user_id* is the signed-in user, None with a client's own token.
    """

    now_ms: float
    started_ms: float
    points: Points | None = None
    user_id: int | None = None

    @property
    def elapsed_ms(self) -> float:
        """How long the sandbox has been running, never negative."""
        return max(0.0, self.now_ms - self.started_ms)


class Request:
    """A request in the hands of resolvers."""

    def __init__(self, world: World, context: Context) -> None:
        self.world = world
        self.context = context

    @cached_property
    def viewer(self) -> User | None:
        """The signed-in user, if there is one."""
        user_id = self.context.user_id
        return None if user_id is None else self.world.users.by_id(user_id)


def request_of(info: GraphQLResolveInfo) -> Request:
    """The request that is being executed."""
    request: Request = info.context
    return request


def world_of(info: GraphQLResolveInfo) -> World:
    """The world that the request asks about."""
    return request_of(info).world


def namespace(_root: object, _info: GraphQLResolveInfo) -> object:
    """Resolve a namespace such as `guildData`."""
    return ROOT
