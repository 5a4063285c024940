"""The pages of the policies say what the pipeline is, and are all of one build."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from esologs import create_resilient_sync_client
from esologs.resilience import events
from tests.docs.tables import DOCS, rows

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
