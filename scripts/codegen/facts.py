"""What is known of the API beyond its schema: `facts.toml`, held against schema and operations."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graphql import GraphQLObjectType, GraphQLSchema

if TYPE_CHECKING:
    from pathlib import Path

SHORTEST_FIRST: Final = ("never", "report", "guild", "character", "rankings", "world", "game")
"""The cache classes by the time that an answer is kept, a live report's for `report`."""

Groups = tuple[tuple[str, ...], ...]


class UnknownFactError(Exception):
    """A fact about something that the schema does not have, or that nothing uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The tables of `facts.toml`; what is looked up is remembered as used."""

    results: dict[str, str]
    limits: dict[str, tuple[int, int]]
    positive: frozenset[str]
    fights: frozenset[str]
    codes: frozenset[str]
    cold: frozenset[str]
    cache: dict[str, str]
    requires: dict[str, Groups]
    together: dict[str, Groups]
    used: set[str] = field(default_factory=set[str])

    @classmethod
    def load(cls, path: Path) -> Facts:
        """Read *path*; raises `KeyError` or `TypeError` for a table that is not as documented."""
        raw = tomllib.loads(path.read_text("utf-8"))
        return cls(
            results=raw["results"],
            limits={key: (low, high) for key, (low, high) in raw["limits"].items()},
            positive=frozenset(raw["ids"]["positive"]),
            fights=frozenset(raw["ids"]["fights"]),
            codes=frozenset(raw["codes"]["arguments"]),
            cold=frozenset(raw["cold"]["fields"]),
            cache=raw["cache"],
            requires={name: _groups(groups) for name, groups in raw["requires"].items()},
            together={name: _groups(groups) for name, groups in raw["together"].items()},
        )

    def coordinates(self) -> set[str]:
        """Return every coordinate that a fact is about."""
        limits = {key for key in self.limits if key != "default"}
        return limits | self.positive | self.fights | self.codes | self.cold | set(self.cache)

    def check_against(self, schema: GraphQLSchema) -> None:
        """Raise `UnknownFactError` for a coordinate that *schema* does not have."""
        for coordinate in sorted(self.coordinates()):
            type_name, field_name, *argument = coordinate.split(".")
            owner = schema.type_map.get(type_name)
            found = owner.fields.get(field_name) if isinstance(owner, GraphQLObjectType) else None
            if found is None or (argument and argument[0] not in found.args):
                raise UnknownFactError(f"facts.toml: the schema has no {coordinate}")
        if unknown := set(self.cache.values()) - set(SHORTEST_FIRST):
            raise UnknownFactError(f"facts.toml: no such cache class: {sorted(unknown)}")

    def check_used(self, operations: set[str]) -> None:
        """Raise `UnknownFactError` for a fact that no operation made use of."""
        tables = (self.results, self.requires, self.together)
        if unknown := {name for table in tables for name in table} - operations:
            raise UnknownFactError(f"facts.toml: no such operation: {sorted(unknown)}")
        if idle := self.coordinates() - self.used:
            raise UnknownFactError(f"facts.toml: no operation uses {sorted(idle)}")


def _groups(raw: list[list[str]]) -> Groups:
    return tuple(tuple(group) for group in raw)
