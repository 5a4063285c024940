"""The rankings of one character: within an encounter, and over a whole trial."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from esologs.sandbox.world.leaderboards import banner
from esologs.sandbox.world.trials import ENCOUNTERS, VETERAN, ZONES

if TYPE_CHECKING:
    from esologs.sandbox.world.characters import Character
    from esologs.sandbox.world.criteria import RankingQuery
    from esologs.sandbox.world.logs import Logs
    from esologs.sandbox.world.parses import Board, Parse, Parses
    from esologs.sandbox.world.trials import Encounter, Zone

Row = dict[str, Any]

_BEST_POINTS = 120
_HIDDEN = "You do not have permission to view this character's rankings."


class Rankings:
    """Answers `encounterRankings` and `zoneRankings`, as JSON."""

    def __init__(self, parses: Parses, logs: Logs) -> None:
        self._parses = parses
        self._logs = logs

    def encounter(self, character: Character, query: RankingQuery) -> Row:
        """Every kill of an encounter by *character*, the best first, with its percentiles."""
        encounter = None if query.encounter_id is None else ENCOUNTERS.get(query.encounter_id)
        if encounter is None:
            return {"error": "Invalid encounter id specified."}
        if character.hidden:
            return {"error": _HIDDEN}
        metric = query.metric_for(character)
        partition = encounter.zone.partition if query.partition is None else query.partition
        difficulty = self._difficulty(character, [encounter], query, metric, partition)
        board = self._parses.board(encounter, difficulty, metric, partition)
        mine = _parses_of(board, character, query)
        peers = board.peers(character, by_bracket=bool(query.by_bracket))
        among_all = query.compare == "Parses"
        percents = [peers.percent(parse.amount, of_all=among_all) for parse in mine]
        ranks = [
            _rank_row(parse, percent, peers, query)
            for parse, percent in zip(mine, percents, strict=True)
        ]
        if query.include_combatant_info:
            for row, parse in zip(ranks, mine, strict=True):
                row.update(self._logs.worn(parse.kill.report, character))
        return {
            "bestAmount": mine[0].amount if mine else 0,
            "medianPerformance": _median(percents),
            "averagePerformance": _mean(percents),
            "totalKills": len(mine),
            "fastestKill": min((parse.kill.duration_ms for parse in mine), default=0),
            "difficulty": difficulty,
            "metric": metric,
            "partition": partition,
            "zone": encounter.zone.id,
            "ranks": ranks,
        }

    def zone(self, character: Character, query: RankingQuery) -> Row:
        """How *character* stands with each boss of a trial; the newest one when none is named."""
        zone = ZONES.get(max(ZONES) if query.zone_id is None else query.zone_id)
        if zone is None:
            return {"error": "Invalid zone id specified."}
        if character.hidden:
            return {"error": _HIDDEN}
        metric = query.metric_for(character)
        partition = zone.partition if query.partition is None else query.partition
        difficulty = self._difficulty(character, zone.encounters, query, metric, partition)
        rows: list[Row] = []
        for encounter in zone.encounters:
            board = self._parses.board(encounter, difficulty, metric, partition)
            peers = board.peers(character, by_bracket=bool(query.by_bracket))
            rows.append(_boss_row(encounter, _parses_of(board, character, query), peers))
        best = [row["rankPercent"] for row in rows if row["totalKills"]]
        median = [row["medianPercent"] for row in rows if row["totalKills"]]
        stars = self._all_stars(character, zone, difficulty, metric, partition)
        return {
            "bestPerformanceAverage": _mean(best),
            "medianPerformanceAverage": _mean(median),
            "difficulty": difficulty,
            "metric": metric,
            "partition": partition,
            "zone": zone.id,
            "allStars": [stars] if stars is not None and best else [],
            "rankings": rows,
        }

    def _difficulty(
        self,
        character: Character,
        encounters: list[Encounter],
        query: RankingQuery,
        metric: str,
        partition: int,
    ) -> int:
        """The difficulty asked for, else the hardest that *character* has a kill at."""
        if query.difficulty is not None:
            return query.difficulty
        for offered in reversed(encounters[0].zone.difficulties):
            for encounter in encounters:
                board = self._parses.board(encounter, offered.id, metric, partition)
                if board.of(character):
                    return offered.id
        return VETERAN

    def _all_stars(
        self, character: Character, zone: Zone, difficulty: int, metric: str, partition: int
    ) -> Row | None:
        totals: dict[Character, float] = {}
        for encounter in zone.encounters:
            board = self._parses.board(encounter, difficulty, metric, partition)
            rivals = board.peers(character).best
            for row in rivals:
                points = board.points(row.amount, rivals[0].amount)
                totals[row.character] = totals.get(row.character, 0.0) + points
        mine = totals.get(character)
        if mine is None:
            return None
        above = [row for row, points in totals.items() if points > mine]
        # A region has one server, so both ranks are the same.
        server = [row for row in above if row.server is character.server]
        rank, total = len(above) + 1, len(totals)
        return {
            "partition": partition,
            "spec": character.spec.name,
            "points": round(mine, 2),
            "possiblePoints": _BEST_POINTS * len(zone.encounters),
            "rank": rank,
            "regionRank": len(server) + 1,
            "serverRank": len(server) + 1,
            "rankPercent": round(100 * (total - rank + 1) / total, 2),
            "total": total,
        }


def _parses_of(board: Board, character: Character, query: RankingQuery) -> list[Parse]:
    if not query.fits(character):
        return []
    # A parse of an anonymous report ranks, but nobody is told whose it is.
    return [row for row in board.of(character) if not row.kill.report.anonymous]


def _rank_row(parse: Parse, percent: float, peers: Board, query: RankingQuery) -> Row:
    kill, character = parse.kill, parse.character
    report = kill.report
    total = len(peers.best)
    row: Row = {
        "lockedIn": report.zone.frozen,
        "rankPercent": percent,
        "historicalPercent": percent,
        "todayPercent": percent,
        "rankTotalParses": total,
        "historicalTotalParses": total,
        "todayTotalParses": total,
        "guild": banner(report.guild),
        "report": {
            "code": report.code,
            "startTime": report.start_ms,
            "fightID": kill.fight_id,
        },
        "duration": kill.duration_ms,
        "startTime": kill.start_ms,
        "amount": parse.amount,
        "bracketData": character.champion_points,
        "spec": character.spec.name,
        "bestSpec": character.spec.name,
        "class": character.class_id,
        "faction": report.home.faction.id,
    }
    if query.include_other_players:
        row["otherPlayers"] = [
            {"name": other.name, "class": other.spec.game_class.name, "spec": other.spec.name}
            for other, _ in kill.damage
            if other is not character and not (other.hidden or other.anonymous)
        ]
    if query.include_historical_graph:
        row["historicalGraph"] = [[kill.start_ms, percent]]
    return row


def _boss_row(encounter: Encounter, mine: list[Parse], peers: Board) -> Row:
    percents = [peers.percent(parse.amount) for parse in mine]
    row: Row = {
        "encounter": {"id": encounter.id, "name": encounter.name},
        "rankPercent": percents[0] if mine else None,
        "medianPercent": _median(percents),
        "lockedIn": encounter.zone.frozen,
        "totalKills": len(mine),
        "fastestKill": min((parse.kill.duration_ms for parse in mine), default=0),
        "allStars": None,
        "spec": None,
        "bestSpec": None,
        "bestAmount": mine[0].amount if mine else 0,
    }
    if mine:
        spec = mine[0].character.spec.name
        rank, total = peers.rank(mine[0].amount), len(peers.best)
        points = peers.points(mine[0].amount, peers.best[0].amount)
        row["spec"] = row["bestSpec"] = spec
        row["allStars"] = {
            "points": round(points, 2),
            "rank": rank,
            "total": total,
            "rankPercent": peers.percent(mine[0].amount),
        }
    return row


def _mean(numbers: list[float]) -> float | None:
    return round(sum(numbers) / len(numbers), 2) if numbers else None


def _median(numbers: list[float]) -> float | None:
    if not numbers:
        return None
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return round((ordered[middle - 1] + ordered[middle]) / 2, 2)
