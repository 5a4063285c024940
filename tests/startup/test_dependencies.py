"""What is loaded after what. Row A18."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from esologs import ConfigError
from esologs.startup import Component, RecoveryConfig, Startup
from tests.startup.parts import Board, Part, refused
from tests.virtual_time import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.startup import StartupReport


def nothing() -> None:
    """Load nothing."""


def test_a18_a_failed_dependency_skips_what_needs_it() -> None:
    """Those are not tried, and each has a line that names the cause; the rest is loaded."""
    needs, needs_that = Part(), Part()

    async def main() -> StartupReport:
        async with Startup(report_to=[Board()]) as startup:
            startup.add("database", Part(ValueError("no such table")))
            startup.add("guilds", needs, after=["database"])
            startup.add("roster", needs_that, after=["guilds"])
            startup.add("clock", nothing)
            return await startup.run()

    report = run(main())

    assert (needs.began, needs_that.began) == ([], [])
    assert [part.status for part in report.components] == ["failed", "skipped", "skipped", "loaded"]
    assert "guilds: skipped, it needs database" in report.text()
    assert "roster: skipped, it needs guilds" in report.text()
    assert report["roster"].hint == "look at database"


def test_a18_what_needs_a_component_begins_when_that_is_there() -> None:
    """Not before, and without waiting for anything else."""
    first, second, slow = Part(0.3), Part(), Part(5.0)

    async def main() -> None:
        async with Startup() as startup:
            startup.add("first", first)
            startup.add("slow", slow)
            startup.add("second", second, after=["first"])
            await startup.run()

    run(main())

    assert second.began[0] - first.began[0] == pytest.approx(0.3, abs=0.01)


def test_a18_what_needs_a_component_is_loaded_when_that_recovers() -> None:
    """The background brings up both, in order."""
    late = Part()

    async def main() -> StartupReport:
        recovery = RecoveryConfig(wait_initial=1.0)
        async with Startup(report_to=[Board()], recovery=recovery, retry=None) as startup:
            startup.add("database", Part(refused(), 0.5))
            startup.add("guilds", late, after=["database"])
            report = await startup.run()
            assert report["guilds"].next_step == "is loaded as soon as that is"
            return await startup.wait()

    report = run(main())

    assert [part.status for part in report.components] == ["recovered", "recovered"]
    assert len(late.began) == 1


def test_a18_what_needs_a_hanging_component_is_skipped_at_the_deadline() -> None:
    """It is named as what follows from the hang, and comes up when that ends."""

    async def main() -> tuple[StartupReport, StartupReport]:
        async with Startup(report_to=[Board()], timeout=1.0) as startup:
            startup.add("slow", Part(3.0))
            startup.add("after", Part(), after=["slow"])
            return await startup.run(), await startup.wait()

    first, last = run(main())

    assert [part.status for part in first.components] == ["pending", "skipped"]
    assert first["after"].because_of == "slow"
    assert [part.status for part in last.components] == ["recovered", "recovered"]


def _twice(startup: Startup) -> None:
    startup.add("part", nothing)
    startup.add("part", nothing)


def _unknown(startup: Startup) -> None:
    startup.add("part", nothing, after=["nobody"])


def _itself(startup: Startup) -> None:
    startup.add("part", nothing, after=["part"])


def _circle(startup: Startup) -> None:
    startup.add_all(
        [
            Component(name="a", load=nothing, after=("c",)),
            Component(name="b", load=nothing, after=("a",)),
            Component(name="c", load=nothing, after=("b",)),
        ]
    )


def _letters(startup: Startup) -> None:
    startup.add("part", nothing)
    startup.add("other", nothing, after="part")


@pytest.mark.parametrize(
    ("define", "said"),
    [
        (_twice, "two components named 'part'"),
        (_unknown, "'part' is to be loaded after 'nobody', which is not defined"),
        (_itself, "'part' after 'part'"),
        (_circle, "'a' after 'c' after 'b' after 'a'"),
        (_letters, r"after=\('part',\)"),
    ],
)
def test_a18_a_definition_that_cannot_work_is_refused(
    define: Callable[[Startup], None], said: str
) -> None:
    """Names that are there twice or not at all, and circles: at once, with the names."""
    with pytest.raises(ConfigError, match=said):
        define(Startup())


async def test_a18_a_refused_definition_leaves_the_others_as_they_are() -> None:
    """What was defined before still starts."""
    startup = Startup()
    startup.add("part", nothing)
    with pytest.raises(ConfigError):
        startup.add("part", nothing)
    with pytest.raises(ConfigError):
        _circle(startup)

    report = await startup.run()

    assert [part.name for part in report.components] == ["part"]
    await startup.aclose()


def test_several_components_may_name_each_other_in_any_order() -> None:
    """`add_all` looks at all of them together; a diamond is no circle."""
    order: list[str] = []

    def part(name: str, *after: str) -> Component:
        return Component(name=name, load=lambda: order.append(name), after=after)

    async def main() -> None:
        async with Startup() as startup:
            startup.add_all(
                [part("roof", "left", "right"), part("left", "floor"), part("right", "floor"),
                 part("floor")]
            )  # fmt: skip
            await startup.run()

    run(main())

    assert order == ["floor", "left", "right", "roof"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "name"),
        ({"name": 5}, "name"),
        ({"load": None}, "load must be callable"),
        ({"clean_up": 5}, "clean_up must be callable"),
        ({"timeout": 0.0}, "timeout"),
        ({"retry": 3}, "retry must be a RetryConfig"),
    ],
)
def test_a_component_that_cannot_work_is_refused(fields: dict[str, Any], said: str) -> None:
    """At once, with the field's name: `load=connect()` instead of `load=connect` is common."""
    whole: dict[str, Any] = {"name": "part", "load": nothing, **fields}
    with pytest.raises(ConfigError, match=said):
        Component(**whole)
