"""What can be asked: every operation of both clients, as programs call it and as it is sent."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

import graphql
import pytest

from esologs._call import UNSET
from esologs._generated import operations as ops
from esologs._generated.async_client import AsyncMethods
from esologs._generated.sync_client import SyncMethods
from esologs._operation import Operation
from esologs._options import RequestOptions
from tests.house.files import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMA = graphql.build_schema((ROOT / "esologs/_generated/schema.graphql").read_text("utf-8"))
OPERATIONS: dict[str, Operation[Any]] = {
    name: value for name, value in vars(ops).items() if isinstance(value, Operation)
}
CLIENTS = [AsyncMethods, SyncMethods]

# The methods of esologs-python 0.2.0b1 in the order of their arguments; what stands behind `?` may
# be left out, what stands behind `+` is new and comes last.
FILTERS = (
    "death difficulty encounter_id end_time fight_ids filter_expression hostility_type{res} "
    "kill_type{limit} source_auras_absent source_auras_present source_class source_id "
    "source_instance_id "
    "start_time target_auras_absent target_auras_present target_class target_id target_instance_id "
    "translate{use} view_options{by} wipe_cutoff"
)
EVENTS = FILTERS.format(
    res=" include_resources", limit=" limit", use=" use_ability_ids use_actor_ids", by=""
)
TABLE = FILTERS.format(res="", limit="", use="", by=" view_by")
RANKINGS = "metric partition role size spec_name timeframe"
SIGNATURES = f"""
get_ability: id
get_abilities: ? limit page
get_class: id
get_world_data: + encounter_id expansion_id region_id server_id subregion_id zone_id
get_character_by_id: id
get_character_reports: character_id ? limit + page
get_guild_by_id: guild_id
get_encounters_by_zone: zone_id
get_regions:
get_report_by_code: code + allow_unlisted
get_character_encounter_ranking: character_id encounter_id
get_character_encounter_rankings: character_id encounter_id ? by_bracket class_name compare \
difficulty include_combatant_info include_private_logs {RANKINGS} \
+ include_other_players include_historical_graph
get_character_zone_rankings: character_id ? zone_id by_bracket class_name compare difficulty \
include_private_logs {RANKINGS}
get_zones: + expansion_id
get_classes: ? faction_id zone_id
get_factions:
get_item: id
get_item_set: id
get_item_sets: ? limit page
get_items: ? limit page
get_map: id
get_maps: ? limit page
get_npc: id
get_npcs: ? limit page
get_rate_limit_data:
get_report_events: code ? ability_id data_type {EVENTS} + allow_unlisted
get_report_graph: code ? ability_id data_type {TABLE} + allow_unlisted
get_report_table: code ? ability_id data_type {TABLE} + allow_unlisted
get_report_rankings: code ? compare difficulty encounter_id fight_ids player_metric timeframe \
+ allow_unlisted
get_report_player_details: code ? difficulty encounter_id end_time fight_ids kill_type start_time \
translate include_combatant_info + allow_unlisted
get_reports: ? end_time guild_id guild_name guild_server_slug guild_server_region guild_tag_id \
user_id limit page start_time zone_id game_zone_id
get_guilds: ? limit page server_id server_slug server_region
get_guild_by_name: name server_slug server_region
get_guild_attendance: guild_id ? guild_tag_id limit page zone_id
get_guild_members: guild_id ? limit page
get_progress_race: ? guild_id zone_id competition_id difficulty size server_region \
server_subregion server_slug guild_name
get_user_by_id: user_id
get_current_user:
get_user_data:
get_guild: ? guild_id guild_name guild_server_slug guild_server_region
search_reports: ? guild_id guild_name guild_server_slug guild_server_region guild_tag_id user_id \
zone_id game_zone_id start_time end_time limit page
get_guild_reports: guild_id ? limit page start_time end_time zone_id
get_user_reports: user_id ? limit page start_time end_time zone_id
"""

# What programs read of the results, as paths of the API's own names; `PAGE` is a page's numbers.
PAGE = "total per_page current_page from to last_page has_more_pages"
SERVER = "server.name server.region.name"
CHARACTER = "id name classID raceID guildRank hidden"
GUILD = f"id name description faction.name {SERVER} tags.id tags.name"
ZONES = (
    "id name frozen expansion.id expansion.name difficulties.id difficulties.name "
    "difficulties.sizes"
)
BRACKETS = "brackets.min brackets.max brackets.bucket brackets.type encounters.id encounters.name"
PARTITIONS = "partitions.id partitions.name partitions.compactName partitions.default"
USER = (
    "id name naDisplayName euDisplayName guilds.id guilds.name guilds.server.name "
    "guilds.server.region.name characters.id characters.name characters.server.name "
    "characters.server.region.name characters.gameData characters.classID characters.raceID "
    "characters.hidden"
)
REPORTS = (
    "code title startTime endTime zone.id zone.name guild.id guild.name guild.server.name "
    "guild.server.slug guild.server.region.name guild.server.region.slug owner.id owner.name"
)
SELECTED = {
    "getAbility": ("gameData.ability", "id name icon description"),
    "getAbilities": ("gameData.abilities", f"{PAGE} data.id data.name data.icon"),
    "getClass": ("gameData.class", "id name slug specs.name"),
    "getClasses": ("gameData.classes", "id name slug specs.name"),
    "getFactions": ("gameData.factions", "id name"),
    "getItem": ("gameData.item", "id name icon"),
    "getItems": ("gameData.items", f"{PAGE} data.id data.name data.icon"),
    "getItemSet": ("gameData.item_set", "id name"),
    "getItemSets": ("gameData.item_sets", f"{PAGE} data.id data.name"),
    "getMap": ("gameData.map", "id name"),
    "getMaps": ("gameData.maps", f"{PAGE} data.id data.name"),
    "getNPC": ("gameData.npc", "id name"),
    "getNPCs": ("gameData.npcs", f"{PAGE} data.id data.name"),
    "getWorldData": (
        "worldData",
        "encounter.id expansion.name expansions.id region.name regions.id server.name "
        "subregion.name "
        + " ".join(f"zone.{name}" for name in f"{ZONES} encounters.id {PARTITIONS}".split())
        + " "
        + " ".join(f"zones.{name}" for name in f"{ZONES} {BRACKETS} {PARTITIONS}".split()),
    ),
    "getZones": ("worldData.zones", f"{ZONES} {BRACKETS}"),
    "getEncountersByZone": ("worldData.zone", "id name encounters.id encounters.name"),
    "getRegions": ("worldData.regions", "id name subregions.id subregions.name"),
    "getCharacterById": (
        "characterData.character",
        f"{CHARACTER} {SERVER} canonicalID displayName anonymous guilds.id",
    ),
    "getCharacterByName": ("characterData.character", f"{CHARACTER} {SERVER}"),
    "getCharacterReports": (
        "characterData.character.recentReports",
        f"{PAGE} data.code data.startTime data.endTime data.zone.name",
    ),
    "getCharacterEncounterRanking": ("characterData.character", "encounterRankings"),
    "getCharacterEncounterRankings": ("characterData.character", "encounterRankings"),
    "getCharacterZoneRankings": ("characterData.character", "zoneRankings"),
    "getGuildById": ("guildData.guild", f"{GUILD} competitionMode stealthMode"),
    "getGuildByName": ("guildData.guild", GUILD),
    "getGuild": ("guildData.guild", GUILD),
    "getGuilds": (
        "guildData.guilds",
        f"{PAGE} data.id data.name data.faction.name data.server.name data.server.region.name",
    ),
    "getGuildAttendance": (
        "guildData.guild.attendance",
        "total per_page current_page has_more_pages data.code data.startTime data.players.name "
        "data.players.type data.players.presence",
    ),
    "getGuildMembers": (
        "guildData.guild.members",
        "total per_page current_page has_more_pages data.id data.name data.server.name "
        "data.server.region.name data.guildRank",
    ),
    "getReportByCode": (
        "reportData.report",
        "code startTime endTime title visibility zone.name fights.id fights.name "
        "fights.difficulty fights.startTime fights.endTime",
    ),
    "getReport": (
        "reportData.report",
        "revision segments exportedSegments archiveStatus.isArchived guild.id guildTag.name "
        "owner.name region.name rankedCharacters.id phases.phases.name fights.kill "
        "fights.encounterID "
        "fights.bossPercentage fights.fightPercentage fights.size fights.completeRaid "
        "fights.inProgress fights.lastPhase fights.phaseTransitions.startTime "
        "fights.friendlyPlayers fights.enemyNPCs.gameID fights.averageItemLevel "
        "fights.trialScore fights.trialTime "
        "fights.originalEncounterID fights.gameZone.name fights.maps.id masterData.actors.name "
        "masterData.abilities.gameID",
    ),
    "getReportEvents": ("reportData.report.events", "data nextPageTimestamp"),
    "getReportGraph": ("reportData.report", "graph"),
    "getReportTable": ("reportData.report", "table"),
    "getReportRankings": ("reportData.report", "rankings"),
    "getReportPlayerDetails": ("reportData.report", "playerDetails"),
    **{
        name: (
            "reportData.reports",
            f"{PAGE} {' '.join(f'data.{field}' for field in REPORTS.split())}",
        )
        for name in ("getReports", "searchReports", "getGuildReports", "getUserReports")
    },
    "getProgressRace": ("progressRaceData", "progressRace"),
    "getDetailedComposition": ("progressRaceData", "detailedComposition"),
    "getUserById": ("userData.user", USER),
    "getCurrentUser": ("userData.currentUser", f"{USER} avatar"),
    "getUserData": ("userData.user", "id"),
    "getRateLimitData": ("rateLimitData", "limitPerHour pointsSpentThisHour pointsResetIn"),
    "getEncounterCharacterRankings": ("worldData.encounter", "characterRankings"),
    "getEncounterFightRankings": ("worldData.encounter", "fightRankings"),
    "getGuildZoneRanking": ("guildData.guild.zoneRanking", "speed.worldRank.number"),
    "getGuildMembership": ("guildData.guild", "currentUserRank"),
    "getCharacterClaim": ("characterData.character", "claimed"),
    "getServer": ("worldData.server", "id slug region.slug"),
    "getServerGuilds": ("worldData.server.guilds", f"{PAGE} data.id"),
    "getServerCharacters": ("worldData.server.characters", f"{PAGE} data.id"),
    "getGuildCharacters": ("characterData.characters", f"{PAGE} data.id"),
    "getReportComponents": ("reportComponentData.list", "key name contents"),
    "evaluateReportScript": ("reportComponentData.evaluateScript", "output error logs"),
    "evaluateReportComponent": ("reportComponentData.get.evaluate", "output error logs"),
    "getSystemReportComponents": ("systemReportComponentData.list", "key name contents"),
    "evaluateSystemReportScript": ("systemReportComponentData.evaluateScript", "output error logs"),
}


def known_methods() -> dict[str, tuple[Sequence[str], Sequence[str]]]:
    """Names of required and of optional parameters by method."""
    found: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
    for line in SIGNATURES.strip().splitlines():
        name, _, arguments = line.partition(":")
        known, _, new = arguments.partition("+")
        required, _, optional = known.partition("?")
        found[name] = (required.split(), [*optional.split(), *new.split()])
    return found


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("name", known_methods())
def test_a_known_method_takes_the_known_arguments(client: type, name: str) -> None:
    """Same names in the same order, by position or by keyword; then the options."""
    required, optional = known_methods()[name]
    _, *parameters, options = inspect.signature(getattr(client, name)).parameters.values()
    assert [each.name for each in parameters] == [*required, *optional]
    assert {each.kind for each in parameters} <= {inspect.Parameter.POSITIONAL_OR_KEYWORD}
    defaults = {each.name: each.default for each in parameters}
    assert [each for each in defaults if defaults[each] is inspect.Parameter.empty] == [*required]
    assert all(defaults[each] is UNSET for each in optional)
    assert (options.kind, options.annotation) == (
        inspect.Parameter.VAR_KEYWORD,
        "Unpack[RequestOptions]",
    )


def test_both_clients_have_the_same_methods() -> None:
    """Name by name, parameter by parameter, result by result; one awaits."""
    signatures = [
        {
            name: str(inspect.signature(method))
            for name, method in vars(client).items()
            if not name.startswith("_")
        }
        for client in CLIENTS
    ]
    assert signatures[0] == signatures[1]
    assert set(known_methods()) <= set(signatures[0])
    assert {name.lower() for name in OPERATIONS} == set(signatures[0])
    assert all(inspect.iscoroutinefunction(getattr(AsyncMethods, name)) for name in signatures[0])
    assert not any(
        inspect.iscoroutinefunction(getattr(SyncMethods, name)) for name in signatures[0]
    )


def test_every_argument_is_explained() -> None:
    """The docstring has a promise, and a sentence for each argument, from the schema."""
    for name, method in vars(SyncMethods).items():
        if name.startswith("_"):
            continue
        doc = inspect.getdoc(method) or ""
        assert doc.partition("\n\n")[0].endswith("."), name
        for parameter in list(inspect.signature(method).parameters)[1:-1]:
            explained = re.search(rf"^    {parameter}: (.+)", doc, re.MULTILINE)
            assert explained, (name, parameter)
            assert " " in explained[1], (name, parameter)
        assert "\nRaises:\n" in doc, name


def test_no_argument_is_an_option() -> None:
    """What a call may set for itself stays free for it."""
    options = set(RequestOptions.__annotations__)
    for client in CLIENTS:
        for name, method in vars(client).items():
            if not name.startswith("_"):
                assert not options & set(inspect.signature(method).parameters), name


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda each: each.name)
def test_a_document_is_valid(operation: Operation[Any]) -> None:
    """The schema knows all of it, nothing in it is unused, and it holds exactly one query."""
    document = graphql.parse(operation.document)
    assert graphql.validate(SCHEMA, document) == []
    (query,) = (
        each for each in document.definitions if isinstance(each, graphql.OperationDefinitionNode)
    )
    assert query.name is not None
    assert query.name.value == operation.name
    assert operation.document == graphql.strip_ignored_characters(operation.document)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda each: each.name)
def test_the_points_come_last(operation: Operation[Any]) -> None:
    """They are read off the end of an answer, before anything of it is decoded."""
    query, *_ = graphql.parse(operation.document).definitions
    assert isinstance(query, graphql.OperationDefinitionNode)
    last = query.selection_set.selections[-1]
    points = "_points: rateLimitData { limitPerHour pointsSpentThisHour pointsResetIn }"
    assert " ".join(graphql.print_ast(last).split()) == points


def selected_paths(operation: Operation[Any]) -> set[str]:
    """Every field that an operation selects, as a dotted path."""
    document = graphql.parse(operation.document)
    fragments = {
        each.name.value: each
        for each in document.definitions
        if isinstance(each, graphql.FragmentDefinitionNode)
    }

    def walk(selected: graphql.SelectionSetNode, path: str) -> set[str]:
        found: set[str] = set()
        for node in selected.selections:
            if isinstance(node, graphql.FragmentSpreadNode):
                found |= walk(fragments[node.name.value].selection_set, path)
            elif isinstance(node, graphql.FieldNode):
                below = f"{path}.{(node.alias or node.name).value}"
                found |= {below} | (
                    walk(node.selection_set, below) if node.selection_set else set()
                )
        return found

    query = next(
        each for each in document.definitions if isinstance(each, graphql.OperationDefinitionNode)
    )
    return {path[1:] for path in walk(query.selection_set, "")}


BY_NAME = {operation.name: operation for operation in OPERATIONS.values()}


@pytest.mark.parametrize("name", SELECTED)
def test_an_operation_selects_what_programs_read(name: str) -> None:
    """At least the fields that programs know, on the paths that they know."""
    root, fields = SELECTED[name]
    assert {f"{root}.{field}" for field in fields.split()} <= selected_paths(BY_NAME[name])


def test_every_known_method_has_its_fields_in_the_table_above() -> None:
    """The table is whole."""
    listed = {name.lower() for name in SELECTED}
    assert {name.replace("_", "") for name in known_methods()} <= listed


@pytest.mark.parametrize(
    ("name", "cold"),
    [
        ("getReportTable", ("reportData.report.table",)),
        ("getReportEvents", ("reportData.report.events",)),
        ("getReportGraph", ("reportData.report.graph",)),
        ("getReportPlayerDetails", ("reportData.report.playerDetails",)),
        ("getReportRankings", ("reportData.report.rankings",)),
        ("getReport", ("reportData.report.masterData",)),
        ("getReportByCode", ()),
        ("getGuildById", ()),
    ],
)
def test_what_a_cold_cache_leaves_null_is_known(name: str, cold: tuple[str, ...]) -> None:
    """Only fields that the server computes, on the paths where the answer has them."""
    assert BY_NAME[name].cold == cold


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("getAbility", "game"),
        ("getZones", "world"),
        ("getReport", "report"),
        ("getReportTable", "report"),
        ("getReportRankings", "rankings"),
        ("getEncounterFightRankings", "rankings"),
        ("getGuildById", "guild"),
        ("getGuildOverview", "guild"),
        ("searchReports", "guild"),
        ("getServerCharacters", "character"),
        ("getCharacterOverview", "character"),
        ("getRateLimitData", "never"),
        ("getCurrentUser", "never"),
        ("getProgressRace", "never"),
        ("evaluateReportScript", "never"),
        ("evaluateSystemReportComponent", "never"),
    ],
)
def test_how_long_an_answer_may_be_kept(name: str, kept: str) -> None:
    """By what it holds; what changes the fastest decides."""
    assert BY_NAME[name].cache == kept


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda each: each.name)
def test_what_is_known_of_an_operation_is_about_its_own_variables(
    operation: Operation[Any],
) -> None:
    """Rules, alternatives and companions name variables that the document declares."""
    query, *_ = graphql.parse(operation.document).definitions
    assert isinstance(query, graphql.OperationDefinitionNode)
    declared = {each.variable.name.value for each in query.variable_definitions}
    named = {name for group in (*operation.requires, *operation.together) for name in group}
    assert set(operation.rules) | named <= declared


def test_a_json_scalar_is_known_beforehand() -> None:
    """It decides how an answer is decoded."""
    scalar = {operation.name for operation in OPERATIONS.values() if operation.scalar}
    assert scalar >= {"getReportTable", "getReportEvents", "getProgressRace", "getCurrentUser"}
    assert not scalar & {"getReport", "getGuildById", "searchReports"}
