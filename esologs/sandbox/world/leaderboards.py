"""The leaderboards of an encounter: its best characters and its best kills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from esologs.sandbox.seeding import fingerprint
from esologs.sandbox.world.parses import SPEED, Kill, Parse, Parses
from esologs.sandbox.world.places import find_region, find_server
from esologs.sandbox.world.trials import HARD_MODE, NORMAL, TRIAL_SIZE, VETERAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esologs.sandbox.world.characters import Character, Characters
    from esologs.sandbox.world.criteria import BoardQuery
    from esologs.sandbox.world.guilds import Guild
    from esologs.sandbox.world.logs import Logs
    from esologs.sandbox.world.places import Server
    from esologs.sandbox.world.trials import Encounter

Row = dict[str, Any]

_PAGE = 100
_UNLOGGED_EVERY = 9
_LEVELS = {NORMAL: None, VETERAN: 0, HARD_MODE: 1, 123: 1, 124: 2, 125: 3}


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

    def fights(self, encounter: Encounter, query: BoardQuery) -> Row:
        """The page of the best kills that *query* asks for, one row a guild."""
        difficulty, problem = _difficulty(encounter, query)
        if problem is not None:
            return {"error": problem}
        metric = query.metric if query.metric not in (None, "default") else "speed"
        partition = encounter.zone.partition if query.partition is None else query.partition
        found: list[tuple[float, Kill]] = []
        for kill in self._parses.kills(encounter, difficulty):
            amount = _fight_amount(kill, metric)
            server = kill.report.home.server
            if amount is not None and kill.report.partition == partition and _serves(server, query):
                found.append((amount, kill))
        sign = -1 if metric in ("score", "progress") else 1
        found.sort(key=lambda row: (sign * row[0], row[1].start_ms))
        rows: list[Row] = []
        ranked: set[int] = set()
        for amount, kill in found:
            guild = kill.report.guild
            # Groups without a guild cannot be told apart, so each kill stands for itself.
            if guild is None or guild.id not in ranked:
                rows.append(_fight_row(kill, metric, amount))
            if guild is not None:
                ranked.add(guild.id)
        return _page(rows, query)

    def _wanted(self, character: Character, query: BoardQuery) -> bool:
        spec = character.spec
        classes = (None, spec.game_class.name, spec.game_class.slug)
        return (
            query.class_name in classes
            and query.spec_name in (None, spec.name, spec.slug)
            and query.bracket in (None, 0, character.bracket)
            and _serves(character.server, query)
        )

    def _parse(self, parse: Parse, query: BoardQuery, difficulty: int) -> Row:
        kill, character = parse.kill, parse.character
        row = _character_row(character, parse.amount, difficulty, hidden=not parse.named)
        row["duration"] = kill.duration_ms
        row["startTime"] = kill.start_ms
        row["report"] = _report_row(kill)
        row["guild"] = banner(kill.report.guild)
        if query.include_combatant_info:
            row |= self._logs.worn(kill.report, character)
        return row

    def _unlogged(
        self,
        encounter: Encounter,
        query: BoardQuery,
        difficulty: int,
        amounts: Sequence[float],
        taken: set[int],
    ) -> list[tuple[float, Character, Row]]:
        # The game's own leaderboard knows characters whom nobody logged.
        rows: list[tuple[float, Character, Row]] = []
        low, high = min(amounts), max(amounts)
        for place_ in range(len(amounts) // _UNLOGGED_EVERY):
            chance = fingerprint(self._seed, "unlogged", encounter.id, difficulty, place_)
            character = self._characters.at(chance % self._characters.count)
            if character.id in taken or not self._wanted(character, query):
                continue
            taken.add(character.id)
            amount = round(low + (high - low) * (chance % 1009) / 1009, 2)
            row = _character_row(character, amount, difficulty, hidden=False)
            row |= {"duration": 0, "startTime": None, "guild": banner(character.guild)}
            row["report"] = {"code": None, "fightID": None, "startTime": None}
            rows.append((amount, character, row))
        return rows


def _difficulty(encounter: Encounter, query: BoardQuery) -> tuple[int, str | None]:
    offered = [row.id for row in encounter.zone.difficulties]
    wanted = query.difficulty
    named = query.hard_mode_level
    if wanted is None and named not in (None, "Any", "Highest"):
        wanted = next((row for row in offered if _level_name(row) == named), -1)
    elif wanted is None:
        wanted = offered[-1]
    if query.filter_:
        return wanted, "Invalid filter specified."
    if wanted not in offered:
        return wanted, "Invalid difficulty specified."
    if query.size not in (None, 0, TRIAL_SIZE):
        return wanted, "Invalid size specified."
    if named not in (None, "Any", "Highest", _level_name(wanted)):
        return wanted, "Invalid hard mode level specified."
    return wanted, None


def _level_name(difficulty: int) -> str:
    number = _LEVELS[difficulty]
    return "NormalMode" if number is None else f"Level{number}"


def _serves(server: Server, query: BoardQuery) -> bool:
    if query.server_region is None:
        return True
    if query.server_slug is not None:
        return find_server(query.server_region, query.server_slug) is server
    return find_region(query.server_region) is server.region


def _fight_amount(kill: Kill, metric: str) -> float | None:
    if metric in ("score", "speed"):
        return kill.trial_score if metric == "score" else kill.trial_time_ms
    if metric == "progress":
        return float(kill.start_ms)
    return float(kill.duration_ms)


def _report_row(kill: Kill) -> Row:
    report = kill.report
    return {"code": report.code, "fightID": kill.fight_id, "startTime": report.start_ms}


def _character_row(character: Character, amount: float, difficulty: int, *, hidden: bool) -> Row:
    row: Row = {
        "name": "Anonymous" if hidden else character.name,
        "class": character.spec.game_class.name,
        "spec": character.spec.name,
        "amount": amount,
        "bracketData": character.champion_points,
        "hardModeLevel": _LEVELS[difficulty],
        "server": place(character.server),
    }
    if hidden:
        row["hidden"] = True
    return row


def _fight_row(kill: Kill, metric: str, amount: float) -> Row:
    roles = [character.spec.role for character, _ in kill.damage]
    ranged = [row.spec.name == "MagickaDPS" for row, _ in kill.damage if row.spec.role == "DPS"]
    row: Row = {
        "server": place(kill.report.home.server),
        "duration": kill.duration_ms,
        "startTime": kill.start_ms,
        "report": _report_row(kill),
        "guild": banner(kill.report.guild),
        "tanks": roles.count("Tank"),
        "healers": roles.count("Healer"),
        "melee": ranged.count(False),
        "ranged": ranged.count(True),
    }
    row["score" if metric == "score" else "total"] = amount
    return row


def _page(rows: list[Row], query: BoardQuery) -> Row:
    number = max(1, query.page or 1)
    shown = rows[(number - 1) * _PAGE : number * _PAGE]
    return {
        "page": number,
        "hasMorePages": number * _PAGE < len(rows),
        "count": len(shown),
        "rankings": shown,
    }
