"""What documents cost: the sandbox's own formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs.sandbox.graphql import Context, Executor
from esologs.sandbox.graphql.cost import cost

GUILD = "query G($id: Int!) {guildData {guild(id: $id) {id name server {name}}}}"
EVENTS = 'query E($n: Int = 5000) {reportData {report(code: "x") {events(limit: $n) {data}}}}'


def test_a_plain_query_costs_little_more_than_one_point() -> None:
    """A guild with a few fields is close to the base cost."""
    assert 1 < cost(GUILD, {"id": 1}, None) < 1.1


def test_the_points_themselves_are_free() -> None:
    """Asking what is left changes nothing about the cost."""
    riding = GUILD[:-1] + " rateLimitData {limitPerHour pointsSpentThisHour pointsResetIn}}"

    assert cost(riding, {"id": 1}, None) == cost(GUILD, {"id": 1}, None)


@given(first=st.integers(100, 10_000), second=st.integers(100, 10_000))
def test_more_events_cost_more(first: int, second: int) -> None:
    """The cost of events rises with their limit, from a variable or its default."""
    low, high = sorted((first, second))

    assert cost(EVENTS, {"n": low}, None) <= cost(EVENTS, {"n": high}, None)
    assert cost(EVENTS, {}, None) == cost(EVENTS, {"n": 5_000}, None)


def test_one_merged_query_is_cheaper_than_two() -> None:
    """The base is paid once."""
    merged = "{a: guildData {guild(id: 1) {id name}} b: guildData {guild(id: 2) {id name}}}"
    single = "{guildData {guild(id: 1) {id name}}}"

    assert cost(merged, None, None) < 2 * cost(single, None, None)


def test_longer_pages_cost_more() -> None:
    """Fields within a page are counted for each of its rows."""
    query = "query ($n: Int) {guildData {guilds(limit: $n) {data {id name}}}}"
    costs = [cost(query, {"n": n}, None) for n in (1, 50, 100)]

    assert costs == sorted(set(costs))
    assert cost(query, {}, None) == costs[-1]


def test_fragments_count_as_what_they_spread() -> None:
    """A fragment, inline or named, costs what its fields cost where it is spread."""
    plain = "{guildData {guild(id: 1) {id name server {name}}}}"
    named = "fragment F on Guild {name server {name}} {guildData {guild(id: 1) {id ...F}}}"
    inline = "{guildData {guild(id: 1) {id ... on Guild {name server {name}}}}}"

    assert cost(named, None, None) == cost(inline, None, None) == cost(plain, None, None)


@pytest.mark.parametrize("document", ["{", "{nonsense}", ""])
def test_what_cannot_be_executed_costs_one(document: str) -> None:
    """A bad document costs the base."""
    assert cost(document, None, None) == 1


def test_the_named_operation_is_the_one_that_counts() -> None:
    """With several operations, the cost is that of the one that is named."""
    both = GUILD + " query H {gameData {factions {id}}}"

    assert cost(both, {"id": 1}, "G") == cost(GUILD, {"id": 1}, "G")
    assert cost(both, {"id": 1}, None) == 1


def test_a_refusal_costs_one_point() -> None:
    """A document that is too complex is never executed, however much it would have fetched."""
    rows = "id"
    for _ in range(3):
        rows = f"members(limit: 100) {{data {{guilds {{{rows}}}}}}}"

    assert cost(f"{{guildData {{guild(id: 1) {{{rows}}}}}}}", None, None) == 1


def test_fragments_that_spread_each_other_twice_are_refused_at_once() -> None:
    """Thirty short fragments that would make a milliard of fields are counted, not walked."""
    chain = [
        f"fragment F{n} on Guild {{ a: members {{ data {{ guilds {{ ...F{n + 1} }} }} }} "
        f"b: server {{ guilds {{ data {{ ...F{n + 1} }} }} }} }}"
        for n in range(30)
    ]
    document = " ".join(
        ["{ guildData { guild(id: 3468) { ...F0 } } }", *chain, "fragment F30 on Guild { id }"]
    )

    answer = Executor(0).execute(document, None, None, Context(0, 0))

    assert "complexity" in answer["errors"][0]["message"]


@pytest.mark.parametrize("limit", [-1, 0, 101, 2_147_483_647])
def test_a_limit_out_of_range_is_named_and_costs_no_more_than_a_small_one(limit: int) -> None:
    """It is the limit that is refused, not the complexity it would have had; points are spared."""
    document = (
        "query ($limit: Int) { guildData { guilds(limit: $limit) { data { "
        "members { data { id name } } } } } }"
    )

    answer = Executor(0).execute(document, {"limit": limit}, None, Context(0, 0))

    assert "limit" in answer["errors"][0]["message"]
    assert cost(document, {"limit": limit}, None) == cost(document, {"limit": 1}, None)


def test_a_page_of_events_out_of_range_spends_no_hour_of_points() -> None:
    """Two milliards of events are refused, so they are not paid for."""
    document = (
        'query ($limit: Int) { reportData { report(code: "x") { events(limit: $limit) '
        "{ data } } } }"
    )

    assert cost(document, {"limit": 2_147_483_647}, None) < 2
