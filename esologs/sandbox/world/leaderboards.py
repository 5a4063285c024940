"""The leaderboards of an encounter: its best characters and its best kills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from esologs.sandbox.combat.kit.gear import outfit
from esologs.sandbox.seeding import fingerprint
from esologs.sandbox.world.parses import SPEED, Kill, Parse, Parses
from esologs.sandbox.world.trials import HARD_MODE, NORMAL, TRIAL_SIZE, VETERAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esologs.sandbox.world.characters import Character, Characters
    from esologs.sandbox.world.guilds import Guild
    from esologs.sandbox.world.logs import Logs
    from esologs.sandbox.world.places import Server
    from esologs.sandbox.world.trials import Encounter

Row = dict[str, Any]

_PAGE = 100
_UNLOGGED_EVERY = 9
_LEVELS = {NORMAL: None, VETERAN: 0, HARD_MODE: 1, 123: 1, 124: 2, 125: 3}
_BRACKET = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardQuery:
    """The arguments of both leaderboards, in snake case; None where one was not given."""

    bracket: int | None = None
    difficulty: int | None = None
    filter_: str | None = None
    page: int | None = None
    partition: int | None = None
    server_region: str | None = None
    server_slug: str | None = None
    size: int | None = None
    leaderboard: str | None = None
    hard_mode_level: str | None = None
    metric: str | None = None
    include_combatant_info: bool | None = None
    class_name: str | None = None
    spec_name: str | None = None
    external_buffs: str | None = None


def level(difficulty: int) -> int | None:
    """The hard mode level of a difficulty; normal has none."""
    return _LEVELS[difficulty]


def bracket(character: Character) -> int:
    """The champion point bracket of *character*, from 1."""
    return character.champion_points // _BRACKET + 1


def place(server: Server) -> Row:
    """A server as ranking rows name it."""
    return {"id": server.id, "name": server.name, "region": server.region.compact_name}


def banner(guild: Guild | None) -> Row | None:
    """A guild as ranking rows name it."""
    if guild is None:
        return None
    return {"id": guild.id, "name": guild.name, "faction": guild.faction.id}


class Leaderboards:
    """Answers `characterRankings` and `fightRankings`, as JSON."""

    def __init__(self, parses: Parses, characters: Characters, logs: Logs, seed: int) -> None:
        self._parses = parses
        self._characters = characters
        self._logs = logs
        self._seed = seed

    def characters(self, encounter: Encounter, query: BoardQuery) -> Row:
        """The page of the best characters that *query* asks for, one row a character."""
        difficulty, problem = _difficulty(encounter, query)
        if problem is not None:
            return {"error": problem}
        partition = encounter.zone.partition if query.partition is None else query.partition
        metric = query.metric if query.metric not in (None, "default") else "dps"
        board = self._parses.board(encounter, difficulty, metric, partition)
        rows = [
            (parse.amount, parse.character, self._parse(parse, query, difficulty))
            for parse in board.best
            if self._wanted(parse.character, query)
        ]
        if query.leaderboard != "LogsOnly" and rows:
            taken = {parse.character.id for parse in board.best}
            rows += self._unlogged(encounter, query, difficulty, [row[0] for row in rows], taken)
        sign = 1 if metric == SPEED else -1
        rows.sort(key=lambda row: (sign * row[0], row[1].id))
        return _page([row[2] for row in rows], query)
