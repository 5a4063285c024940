"""Arguments are checked before anything is sent, and only for what the API is sure to refuse."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs import TableDataType
from esologs._call import UNSET
from esologs._generated import operations as ops
from esologs._operation import Operation
from esologs._rules import CODE, FIGHTS, ID, INTEGER, INTEGERS, NUMBER, Choice, Integer, check
from esologs.errors import RejectedError, ValidationError

CODE_16 = "aB3dE6gH9jK2mN5p"


def refusal(operation: Operation[Any], **variables: Any) -> str:
    """The message that *variables* are refused with."""
    with pytest.raises(ValidationError) as caught:
        check(operation, variables)
    assert isinstance(caught.value, RejectedError)
    assert isinstance(caught.value, ValueError)
    return str(caught.value)


@pytest.mark.parametrize("code", [CODE_16, f"a:{CODE_16}"])
def test_a_report_code_may_be_anonymous(code: str) -> None:
    """An anonymous report's code starts with `a:`."""
    check(ops.GET_REPORT_BY_CODE, {"code": code})


@pytest.mark.parametrize(
    "code", ["", "abc", CODE_16 + "x", f"b:{CODE_16}", "aB3dE6gH9jK2mN5é", "a:", 5, True]
)
def test_a_malformed_report_code_is_refused(code: Any) -> None:
    """The message shows the code and says what one looks like."""
    message = refusal(ops.GET_REPORT_BY_CODE, code=code)
    assert (
        message
        == f"code must be 16 letters and digits, with 'a:' in front if anonymous, not {code!r}"
    )


def test_an_address_in_place_of_a_code_is_explained() -> None:
    """The commonest slip: the report's page pasted whole."""
    address = f"https://www.esologs.com/reports/{CODE_16}#fight=3"
    assert "behind /reports/" in refusal(ops.GET_REPORT_BY_CODE, code=address)


@pytest.mark.parametrize(
    ("operation", "lowest", "highest"),
    [
        (ops.GET_GUILDS, 1, 100),
        (ops.SEARCH_REPORTS, 1, 100),
        (ops.GET_GUILD_REPORTS, 1, 100),
        (ops.GET_GUILD_ATTENDANCE, 1, 25),
        (ops.GET_REPORT_EVENTS, 100, 10_000),
    ],
    ids=lambda value: value.name if isinstance(value, Operation) else str(value),
)
def test_a_limit_has_the_range_of_its_field(
    operation: Operation[Any], lowest: int, highest: int
) -> None:
    """Each field allows its own limits; both ends belong to them."""
    needed = {"guildId": 3468, "guildID": 3468, "code": CODE_16}
    for limit in (lowest, highest):
        check(operation, {**needed, "limit": limit})
    for limit in (lowest - 1, highest + 1):
        message = refusal(operation, **needed, limit=limit)
        assert message == f"limit must be a whole number from {lowest} to {highest}, not {limit}"


@pytest.mark.parametrize("page", [0, -1, True, 1.5, "2"])
def test_pages_count_from_1(page: Any) -> None:
    """There is no page 0."""
    assert refusal(ops.GET_ITEMS, page=page).startswith("page must be a whole number of at least 1")


@pytest.mark.parametrize("guild_id", [0, -3, True, "3468", 3468.5, float("nan"), 2**31])
def test_an_id_of_the_site_is_positive_and_fits_32_bits(guild_id: Any) -> None:
    """The message names the argument as Python spells it."""
    assert refusal(ops.GET_GUILD_BY_ID, guildId=guild_id).startswith(
        "guild_id must be a whole number"
    )


@pytest.mark.parametrize("actor", [0, -1, 5])
def test_an_actor_of_a_report_may_be_0_or_negative(actor: int) -> None:
    """-1 is "nobody" there: what might be right is sent."""
    check(ops.GET_REPORT_EVENTS, {"code": CODE_16, "sourceID": actor, "targetID": actor})


@pytest.mark.parametrize("given", ["Buffs", TableDataType.Buffs])
def test_an_enum_may_be_its_string(given: str) -> None:
    """Member or string: the same."""
    check(ops.GET_REPORT_TABLE, {"code": CODE_16, "fightIDs": [1], "dataType": given})


@pytest.mark.parametrize(
    ("given", "meant"), [("buffs", "Buffs"), ("DamageDnoe", "DamageDone"), ("HEALING", "Healing")]
)
def test_a_misspelt_enum_gets_a_hint(given: str, meant: str) -> None:
    """The message lists what is allowed and guesses what was meant."""
    message = refusal(ops.GET_REPORT_TABLE, code=CODE_16, fightIDs=[1], dataType=given)
    assert message.startswith("data_type must be one of Summary, ")
    assert message.endswith(f"not {given!r}: did you mean {meant!r}?")


def test_a_value_that_resembles_nothing_gets_no_hint() -> None:
    """A guess out of the blue helps nobody."""
    assert "did you mean" not in refusal(ops.GET_REPORT_EVENTS, code=CODE_16, dataType="xyzzy")
    assert "did you mean" not in refusal(ops.GET_REPORT_EVENTS, code=CODE_16, dataType=7)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), "5", True])
def test_a_number_is_finite(number: Any) -> None:
    """JSON has neither NaN nor infinity; other encoders would silently send null."""
    assert refusal(ops.GET_REPORT_EVENTS, code=CODE_16, startTime=number).startswith(
        "start_time must"
    )


def test_what_is_not_finite_is_refused_without_a_rule_as_well() -> None:
    """Also where a string or a boolean is expected."""
    assert "finite" in refusal(ops.GET_REPORT_EVENTS, code=CODE_16, translate=float("nan"))


@pytest.mark.parametrize("fights", [5, "5", {5}, [0], ["5"], [True], [1.5], [2**31]])
def test_fights_are_a_list_of_ids(fights: Any) -> None:
    """One id alone is no list."""
    message = refusal(ops.GET_REPORT_EVENTS, code=CODE_16, fightIDs=fights)
    assert "fight_ids must be" in message


@pytest.mark.parametrize("fights", [[1], (1, 2), []])
def test_a_list_may_be_a_tuple(fights: Any) -> None:
    """Any sequence that JSON can hold."""
    check(ops.GET_REPORT_EVENTS, {"code": CODE_16, "fightIDs": fights})


@pytest.mark.parametrize("absent", [UNSET, None])
def test_what_is_left_out_breaks_no_rule(absent: Any) -> None:
    """`UNSET` is not sent, and `None` is the API's null."""
    check(ops.SEARCH_REPORTS, {"limit": absent, "guildID": absent, "guildName": absent})


def test_a_guild_is_found_by_its_id_or_by_its_name_and_server() -> None:
    """Neither of them, or half a name, is refused."""
    check(ops.GET_GUILD, {"guildId": 3468})
    whole = {"guildName": "The Sandbox", "guildServerSlug": "pc-mega", "guildServerRegion": "NA"}
    check(ops.GET_GUILD, {"guildId": UNSET, **whole})
    needs = "getGuild needs guild_id, or guild_name and guild_server_slug and guild_server_region"
    assert refusal(ops.GET_GUILD) == needs
    assert refusal(ops.GET_GUILD, guildId=None, guildName="x", guildServerSlug=UNSET) == needs


@pytest.mark.parametrize("operation", [ops.GET_REPORT_TABLE, ops.GET_REPORT_PLAYER_DETAILS])
def test_a_table_needs_fights_or_a_time_range(operation: Operation[Any]) -> None:
    """The API fails without; what nobody has tried is left to it."""
    check(operation, {"code": CODE_16, "fightIDs": [1]})
    check(operation, {"code": CODE_16, "startTime": 0.0, "endTime": 5000.0})
    check(operation, {"code": CODE_16, "encounterID": 27})
    message = refusal(operation, code=CODE_16, startTime=0.0, endTime=UNSET)
    assert "needs fight_ids, or start_time and end_time" in message


def test_a_guild_name_needs_its_server() -> None:
    """A search by name alone would find nothing."""
    message = refusal(
        ops.SEARCH_REPORTS, guildName="x", guildServerSlug="pc", guildServerRegion=UNSET
    )
    assert message == "guild_name needs guild_server_slug and guild_server_region beside it"


def test_a_long_value_is_cut_in_the_message() -> None:
    """An error message stays readable, and logs stay small."""
    assert len(refusal(ops.GET_REPORT_BY_CODE, code="x" * 10_000)) < 200


@given(st.integers())
def test_an_integer_without_bounds_is_one_of_graphql(value: int) -> None:
    """GraphQL's Int has 32 bits, whatever the field."""
    fits = -(2**31) <= value < 2**31
    try:
        INTEGER("size", value)
    except ValidationError:
        assert not fits
    else:
        assert fits


@given(st.floats(), st.integers(), st.booleans(), st.text(), st.lists(st.integers()))
def test_a_rule_passes_or_refuses_and_nothing_else(
    number: float, whole: int, flag: bool, text: str, many: list[int]
) -> None:
    """No value whatever makes a rule fail in another way."""
    for rule in (CODE, FIGHTS, ID, INTEGER, INTEGERS, NUMBER, Choice("A", "B"), Integer(1, 5)):
        values: list[object] = [number, whole, flag, text, many, {}, object()]
        for value in values:
            with contextlib.suppress(ValidationError):
                rule("argument", value)
