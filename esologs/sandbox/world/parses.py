"""Kills and the parses within them: who did how much in which kill of an encounter."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from esologs.sandbox.seeding import Stream
from esologs.sandbox.world.trials import ENCOUNTERS

if TYPE_CHECKING:
    from esologs.sandbox.combat.tables.standing import Parse as RankedParse
    from esologs.sandbox.combat.tables.standing import Standing
    from esologs.sandbox.world.characters import Character, Characters
    from esologs.sandbox.world.logs import Logs
    from esologs.sandbox.world.reports import Report, Reports
    from esologs.sandbox.world.trials import Encounter

_POINTS = 120.0
SCORE, SPEED = "playerscore", "playerspeed"
# Damage and healing of a second, as far as a character has any; the many other
# metrics of the family weigh the same damage in other ways.
_HEALING = frozenset({"hps", "tankhps"})
_PERCENT = {"bossdps": 94, "bossrdps": 94, "bossndps": 91, "bosscdps": 92, "ndps": 96, "cdps": 97}


@dataclass(frozen=True, slots=True, eq=False)
class Kill:
    """A kill in a finished public report.

    *damage* is what each character dealt; *start_ms* is Unix time; score and
    time of the whole trial come with its last boss only.
    """

    encounter_id: int
    report: Report = field(repr=False)
    fight_id: int
    start_ms: int
    duration_ms: int
    trial_score: float | None
    trial_time_ms: float | None
    damage: tuple[tuple[Character, int], ...] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """What one character did in one kill, by one metric."""

    kill: Kill
    character: Character
    amount: float

    @property
    def named(self) -> bool:
        """Whether it may be told whose parse it is."""
        character = self.character
        return not (self.kill.report.anonymous or character.anonymous or character.hidden)


class Board:
    """All parses of one encounter, difficulty, metric and partition; the best first."""

    def __init__(self, parses: list[Parse], *, ascending: bool) -> None:
        sign = 1 if ascending else -1
        self.parses: list[Parse] = sorted(
            parses, key=lambda row: (sign * row.amount, row.character.id, row.kill.start_ms)
        )
        self.ascending: bool = ascending
        self._peers: dict[tuple[str, int | None], Board] = {}
        self._of: dict[int, list[Parse]] = {}
        for row in self.parses:
            self._of.setdefault(row.character.id, []).append(row)
        self.best: list[Parse] = [rows[0] for rows in self._of.values()]
        self._marks = [sign * row.amount for row in self.best]
        self._all_marks = [sign * row.amount for row in self.parses]
        self._sign = sign

    def of(self, character: Character) -> list[Parse]:
        """The parses of *character*, the best first."""
        return self._of.get(character.id, [])

    def peers(self, character: Character, *, by_bracket: bool = False) -> Board:
        """The parses of the same spec, and of the same bracket if wanted."""
        key = (character.spec.name, character.bracket if by_bracket else None)
        known = self._peers.get(key)
        if known is None:
            rows = [
                row
                for row in self.parses
                if row.character.spec.name == key[0] and key[1] in (None, row.character.bracket)
            ]
            known = self._peers.setdefault(key, Board(rows, ascending=self.ascending))
        return known

    def points(self, amount: float, best: float) -> float:
        """The points, of 120, for *amount* where the best of a spec has *best*."""
        low, high = (best, amount) if self.ascending else (amount, best)
        return min(_POINTS, _POINTS * low / high) if high > 0 else 0.0

    def rank(self, amount: float) -> int:
        """The rank, from 1, of *amount* among each character's best."""
        return bisect_left(self._marks, self._sign * amount) + 1

    def percent(self, amount: float, *, of_all: bool = False) -> float:
        """The share of characters, in percent, whose best is not above *amount*.

        With *of_all* the share of all parses, of which a character may have many.
        """
        marks = self._all_marks if of_all else self._marks
        below = len(marks) - bisect_left(marks, self._sign * amount)
        return round(100 * below / len(marks), 2) if marks else 0.0


class Parses:
    """The kills of a world's reports. Gathered by trial and difficulty, when asked for."""

    def __init__(self, characters: Characters, reports: Reports, logs: Logs) -> None:
        self._characters = characters
        self._reports = reports
        self._logs = logs
        self._kills: dict[tuple[int, int], list[Kill]] = {}
        self._boards: dict[tuple[int, int, str, int], Board] = {}

    def kills(self, encounter: Encounter, difficulty: int) -> list[Kill]:
        """Every kill of *encounter* at *difficulty*, the latest report first."""
        key = (encounter.zone.id, difficulty)
        known = self._kills.get(key)
        if known is None:
            known = [
                kill
                for report in self._reports.all
                if report.zone is encounter.zone
                and report.difficulty == difficulty
                and report.visibility == "public"
                and not report.live
                for kill in self._logs.kills(report)
            ]
            known = self._kills.setdefault(key, known)
        return [kill for kill in known if kill.encounter_id == encounter.id]

    def board(self, encounter: Encounter, difficulty: int, metric: str, partition: int) -> Board:
        """The parses of *encounter* by *metric* in *partition*."""
        key = (encounter.id, difficulty, metric, partition)
        known = self._boards.get(key)
        if known is None:
            parses = [
                Parse(kill, character, amount)
                for kill in self.kills(encounter, difficulty)
                if kill.report.partition == partition
                for character, damage in kill.damage
                if (amount := amount_of(kill, character, damage, metric)) is not None
            ]
            known = self._boards.setdefault(key, Board(parses, ascending=metric == SPEED))
        return known

    def place(self, parse: RankedParse) -> tuple[Standing, Standing] | None:
        """Where a parse of a report stands among its spec, and where its character's best does."""
        encounter = ENCOUNTERS[parse.encounter_id]
        character = self._characters.by_id(parse.player.character_id)
        board = self.board(encounter, parse.difficulty, parse.metric, parse.partition)
        if character is None or not board.best:
            return None
        peers = board.peers(character)
        best = max([parse.amount, *(row.amount for row in peers.of(character)[:1])])
        return _standing(peers, parse.amount), _standing(peers, best)


def _standing(board: Board, amount: float) -> Standing:
    from esologs.sandbox.combat.tables.standing import Standing

    total, rank = len(board.best), board.rank(amount)
    # An amount that the board does not hold may come after its last one.
    return Standing(min(rank, total), total, max(0, total - rank + 1) * 100_000 // max(total, 1))


def amount_of(kill: Kill, character: Character, damage: int, metric: str) -> float | None:
    """What *character* reached in *kill* by *metric*; None where the metric does not apply."""
    if metric == SCORE:
        return kill.trial_score
    if metric == SPEED:
        return kill.trial_time_ms
    if metric in _HEALING:
        return _healing(kill, character)
    if metric in _PERCENT:
        damage = damage * _PERCENT[metric] // 100
    return round(damage * 1000 / kill.duration_ms, 4)


def _healing(kill: Kill, character: Character) -> float:
    # Plans of fights say nothing about healing, so it is drawn, around what fights come to.
    stream = Stream("healing", kill.report.key, kill.fight_id, character.id)
    level = {"Healer": 428, "Tank": 3, "DPS": 1}[character.spec.role]
    return level * stream.bell(80, 120) * (900 + 2 * character.skill) / 10_000
