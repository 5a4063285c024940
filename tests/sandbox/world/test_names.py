"""Invented names: never the same one twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs.sandbox.world import names


@pytest.mark.parametrize(
    ("heads", "tails"),
    [
        (names.GIVEN_HEADS, names.GIVEN_TAILS),
        (names.SURNAME_HEADS, names.SURNAME_TAILS),
        (names.HANDLE_HEADS, names.HANDLE_TAILS),
        (names.GUILD_HEADS, names.GUILD_TAILS),
    ],
)
def test_every_combination_is_another_text(heads: tuple[str, ...], tails: tuple[str, ...]) -> None:
    """No head and tail together read like another head and tail ("Ka-rin" and "Kar-in")."""
    combinations = [head + tail for head in heads for tail in tails]

    assert len(set(combinations)) == len(heads) * len(tails)


@pytest.mark.parametrize("size", [names.CHARACTER_NAMES, names.HANDLES, names.GUILD_NAMES])
@given(data=st.data())
def test_spreading_keeps_numbers_apart(size: int, data: st.DataObject) -> None:
    """Two numbers below the size never land on the same place, and all land below it."""
    first = data.draw(st.integers(0, size - 1))
    second = data.draw(st.integers(0, size - 1))
    offset = data.draw(st.integers(0, size - 1))

    places = [names.spread(number, size, offset) for number in (first, second)]

    assert all(0 <= place < size for place in places)
    assert (places[0] == places[1]) == (first == second)


def test_a_slug_has_lower_case_letters_and_hyphens() -> None:
    """Spaces and punctuation become one hyphen; an apostrophe vanishes."""
    assert names.slug("Briar King's  Oath") == "briar-kings-oath"
