"""The generator gives the same draws everywhere, and draws what it promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs.sandbox.seeding import Stream, fingerprint


def test_a_stream_draws_the_known_numbers() -> None:
    """Its first draws are written down here: a change of the algorithm changes every world."""
    stream = Stream(7, "known")
    assert [stream.below(1_000) for _ in range(6)] == KNOWN
    assert fingerprint("a", 1) == KNOWN_FINGERPRINT


KNOWN = [256, 79, 1, 203, 853, 948]
KNOWN_FINGERPRINT = 12282886311148685255


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1,), ("1",)),
        (("a", "b"), ("ab",)),
        (("a", "b"), ("b", "a")),
        ((1, 11), (11, 1)),
        ((), (0,)),
    ],
)
def test_keys_of_other_types_or_order_make_another_stream(
    one: tuple[int | str, ...], other: tuple[int | str, ...]
) -> None:
    """No two lists of keys run together."""
    assert fingerprint(*one) != fingerprint(*other)


@given(st.integers(), st.integers(0, 50))
def test_a_fork_does_not_depend_on_what_was_drawn_before(seed: int, draws: int) -> None:
    """A fork's draws follow from its keys, so that a draw more here changes nothing there."""
    used, fresh = Stream(seed), Stream(seed)
    for _ in range(draws):
        used.bits()
    assert used.fork("child").bits() == fresh.fork("child").bits()


@given(st.integers(), st.integers(-50, 50), st.integers(0, 90))
def test_draws_stay_between_their_bounds(seed: int, low: int, width: int) -> None:
    """`between`, `bell`, `below` and `unit` keep to their bounds, both included where promised."""
    stream = Stream(seed)
    for _ in range(20):
        assert low <= stream.between(low, low + width) <= low + width
        assert low <= stream.bell(low, low + width) <= low + width
        assert 0 <= stream.below(width + 1) <= width
        assert 0 <= stream.unit() < 1


def test_every_value_is_drawn_about_as_often() -> None:
    """Of 6,000 throws of a die each face comes up 900 to 1,100 times."""
    stream = Stream("die")
    throws = [stream.between(1, 6) for _ in range(6_000)]
    assert all(900 <= throws.count(face) <= 1_100 for face in range(1, 7))
    assert set(throws) == set(range(1, 7))


@given(st.integers(), st.lists(st.integers(), max_size=12))
def test_shuffling_keeps_the_items(seed: int, items: list[int]) -> None:
    """`shuffled` and `sample` lose and invent nothing and leave the argument alone."""
    before = list(items)
    assert sorted(Stream(seed).shuffled(items)) == sorted(items)
    assert len(Stream(seed).sample(items, 5)) == min(5, len(items))
    assert items == before


def test_weights_decide_how_likely_an_item_is() -> None:
    """A weight of zero is never drawn, three times the weight comes up three times as often."""
    stream = Stream("weights")
    drawn = [stream.weighted("abc", (30, 0, 10)) for _ in range(4_000)]
    assert "b" not in drawn
    assert 2.6 < drawn.count("a") / drawn.count("c") < 3.4


def test_chances_come_true_as_often_as_they_say() -> None:
    """0 never, 1 always, 0.25 about every fourth time."""
    stream = Stream("chance")
    assert not any(stream.chance(0.0) for _ in range(100))
    assert all(stream.chance(1.0) for _ in range(100))
    assert 900 < sum(stream.chance(0.25) for _ in range(4_000)) < 1_100
