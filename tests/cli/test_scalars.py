"""The API's JSON, read tolerantly: its shape is promised by nobody."""

from __future__ import annotations

from typing import Any

import pytest

from esologs.cli.scalars import Deaths, Graph, Table, read
from esologs.errors import ResponseShapeError

ENTRY: dict[str, Any] = {
    "name": "Ari",
    "type": "Warden",
    "total": 10,
    "activeTime": 5,
    "gear": [{}],
    "new": 1,
}


BARE: dict[str, Any] = {"entries": [ENTRY], "totalTime": 2000, "logVersion": 14}


@pytest.mark.parametrize("scalar", [BARE, {"data": BARE}], ids=["bare", "wrapped"])
def test_a_table_is_read_with_and_without_its_wrapper(scalar: object) -> None:
    """Both have been met; unknown keys are nobody's business."""
    table = read(scalar, Table)
    assert (table.entries[0].name, table.entries[0].total, table.total_time) == ("Ari", 10, 2000)


@pytest.mark.parametrize("scalar", [None, {}, [], {"data": None}, {"data": {}}, {"data": []}])
def test_nothing_is_an_empty_table(scalar: object) -> None:
    """A cold cache and an empty answer are no error."""
    assert read(scalar, Table).ranked == []


@pytest.mark.parametrize("scalar", [[1], "soon", {"data": {"entries": "many"}}, {"entries": [3]}])
def test_what_is_no_table_is_an_error_of_ours(scalar: object) -> None:
    """Not one of msgspec's, and it says what was expected."""
    with pytest.raises(ResponseShapeError, match="no table of ESO Logs"):
        read(scalar, Table)


def test_an_error_in_place_of_data_is_told() -> None:
    """The API hides errors inside scalars."""
    with pytest.raises(ResponseShapeError, match="in place of data: Invalid fight"):
        read({"error": "Invalid fight"}, Table)


def test_entries_are_ranked_and_unpacked() -> None:
    """Largest first, those of nothing left out; interrupts lie one level deeper."""
    table = read(
        {"entries": [{"entries": [{"name": "a", "total": 1}, {"name": "b", "total": 3}]},
                     {"name": "c", "total": 2}, {"name": "d", "total": 0}]},
        Table,
    )  # fmt: skip
    assert [entry.name for entry in table.ranked] == ["b", "c", "a"]


def test_a_curve_is_read_from_numbers_and_from_pairs() -> None:
    """Both kinds of `data` give the same curve, whose area is its total."""
    flat: dict[str, Any] = {
        "name": "Ari",
        "total": 60,
        "data": [1, 2, 3],
        "pointStart": 0,
        "pointInterval": 1000,
    }
    pairs: dict[str, Any] = {**flat, "data": [[0, 1], [1000, 2], [2000, 3]], "events": [[], {}]}
    for one in (flat, pairs):
        graph = read({"data": {"series": [one], "startTime": 0, "endTime": 6000}}, Graph)
        assert graph.rates_of("Ari") == [5, 10, 15]
        assert sum(graph.rates_of("Ari")) / 3 * graph.seconds == 60
    assert graph.rates_of("Nobody") == []


def test_the_whole_is_the_servers_own_or_the_sum() -> None:
    """A series "Total" is not counted twice; without it the others are summed."""
    players = [{"name": "a", "total": 3, "data": [1, 2]}, {"name": "b", "total": 4, "data": [4]}]
    total = {"name": "Total", "total": 9, "data": [5, 4]}
    assert read({"series": [*players, total]}, Graph).whole.values == [5, 4]
    summed = read({"series": players}, Graph).whole
    assert (summed.values, summed.total) == ([5, 2], 7)


def test_a_curve_of_no_time_or_no_height_divides_by_nothing() -> None:
    """Fights of zero length exist."""
    graph = read({"series": [{"name": "a", "total": 0, "data": [0, 0]}]}, Graph)
    assert graph.seconds == 0
    assert graph.rates_of("a") == [0, 0]


def test_a_death_keeps_what_killed() -> None:
    """The killing blow is arbitrary JSON with a name."""
    deaths = read({"data": {"entries": [{"name": "Ari", "killingBlow": {"name": "Fire"}}]}}, Deaths)
    blow = deaths.entries[0].killing_blow
    assert blow == {"name": "Fire"}
