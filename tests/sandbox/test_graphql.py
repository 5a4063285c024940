"""The executor: what it answers to good documents, to bad ones, and to whom."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import pytest
from graphql import build_client_schema, get_introspection_query
from hypothesis import given
from hypothesis import strategies as st

from esologs._call import Points
from esologs.sandbox.graphql import Context, Executor
from esologs.sandbox.world.reports import EPOCH_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphql import IntrospectionQuery

    from esologs.sandbox.world.reports import Report

MINUTE = 60_000
PAGED = "total per_page current_page from to last_page has_more_pages"


@cache
def executor() -> Executor:
    """The executor of the first world."""
    return Executor(0)


def answer(
    document: str, *, user_id: int | None = None, now_ms: float = 0, **variables: Any
) -> dict[str, Any]:
    """What the executor says *now_ms* after the start."""
    context = Context(now_ms=now_ms, started_ms=0, user_id=user_id)
    return executor().execute(document, variables, None, context)


def data(
    document: str, *, user_id: int | None = None, now_ms: float = 0, **variables: Any
) -> dict[str, Any]:
    """The data of an answer that has no errors."""
    whole = answer(document, user_id=user_id, now_ms=now_ms, **variables)
    assert "errors" not in whole, whole["errors"]
    found: dict[str, Any] = whole["data"]
    return found


def refusal(document: str, *, user_id: int | None = None, **variables: Any) -> dict[str, Any]:
    """The one error of an answer."""
    errors: list[dict[str, Any]] = answer(document, user_id=user_id, **variables)["errors"]
    [error] = errors
    return error


def report_where(wanted: Callable[[Report], bool]) -> Report:
    """The latest report of that sort."""
    return next(row for row in executor().world.reports.all if wanted(row))


def example(sort: str) -> Report:
    """The latest report of the sort: public, private, unlisted, anonymous, archived or live."""
    return executor().world.reports.examples()[sort]


REPORT = """query ($code: String, $unlisted: Boolean) {
    reportData {
        report(code: $code, allowUnlisted: $unlisted) {
            code archiveStatus {isArchived isAccessible}
        }
    }
}"""


def of_report(fields: str) -> str:
    """A query for fields of the report whose code is the variable `code`."""
    return f"query ($code: String) {{reportData {{report(code: $code) {{{fields}}}}}}}"


@given(guild_id=st.integers(-5, 5_000))
def test_an_id_is_echoed_or_null(guild_id: int) -> None:
    """A guild that is found has the id that was asked for; an unknown one is null, no error."""
    query = "query ($id: Int!) {guildData {guild(id: $id) {id name server {region {slug}}}}}"

    guild = data(query, id=guild_id)["guildData"]["guild"]

    assert guild is None or guild["id"] == guild_id


@pytest.mark.parametrize(
    ("namespace", "field"),
    [
        ("characterData", "character(id: 999999999)"),
        ("gameData", "ability(id: 7)"),
        ("gameData", "class(id: 99)"),
        ("gameData", "class(id: 1, faction_id: 9)"),
        ("gameData", "item(id: 7)"),
        ("gameData", "item_set(id: 7)"),
        ("gameData", "map(id: 7)"),
        ("gameData", "npc(id: 7)"),
        ("guildData", "guild(id: 0)"),
        ("guildData", 'guild(name: "Nobody", serverSlug: "megaserver", serverRegion: "eu")'),
        ("guildData", 'guild(name: "Nobody")'),
        ("userData", "user(id: 999999999)"),
        ("userData", "user"),
        ("worldData", "encounter(id: 999)"),
        ("worldData", "expansion(id: 999)"),
        ("worldData", "region(id: 9)"),
        ("worldData", 'server(region: "na", slug: "nowhere")'),
        ("worldData", "server"),
        ("worldData", "subregion(id: 9)"),
        ("worldData", "zone(id: 999)"),
    ],
)
def test_what_does_not_exist_is_null(namespace: str, field: str) -> None:
    """Unknown ids, and no id at all, are null without an error, for everything but reports."""
    found = data(f"{{{namespace} {{it: {field} {{id}}}}}}")

    assert found == {namespace: {"it": None}}


def test_the_ability_of_the_guides_exists() -> None:
    """Ability 123 is a row of the catalogue, with all of its fields."""
    ability = data("{gameData {ability(id: 123) {id name icon description}}}")["gameData"][
        "ability"
    ]

    assert ability["id"] == 123
    assert all(ability.values())


@pytest.mark.parametrize(
    ("field", "row"),
    [
        ("gameData {it: abilities(limit: $limit, page: $page)", "id"),
        ("gameData {it: items(limit: $limit, page: $page)", "id"),
        ("gameData {it: item_sets(limit: $limit, page: $page)", "id"),
        ("gameData {it: maps(limit: $limit, page: $page)", "id"),
        ("gameData {it: npcs(limit: $limit, page: $page)", "id"),
        ("guildData {it: guilds(limit: $limit, page: $page)", "id"),
        ('guildData {it: guilds(limit: $limit, page: $page, serverRegion: "eu")', "id"),
        ("characterData {it: characters(guildID: 3468, limit: $limit, page: $page)", "id"),
        ("reportData {it: reports(guildID: 3468, limit: $limit, page: $page)", "code"),
    ],
)
@pytest.mark.parametrize("limit", [7, 100])
def test_pages_put_together_are_the_whole(field: str, row: str, limit: int) -> None:
    """Pages have no gap and no row twice, count themselves rightly, and end."""
    query = f"query ($limit: Int, $page: Int) {{{field} {{data {{key: {row}}} {PAGED}}}}}}}"
    rows: list[object] = []
    number, more, total = 0, True, 0
    while more and number < 40:
        number += 1
        [[page]] = [
            list(found.values()) for found in data(query, limit=limit, page=number).values()
        ]
        keys = [entry["key"] for entry in page["data"]]
        assert page["from"] == len(rows) + 1
        rows += keys
        more = page["has_more_pages"]
        assert (page["to"], page["current_page"], page["per_page"]) == (len(rows), number, limit)
        assert page["last_page"] == -(-page["total"] // limit)
        assert more == (number < page["last_page"])
        total = page["total"]

    assert len(set(rows)) == len(rows)
    assert more or len(rows) == total


def test_a_page_beyond_the_last_is_empty() -> None:
    """It has no rows, no first and no last one, and none follows."""
    page = data(f"{{guildData {{guilds(page: 999) {{data {{id}} {PAGED}}}}}}}")["guildData"][
        "guilds"
    ]

    assert (page["data"], page["from"], page["to"], page["has_more_pages"]) == (
        [],
        None,
        None,
        False,
    )


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("gameData {abilities(limit: 0) {total}}", "limit"),
        ("gameData {abilities(limit: 101) {total}}", "limit"),
        ("guildData {guilds(limit: -1) {total}}", "limit"),
        ("guildData {guilds(page: 0) {total}}", "page"),
        ("reportData {reports(limit: 101) {total}}", "limit"),
        ("guildData {guild(id: 3468) {members(limit: 101) {total}}}", "limit"),
        ("guildData {guild(id: 3468) {attendance(limit: 26) {total}}}", "limit"),
        ("characterData {character(id: 20011) {recentReports(limit: 101) {total}}}", "limit"),
    ],
)
def test_a_limit_out_of_range_is_an_error_that_names_it(field: str, name: str) -> None:
    """The message names the argument, and the path leads to the field."""
    error = refusal(f"{{{field}}}")

    assert f"The {name} argument" in error["message"]
    assert error["path"][0] == field.split(maxsplit=1)[0]


def test_an_unknown_report_is_an_error_beside_null() -> None:
    """The documented message, with its path, and `report: null` in the data."""
    whole = answer(REPORT, code="AAAAAAAAAAAAAAAA")

    assert whole["data"] == {"reportData": {"report": None}}
    [error] = whole["errors"]
    assert error["message"] == "This report does not exist."
    assert error["path"] == ["reportData", "report"]


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_a_report_that_is_not_public_is_for_its_guild(visibility: str) -> None:
    """It speaks of permission to strangers and opens to its owner; unlisted, also when asked so."""
    report = report_where(lambda row: row.visibility == visibility and row.guild is not None)
    world = executor().world
    assert report.uploader is not None
    owner = world.users.of_account(report.uploader)
    assert owner is not None

    assert "permission" in refusal(REPORT, code=report.code)["message"]
    found = data(REPORT, code=report.code, user_id=owner.id)["reportData"]["report"]
    assert found["code"] == report.code
    shared = answer(REPORT, code=report.code, unlisted=True)
    assert ("errors" in shared) == (visibility == "private")


def test_lists_hold_back_what_is_not_public() -> None:
    """A guild's list shows public reports to strangers and all of them to its members."""
    report = report_where(lambda row: row.visibility == "private" and row.guild is not None)
    assert report.guild is not None
    first = report.guild.first_member
    [member, *_] = [
        user
        for user in map(executor().world.users.of_account, range(first, first + 3))
        if user is not None and user.account != report.uploader
    ]
    query = "query ($id: Int) {reportData {reports(guildID: $id) {data {code visibility}}}}"

    strangers = data(query, id=report.guild.id)["reportData"]["reports"]["data"]
    members = data(query, id=report.guild.id, user_id=member.id)["reportData"]["reports"]["data"]

    assert {row["visibility"] for row in strangers} == {"public"}
    assert report.code not in {row["code"] for row in strangers}
    assert report.code in {row["code"] for row in members}


def test_an_anonymous_report_names_nobody() -> None:
    """Its `a:` code opens it; neither guild, owner, tag nor characters are told."""
    report = example("anonymous")
    names = "code guild {id} owner {id} guildTag {id} rankedCharacters {id}"

    found = data(of_report(names), code=report.code)["reportData"]["report"]

    assert found == {
        "code": report.code, "guild": None, "owner": None, "guildTag": None, "rankedCharacters": [],
    }  # fmt: skip


def test_an_archived_report_is_open_to_subscribers_only() -> None:
    """Its head is told to all; events, tables and graphs take a subscription."""
    report = example("archived")
    users = executor().world.users
    accounts = range(executor().world.characters.count)
    subscriber = next(
        user for user in map(users.of_account, accounts) if user is not None and user.subscribed
    )
    events = of_report("events(endTime: 1) {nextPageTimestamp}")

    status = data(REPORT, code=report.code)["reportData"]["report"]["archiveStatus"]
    assert status == {"isArchived": True, "isAccessible": False}
    assert "archived" in refusal(events, code=report.code)["message"]
    opened = data(REPORT, code=report.code, user_id=subscriber.id)["reportData"]["report"]
    assert opened["archiveStatus"] == {"isArchived": True, "isAccessible": True}
    assert "errors" not in answer(events, code=report.code, user_id=subscriber.id)


def test_a_live_report_grows_with_the_clock() -> None:
    """Its end moves with the sandbox's clock and its fights become more; its start stays."""
    report = example("live")
    query = of_report("startTime endTime segments fights {id endTime inProgress}")
    early = data(query, code=report.code)["reportData"]["report"]
    late = data(query, code=report.code, now_ms=20 * MINUTE)["reportData"]["report"]

    assert early["startTime"] == late["startTime"] == report.start_ms
    assert early["endTime"] == EPOCH_MS
    assert late["endTime"] == EPOCH_MS + 20 * MINUTE
    assert early["segments"] < late["segments"] == len(late["fights"])
    ended = [fight for fight in early["fights"] if not fight["inProgress"]]
    assert late["fights"][: len(ended)] == ended


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("events(limit: 99) {data}", "limit"),
        ("events(limit: 10001) {data}", "limit"),
        ("table", "fightIDs"),
        ("table(startTime: 0)", "fightIDs"),
        ("playerDetails", "fightIDs"),
        ("playerDetails(endTime: 10)", "fightIDs"),
    ],
)
def test_what_a_report_cannot_answer_is_an_error(field: str, said: str) -> None:
    """Limits out of range and unbounded tables are refused by name; the report itself stays."""
    query = of_report(f"code {field}")
    whole = answer(query, code=example("public").code)

    [error] = whole["errors"]
    assert said in error["message"]
    assert error["path"] == ["reportData", "report", field.partition("(")[0]]
    assert whole["data"]["reportData"]["report"]["code"] == example("public").code


def test_fights_can_be_chosen() -> None:
    """By id, encounter, difficulty and outcome; together they are all fights."""
    code = example("public").code
    fields = "all: fights {id kill encounterID difficulty} "
    fields += "kills: fights(killType: Kills) {id} wipes: fights(killType: Wipes) {id} "
    fields += "trash: fights(killType: Trash) {id} bosses: fights(killType: Encounters) {id} "
    fields += "first: fights(fightIDs: [1]) {id} none: fights(encounterID: 999) {id}"
    told = data(of_report(fields), code=code)["reportData"]["report"]
    ids = {name: [row["id"] for row in rows] for name, rows in told.items()}

    assert ids["first"] == [1]
    assert ids["none"] == []
    assert sorted(ids["kills"] + ids["wipes"]) == ids["bosses"]
    assert sorted(ids["bosses"] + ids["trash"]) == ids["all"]
    assert ids["kills"] == [row["id"] for row in told["all"] if row["kill"]]


def test_what_events_name_can_be_looked_up() -> None:
    """Actors are in the master data; abilities there and in the game's own table, alike."""
    fields = "events(fightIDs: [2], limit: 10000) {data} masterData {abilities {gameID name} "
    fields += "actors {id gameID type}}"
    told = data(of_report(fields), code=example("public").code)["reportData"]["report"]
    abilities = {row["gameID"]: row["name"] for row in told["masterData"]["abilities"]}
    actors = {row["id"] for row in told["masterData"]["actors"]}
    catalogue = executor().world.catalogue
    rows = told["events"]["data"]

    assert len(rows) > 100
    assert {row["abilityGameID"] for row in rows if "abilityGameID" in row} <= set(abilities)
    assert {row["sourceID"] for row in rows if "sourceID" in row} <= actors | {-1}
    assert all(catalogue.abilities[int(key)].name == name for key, name in abilities.items())
    npcs = [row for row in told["masterData"]["actors"] if row["type"] in ("NPC", "Pet")]
    assert npcs
    assert all(int(row["gameID"]) in catalogue.npcs for row in npcs)


def test_a_component_runs_over_a_report() -> None:
    """It answers with output; what goes wrong is told in `error` and never as a GraphQL error."""
    query = """query ($code: String!, $kind: KillType) {
        reportComponentData {
            get(key: "pulls-of-the-evening") {
                contents
                evaluate(reportCode: $code, filter: {killType: $kind}, debug: true) {
                    output error logs
                }
            }
            none: get(key: "nothing") {key}
            bad: evaluateScript(contents: "x", reportCode: $code) {output error}
        }
    }"""
    code = example("public").code
    told = data(query, code=code, kind="Kills")["reportComponentData"]
    script = told["get"]["contents"]
    result = told["get"]["evaluate"]

    assert {row["kill"] for row in result["output"]["props"]["data"]} == {True}
    assert (result["error"], told["none"], told["bad"]["output"]) == (None, None, None)
    assert "fights" in result["logs"]
    assert "scripts" in told["bad"]["error"]
    again = "query ($s: String!, $code: String!) {reportComponentData {"
    again += "evaluateScript(contents: $s, reportCode: $code) {output error}}}"
    same = data(again, s=script, code=code)["reportComponentData"]["evaluateScript"]
    assert len(same["output"]["props"]["data"]) > len(result["output"]["props"]["data"])
    for lost in ("AAAAAAAAAAAAAAAA", example("private").code):
        failed = data(again, s=script, code=lost)["reportComponentData"]["evaluateScript"]
        assert (failed["output"], bool(failed["error"])) == (None, True)


def test_a_component_keeps_to_a_range_of_time() -> None:
    """The range is in milliseconds of the report: only what happens within it counts."""
    query = """query ($code: String!, $span: ReportComponentRangeFilter) {
        reportData {report(code: $code) {fights(killType: Encounters) {id startTime endTime}}}
        reportComponentData {
            pulls: get(key: "pulls-of-the-evening") {
                evaluate(reportCode: $code, filter: {timestampRange: $span}) {output}
            }
        }
        systemReportComponentData {
            damage: get(key: "damage-done") {
                evaluate(reportCode: $code, filter: {timestampRange: $span}) {output}
            }
        }
    }"""

    def told(span: dict[str, int] | None) -> tuple[list[int], int]:
        found = data(query, code=example("public").code, span=span)
        pulls = found["reportComponentData"]["pulls"]["evaluate"]["output"]["props"]["data"]
        damage = found["systemReportComponentData"]["damage"]["evaluate"]["output"]["props"]["data"]
        return [row["id"] for row in pulls], sum(row["total"] for row in damage)

    fights = data(query, code=example("public").code)["reportData"]["report"]["fights"]
    one = fights[-1]
    span = {"startTime": int(one["startTime"]), "endTime": int(one["endTime"])}
    half = {**span, "endTime": int((one["startTime"] + one["endTime"]) / 2)}

    assert told(span)[0] == told(half)[0] == [one["id"]]
    assert 0 < told(half)[1] < told(span)[1] < told(None)[1]
    assert told({"startTime": 0, "endTime": 1}) == ([], 0)


def test_a_clock_that_runs_backwards_changes_nothing() -> None:
    """A reading before the start counts as the start."""
    report = example("live")
    query = of_report("endTime")

    assert data(query, code=report.code, now_ms=-MINUTE) == data(query, code=report.code)


def test_the_current_user_is_whoever_signed_in() -> None:
    """A client's own token has no user; a user's token shows the user, their guilds and ranks."""
    query = "{userData {currentUser {id guilds {id currentUserRank} characters {id claimed}}}}"
    other = "{characterData {character(id: 20011) {claimed}}}"

    assert "permission" in refusal(query)["message"]
    user = data(query, user_id=1)["userData"]["currentUser"]
    assert user["id"] == 1
    assert {"id": 3468, "currentUserRank": "GuildMaster"} in user["guilds"]
    assert {row["claimed"] for row in user["characters"]} == {True}
    assert data(other)["characterData"]["character"]["claimed"] is None
    assert data(other, user_id=1)["characterData"]["character"]["claimed"] is False
    rank = "{guildData {guild(id: 3468) {currentUserRank}}}"
    assert data(rank)["guildData"]["guild"]["currentUserRank"] is None
    stranger = executor().world.users.of_account(0)
    assert stranger is not None
    told = data(rank, user_id=stranger.id)["guildData"]["guild"]["currentUserRank"]
    assert told == "NonMember"


def test_the_points_are_those_of_the_context() -> None:
    """`rateLimitData` tells what the ledger knows."""
    context = Context(0, 0, points=Points(limit=3600, spent=12.5, resets_in=900))
    query = "{rateLimitData {limitPerHour pointsSpentThisHour pointsResetIn}}"

    told = executor().execute(query, None, None, context)

    assert told == {
        "data": {
            "rateLimitData": {
                "limitPerHour": 3600, "pointsSpentThisHour": 12.5, "pointsResetIn": 900,
            }
        }
    }  # fmt: skip


@pytest.mark.parametrize("field", ["progressRace", "detailedComposition(guildID: 3468)"])
def test_no_race_is_running(field: str) -> None:
    """The documented error, unless the sandbox's own competition is named."""
    error = refusal(f"{{progressRaceData {{it: {field}}}}}")

    assert error["message"].startswith("No race supported for this game currently")


def test_the_race_of_the_sandbox_is_ordered() -> None:
    """Competition 1 ranks the guilds that compete: more bosses first, then whoever was faster."""
    rows = data("{progressRaceData {progressRace(competitionID: 1)}}")["progressRaceData"]
    marks = [(-row["killedCount"], row["lastKillTime"]) for row in rows["progressRace"]]

    assert len(marks) > 3
    assert marks == sorted(marks)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("{", "Syntax Error"),
        ("", "Syntax Error"),
        ("{guildData {nonsense}}", "Cannot query field 'nonsense'"),
        ("{guildData {guild(nonsense: 1) {id}}}", "Unknown argument 'nonsense'"),
        ("{guildData {guild(id: 1)}}", "must have a selection"),
        ("query ($id: Int!) {guildData {guild(id: $id) {id}}}", "'$id'"),
        ('{a: guildData {guild(id: "x") {id}}}', "Int cannot represent"),
        ("query A {guildData {__typename}} query B {guildData {__typename}}", "operation name"),
        ("mutation {x}", "mutation"),
    ],
)
def test_a_bad_document_is_errors_without_data(document: str, said: str) -> None:
    """Syntax, validation and variables fail as a whole, with the usual messages."""
    whole = answer(document)

    assert list(whole) == ["errors"]
    assert said in whole["errors"][0]["message"]


def test_a_query_too_big_is_refused_for_its_complexity() -> None:
    """Lists within lists within lists are refused before anything is looked up."""
    nested = "{guildData {guilds {data {members {data {recentReports {data {code}}}}}}}}"
    whole = answer(nested)

    assert list(whole) == ["errors"]
    assert "complexity" in whole["errors"][0]["message"]


@pytest.mark.parametrize("document", ["{a" * 4_000 + "}" * 4_000, "{a " + "b " * 30_000 + "}"])
def test_a_monstrous_document_is_refused(document: str) -> None:
    """Neither depth nor length brings the executor down."""
    whole = answer(document)

    assert list(whole) == ["errors"]


def test_the_schema_can_be_introspected() -> None:
    """Another client can ask for the schema and build one of its own from it."""
    schema = build_client_schema(cast("IntrospectionQuery", data(get_introspection_query())))

    assert schema.query_type is not None
    assert "progressRaceData" in schema.query_type.fields
    assert schema.get_type("Report") is not None


def test_an_answer_is_json() -> None:
    """Whatever is answered can be encoded, refusals as well."""
    assert json.loads(json.dumps(answer("{guildData {guilds(limit: 0) {total}}}")))


def test_threads_get_the_same_answers() -> None:
    """Parts of the world that are made while many ask are the same for all of them."""
    shared = Executor(31)
    query = """{
        guildData {guild(id: 3468) {members(limit: 5) {data {id name guilds {id}}}}}
        reportData {reports(guildID: 3468, limit: 5) {data {code}}}
    }"""

    def ask(_turn: int) -> str:
        return json.dumps(shared.execute(query, None, None, Context(0, 0)))

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(ask, range(40)))

    assert len(answers) == 1
