"""Every field of the schema resolves to something in shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pytest
from graphql import GraphQLObjectType, build_schema, is_required_argument, validate_schema

from esologs._call import Points
from esologs.sandbox.graphql import Context, Executor
from esologs.sandbox.graphql.schema import executable_schema, object_type, schema_text, snake_case

if TYPE_CHECKING:
    from graphql import GraphQLField

EXECUTOR: Final = Executor(0)
CONTEXT: Final = Context(
    now_ms=0, started_ms=0, points=Points(limit=3600, spent=1.5, resets_in=60), user_id=1
)
REPORT: Final = next(
    row.code
    for row in EXECUTOR.world.reports.all
    if row.visibility == "public" and row.guild_tag and row.partition == 3 and not row.live
)
# Arguments with which a field has something to tell, by type and field.
ARGUMENTS: Final = {
    "Character.encounterRankings": "(encounterID: 30)",
    "CharacterData.character": "(id: 20011)",
    "CharacterData.characters": "(guildID: 3468, limit: 2)",
    "Encounter.characterRankings": "(difficulty: 121)",
    "GameData.ability": "(id: 123)",
    "GameData.class": "(id: 3)",
    "GameData.item": "(id: 43100)",
    "GameData.item_set": "(id: 71)",
    "GameData.map": "(id: 2403)",
    "GameData.npc": "(id: 60200)",
    "GuildData.guild": "(id: 3468)",
    "ProgressRaceData.detailedComposition": "(competitionID: 1, guildID: 3468, encounterID: 39)",
    "ProgressRaceData.progressRace": "(competitionID: 1)",
    "Report.events": "(fightIDs: [2], limit: 100)",
    "Report.graph": "(fightIDs: [2])",
    "Report.playerDetails": "(fightIDs: [2], includeCombatantInfo: true)",
    "Report.table": "(fightIDs: [2])",
    "ReportComponent.evaluate": f'(reportCode: "{REPORT}")',
    "ReportComponentData.evaluateScript": f'(contents: "x", reportCode: "{REPORT}")',
    "ReportComponentData.get": '(key: "pulls-of-the-evening")',
    "ReportData.report": f'(code: "{REPORT}")',
    "UserData.user": "(id: 1)",
    "WorldData.encounter": "(id: 30)",
    "WorldData.expansion": "(id: 4)",
    "WorldData.region": "(id: 1)",
    "WorldData.server": "(id: 1)",
    "WorldData.subregion": "(id: 1)",
    "WorldData.zone": "(id: 9)",
}


def object_types() -> dict[str, GraphQLObjectType]:
    """The schema's own object types."""
    types = executable_schema().type_map
    return {
        name: kind
        for name, kind in types.items()
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__")
    }


def call(type_name: str, name: str, field: GraphQLField) -> str:
    """A field with the arguments that it needs."""
    arguments = ARGUMENTS.get(f"{type_name}.{name}", "")
    if not arguments and "limit" in field.args and name != "events":
        arguments = "(limit: 2)"
    required = [key for key, argument in field.args.items() if is_required_argument(argument)]
    assert all(key in arguments for key in required), f"{type_name}.{name} needs {required}"
    return f"{name}{arguments}"


def paths() -> dict[str, str]:
    """For each type, the fields that lead to it from the query, with a hole at the end."""
    found = {"Query": "{%s}"}
    queue = ["Query"]
    types = object_types()
    while queue:
        type_name = queue.pop(0)
        for name, field in types[type_name].fields.items():
            inner = object_type(field)
            if inner is not None and inner.name not in found:
                step = f"{call(type_name, name, field)} {{%s}}"
                found[inner.name] = found[type_name] % step
                queue.append(inner.name)
    return found


PATHS: Final = paths()


def selection(type_name: str, name: str, field: GraphQLField) -> str:
    """A field, with everything plain below it when it is an object."""
    kind = object_type(field)
    text = call(type_name, name, field)
    if kind is None:
        return text
    plain = [key for key, row in kind.fields.items() if object_type(row) is None and not row.args]
    return f"{text} {{{' '.join(plain or ['__typename'])}}}"


def test_every_type_can_be_reached() -> None:
    """No type of the schema is left out of these tests, but those that nothing leads to."""
    unreachable = set(object_types()) - set(PATHS)

    assert unreachable == {"GameAchievement", "GameAffix", "GameEnchant"}


@pytest.mark.parametrize("type_name", sorted(PATHS))
def test_every_field_resolves(type_name: str) -> None:
    """Each field of the type answers without an error, with whatever plain lies below it."""
    for name, field in object_types()[type_name].fields.items():
        query = PATHS[type_name] % selection(type_name, name, field)
        answer = EXECUTOR.execute(query, None, None, CONTEXT)
        assert "errors" not in answer, (query, answer["errors"])


def leaves(value: object) -> list[object]:
    """Everything at the ends of an answer."""
    if isinstance(value, dict):
        rows = cast("dict[str, object]", value)
        return [leaf for inner in rows.values() for leaf in leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in cast("list[object]", value) for leaf in leaves(inner)]
    return [value]


NEVER_TOLD: Final = {
    # A trial is no dungeon, and nothing in it plays for the enemy's side with pets or players.
    "ReportDungeonPull", "ReportDungeonPullNPC",
}  # fmt: skip


@pytest.mark.parametrize("type_name", sorted(set(PATHS) - NEVER_TOLD))
def test_every_type_has_something_to_tell(type_name: str) -> None:
    """Along its path stands at least one object of the type: it is not always null or empty."""
    answer = EXECUTOR.execute(PATHS[type_name] % "kind: __typename", None, None, CONTEXT)

    assert type_name in leaves(answer["data"])


def test_the_shipped_schema_is_valid() -> None:
    """The text that is built without a check for the sake of speed passes every check."""
    assert validate_schema(build_schema(schema_text())) == []


@pytest.mark.parametrize(
    ("name", "python"),
    [
        ("fightIDs", "fight_ids"),
        ("useActorIDs", "use_actor_ids"),
        ("sourceID", "source_id"),
        ("canonicalID", "canonical_id"),
        ("naDisplayName", "na_display_name"),
        ("lastPhaseAsAbsoluteIndex", "last_phase_as_absolute_index"),
        ("minX", "min_x"),
        ("minimumInstanceGroupID", "minimum_instance_group_id"),
        ("per_page", "per_page"),
    ],
)
def test_names_become_snake_case(name: str, python: str) -> None:
    """A run of capitals is one word, with a plural's s."""
    assert snake_case(name) == python
