"""The benchmarks' registry and table; nothing here is timed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import httpx
import pytest

from benchmarks.__main__ import main
from benchmarks.answers import GUILD, TOKEN
from benchmarks.bench import Bench
from benchmarks.peer import python_of_peer
from benchmarks.process import measured
from benchmarks.registry import chosen, rows
from benchmarks.rounds import interleaved
from benchmarks.row import Figure, Goal, NotMeasurableError, Row
from benchmarks.table import Outcome, render
from esologs import GetGuildById

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_every_row_stands_in_the_registry_once() -> None:
    """P1 to P11, then the rows of resilience and of the fleet; none twice and none forgotten."""
    assert [row.id for row in rows()] == [*(f"P{n}" for n in range(1, 12)), "D1", "D2", "F1"]


def test_rows_are_chosen_by_id() -> None:
    """Ids are taken in either case; one that no row has is named."""
    assert [row.id for row in chosen(["p11", "P1"])] == ["P1", "P11"]
    with pytest.raises(KeyError, match="P99"):
        chosen(["P1", "P99"])


def test_the_table_has_a_line_for_each_figure() -> None:
    """Met and missed figures, a row that could not be measured, and one of a later issue."""

    def measure(bench: Bench) -> list[Figure]:
        raise AssertionError

    one = Row(id="P1", work="work", reference="it", goal="≤ 2", measure=measure)
    later = Row(id="P2", work="more", reference="–", goal="≤ 1/5")
    figures = [Figure("async", 1.5, Goal(2.0), "from 3 rounds"), Figure("sync", 2.5, Goal(2.0))]
    table = render([Outcome(one, figures), Outcome(one, trouble="no peer"), Outcome(later)])
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[:6]]
    assert cells[2:] == [
        ["P1", "work: async", "it", "≤ 2", "1.5", "met"],
        ["", "· sync", "", "≤ 2", "2.5", "missed"],
        ["P1", "work", "it", "≤ 2", "–", "not measured"],
        ["P2", "more", "–", "≤ 1/5", "–", "later issue"],
    ]
    assert table.splitlines()[-2:] == ["P1 async: from 3 rounds", "P1: no peer"]
    assert len({len(line) for line in table.splitlines()[:6]}) == 1


def test_a_goal_is_met_on_its_bound_and_never_by_nan() -> None:
    """At most, or at least; a ratio has no unit."""
    assert Goal(0.08).met_by(0.08)
    assert not Goal(0.08).met_by(0.081)
    assert Goal(5, at_least=True).met_by(5)
    assert not Goal(5, at_least=True).met_by(4.9)
    assert not Goal(5).met_by(float("nan"))
    assert str(Goal(60.0, "µs")) == "≤ 60 µs"


def test_sides_take_turns_and_the_first_round_is_thrown_away() -> None:
    """Each side once a round, in changing order; the median ignores the warming up."""
    calls: list[str] = []

    def side(name: str, first: float) -> Callable[[], float]:
        readings = iter([first, 1.0, 3.0, 2.0])

        def read() -> float:
            calls.append(name)
            return next(readings)

        return read

    medians = interleaved({"a": side("a", 99.0), "b": side("b", 77.0)}, 3)
    assert medians == {"a": 2.0, "b": 2.0}
    assert "".join(calls) == "baabbaab"


def test_the_answer_that_both_sides_decode_fits_our_model() -> None:
    """A guild with everything the model asks for."""
    guild = GetGuildById.model_validate(GUILD).guild_data
    assert guild is not None
    assert guild.guild is not None
    assert guild.guild.name == "The Lanterns"


def test_an_unknown_row_is_an_error_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and the id on stderr."""
    with pytest.raises(SystemExit, match="2"):
        main(["P99"])
    assert "there is no row P99" in capsys.readouterr().err


def test_a_row_of_a_later_issue_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints it without measuring anything."""
    assert main(["P6"]) == 0
    assert "later issue" in capsys.readouterr().out


@pytest.mark.slow
def test_without_the_peer_a_row_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the peer and what stood in the way."""
    for name in ("PIP_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotMeasurableError, match=r"^peer not available: esologs-python==0\.0\.0"):
        python_of_peer(tmp_path / "bench", "esologs-python==0.0.0.dev0")


def test_a_program_that_fails_is_a_sentence() -> None:
    """It says which program failed, and with what."""
    with pytest.raises(NotMeasurableError, match=r"overrun async .* failed: .*ValueError"):
        measured("overrun", "async", "http://127.0.0.1:9/", "twenty")


def test_the_server_answers_what_its_path_says() -> None:
    """A guild and a token as they are, and a bomb that is small on the wire."""
    with Bench(1) as bench, httpx.Client(base_url=bench.server) as client:
        assert client.post("/api/v2/client", json={}).json() == {"data": GUILD}
        assert client.post("/oauth/token", data={}).json() == TOKEN
        with client.stream("POST", "/bomb") as bomb:
            raw = b"".join(bomb.iter_raw())
    assert len(raw) < 3_000_000
    inflating = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert inflating.decompress(raw, 100_000) == bytes(100_000)
