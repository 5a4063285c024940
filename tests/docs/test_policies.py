"""The pages of the policies say what the pipeline is, and are all of one build."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from esologs import Client, create_resilient_sync_client
from esologs._options import CACHE_MODES, OPTION_NAMES, PRIORITIES
from esologs.resilience import events
from tests.docs.tables import DOCS, rows
from tests.docs.terminal import extras

if TYPE_CHECKING:
    from pathlib import Path

SKELETON: Final = ["Use", "Defaults", "Events", "Diagram", "Patterns", "Anti-patterns"]
EVENT: Final = re.compile(r"^\| `([A-Z]\w+)` \|", re.MULTILINE)


def policies() -> list[str]:
    """The classes around an attempt of a resilient client, outermost first, and its own."""
    with create_resilient_sync_client(sandbox=True) as client:
        way: object = vars(client)["_core"].pipeline.flow
    names: list[str] = []
    while isinstance(way, functools.partial):
        policy, way = way.args
        names.append(type(policy).__name__)
    return [*names, type(way).__name__]


def test_the_pipeline_of_the_page_is_that_of_the_code() -> None:
    """The policies are those that a client is built with, in the same order, with a page each."""
    shown = [
        linked.groups()
        for first, *_ in rows("explanation/how-a-call-travels.md")
        if (linked := re.fullmatch(r"\[(\w+)\]\((.+)\)", first))
    ]
    built = policies()
    assert len(shown) == len(built)
    for (name, page), policy in zip(shown, built, strict=True):
        assert policy.startswith(name)
        assert page == f"../resilience/{name.lower()}.md"


def policy_pages() -> list[Path]:
    """The pages of the policies."""
    return [path for path in (DOCS / "resilience").glob("*.md") if path.name != "index.md"]


def test_every_policy_page_has_the_same_skeleton() -> None:
    """After what it does come its use, defaults, events, diagram, patterns and anti-patterns."""
    for path in policy_pages():
        text = path.read_text("utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SKELETON, path.name
        wrong = text.partition("## Anti-patterns")[2]
        assert wrong.count("**DON'T**") == wrong.count("**DO**") >= 1, path.name


def test_every_event_stands_on_one_page_of_the_resilience_section() -> None:
    """Each event that a hook can be told has its row, on the page of the policy that tells it."""
    told = [
        name
        for path in (DOCS / "resilience").glob("*.md")
        for name in EVENT.findall(path.read_text())
    ]
    classes = {
        name
        for name, kind in vars(events).items()
        if isinstance(kind, type) and issubclass(kind, events.Event) and kind is not events.Event
    }
    assert sorted(told) == sorted(classes)


def test_every_way_to_use_the_cache_is_shown() -> None:
    """The modes and options of the page are those that a call takes."""
    first = " ".join(row[0] for row in rows("resilience/cache.md"))
    assert set(re.findall(r'`cache="(\w+)"`', first)) == CACHE_MODES
    assert {"max_stale", "fallback"} <= OPTION_NAMES
    assert "`max_stale=" in first
    assert "`fallback=" in first


def test_every_priority_is_shown() -> None:
    """The page says what each priority leaves to others."""
    first = " ".join(row[0] for row in rows("resilience/points.md"))
    assert set(re.findall(r'`"(\w+)"`', first)) == PRIORITIES


def test_what_is_said_not_to_be_built_is_not_there() -> None:
    """Whoever builds it takes it out of the list."""
    text = (DOCS / "resilience" / "index.md").read_text("utf-8").partition("## Not built yet")[2]
    there = {
        "`httpx2`": "httpx2" in extras(),
        "`aiohttp`": "aiohttp" in extras(),
        "OpenTelemetry": "otel" in extras(),
        "`client.stats()`": hasattr(Client, "stats"),
    }
    assert {name: name not in text for name in there} == there
