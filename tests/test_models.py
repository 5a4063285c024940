"""Results: tolerant of what the API may become, and plain objects in the hands of a program."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pydantic
import pytest

from esologs import (
    CharacterDetails,
    GetGuildById,
    GetGuildMembership,
    GetReportTable,
    GuildRank,
    KillType,
    OperationResult,
    Points,
    ReportComponentFilter,
    ReportComponentRangeFilter,
    ResultMeta,
)
from esologs._generated import MODULES

META = ResultMeta(source="live", attempts=2, duration=0.5, points=Points(3600, 12.5, 900))
GUILD: dict[str, Any] = {
    "id": 3468,
    "name": "The Sandbox",
    "description": "",
    "competitionMode": False,
    "stealthMode": False,
    "faction": {"id": 1, "name": "The Ebonheart Pact"},
    "server": {
        "id": 1,
        "name": "PC Megaserver",
        "slug": "pc",
        "region": {"id": 1, "name": "North America", "compactName": "NA", "slug": "na"},
    },
    "tags": None,
}


def guild(**changes: Any) -> GetGuildById:
    """A result with a guild in it."""
    data = {"guildData": {"guild": {**GUILD, **changes}}}
    return GetGuildById.model_validate_json(json.dumps(data))


def attached() -> GetGuildById:
    """A result as a call returns it."""
    result = guild()
    result._attach(META)  # pyright: ignore[reportPrivateUsage]  (it is the clients' side of it)
    return result


def test_a_result_of_no_call_says_so() -> None:
    """What a program makes itself is local."""
    assert guild().meta == ResultMeta() == ResultMeta(source="local")


def test_meta_travels_with_the_result() -> None:
    """Through pickle, copies of either depth, and pydantic's own copy."""
    result = attached()
    twins = [
        pickle.loads(pickle.dumps(result)),  # noqa: S301  (our own)
        copy.copy(result),
        copy.deepcopy(result),
        result.model_copy(),
        result.model_copy(deep=True),
    ]
    assert [twin.meta for twin in twins] == [META] * 5
    assert twins == [result] * 5


def test_meta_is_no_part_of_the_data() -> None:
    """Neither dumped nor shown, and a stale answer equals the live one it was."""
    result = attached()
    assert "meta" not in result.model_dump_json()
    assert "attempts" not in repr(result)
    assert result == guild()
    assert result != guild(name="Another")
    assert result.meta != guild().meta


def test_a_result_equals_only_its_own_kind() -> None:
    """Another operation's result is another thing, even when it is as empty."""
    empty: OperationResult = GetGuildById(guild_data=None)
    assert empty != GetGuildMembership(guild_data=None)
    assert empty != {"guild_data": None}
    with pytest.raises(TypeError, match="unhashable"):
        hash(empty)


def test_fields_the_api_adds_are_ignored() -> None:
    """An API that grows breaks no program."""
    assert guild(motto="new", server={**GUILD["server"], "ping": 7}) == guild()


def test_a_missing_nullable_field_is_none() -> None:
    """A field that is gone reads as null; one that cannot be null is missed."""
    without = {key: value for key, value in GUILD.items() if key != "tags"}
    data: dict[str, Any] = {"guildData": {"guild": without}}
    assert GetGuildById.model_validate(data) == guild()
    del without["name"]
    with pytest.raises(pydantic.ValidationError, match="name"):
        GetGuildById.model_validate(data)


@pytest.mark.parametrize("by", ["json", "python"])
@pytest.mark.parametrize(
    ("rank", "read"), [("Officer", GuildRank.Officer), ("Quartermaster", "Quartermaster")]
)
def test_an_unknown_enum_value_stays_a_string(by: str, rank: str, read: object) -> None:
    """A known one is the member, by either way of decoding; both equal their string."""
    data = {"guildData": {"guild": {"id": 1, "name": "x", "currentUserRank": rank}}}
    if by == "json":
        result = GetGuildMembership.model_validate_json(json.dumps(data))
    else:
        result = GetGuildMembership.model_validate(data)
    assert result.guild_data is not None
    assert result.guild_data.guild is not None
    found = result.guild_data.guild.current_user_rank
    assert (found, type(found)) == (read, type(read))
    assert result.model_dump(mode="json", by_alias=True) == data


def test_a_json_scalar_is_handed_over_as_it_came() -> None:
    """Lists, numbers, errors: whatever the API put there."""
    tables: list[Any] = [{"data": {"entries": [1, 2.5, None]}}, [], "x", {"error": "no"}, None]
    for table in tables:
        result = GetReportTable.model_validate({"reportData": {"report": {"table": table}}})
        assert result.report_data is not None
        assert result.report_data.report is not None
        assert result.report_data.report.table == table


def test_a_model_can_be_built_and_changed_by_python_names() -> None:
    """For tests of a program, and for programs that edit what they got."""
    result = guild()
    assert result.guild_data is not None
    assert result.guild_data.guild is not None
    result.guild_data.guild.name = "Renamed"
    assert result.model_dump(by_alias=True)["guildData"]["guild"]["name"] == "Renamed"
    fields: dict[str, Any] = {
        "id": 1, "canonical_id": 2, "name": "n", "display_name": "@n", "class_id": 3, "race_id": 4,
        "guild_rank": 5, "hidden": False, "server": GUILD["server"],
    }  # fmt: skip
    character = CharacterDetails(**fields)
    assert (character.class_id, character.guilds) == (3, None)
    assert (
        CharacterDetails.model_validate_json(character.model_dump_json(by_alias=True)) == character
    )
    assert CharacterDetails.model_validate_json(character.model_dump_json()) == character


def test_an_input_object_is_sent_with_the_names_of_the_api() -> None:
    """Only what was set, an enum as its string, and the range inside."""
    wanted = ReportComponentFilter(
        fight_ids=[1, 2],
        kill_type=KillType.Kills,
        timestamp_range=ReportComponentRangeFilter(start_time=0, end_time=5000),
    )
    assert wanted.model_dump(mode="json", by_alias=True, exclude_unset=True) == {
        "fightIDs": [1, 2],
        "killType": "Kills",
        "timestampRange": {"startTime": 0, "endTime": 5000},
    }


def test_an_input_object_refuses_what_it_does_not_know() -> None:
    """A filter with a misspelt field would filter nothing."""
    with pytest.raises(pydantic.ValidationError, match="fightids"):
        ReportComponentFilter.model_validate({"fightids": [1]})
    with pytest.raises(pydantic.ValidationError, match="killType"):
        ReportComponentFilter.model_validate({"killType": "Killz"})


def test_every_model_can_be_built() -> None:
    """No annotation anywhere names what its module does not have."""
    import importlib

    built = 0
    for module, names in MODULES.items():
        for name in names:
            found = getattr(importlib.import_module(f"esologs._generated.{module}"), name)
            if isinstance(found, type) and issubclass(found, pydantic.BaseModel):
                assert found.model_rebuild(force=True) is True, name
                built += 1
    assert built > 400
