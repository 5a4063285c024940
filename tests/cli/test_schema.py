"""`esologs schema`: what the API tells of itself, and what changed since this package was made."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from graphql import (
    build_schema,
    introspection_from_schema,
    lexicographic_sort_schema,
    print_schema,
)

from tests.cli.commands import invoke

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = files("esologs").joinpath("_generated", "schema.graphql").read_text("utf-8")


def sorted_schema(text: str) -> str:
    """The schema in *text*, without its order and without what an introspection does not tell."""
    schema = lexicographic_sort_schema(build_schema(text))
    schema.description = None
    return print_schema(schema)


def test_pulling_gives_the_schema_of_whoever_is_asked(tmp_path: Path) -> None:
    """To stdout or to a file; the sandbox's is the one that this package is made from."""
    shown = invoke("schema", "pull", "--sandbox")
    assert shown.exit_code == 0, shown.output
    assert sorted_schema(shown.stdout) == sorted_schema(SHIPPED)
    target = tmp_path / "pulled.graphql"
    written = invoke("schema", "pull", "--sandbox", "--output", str(target))
    assert (written.exit_code, written.stdout) == (0, "")
    assert target.read_text("utf-8") == shown.stdout
    assert str(target) in written.stderr


def test_a_file_that_cannot_be_written_has_its_exit_code(tmp_path: Path) -> None:
    """73, and the reason."""
    shown = invoke("schema", "pull", "--sandbox", "-o", str(tmp_path / "no" / "such" / "folder"))
    assert shown.exit_code == 73
    assert "cannot be written" in shown.stderr


@pytest.mark.parametrize("asked", [("--live",), ()])
def test_an_api_that_did_not_change_has_no_differences(asked: tuple[str, ...]) -> None:
    """Without a file the API itself is asked, as --live says."""
    shown = invoke("schema", "diff", "--sandbox", *asked)
    assert (shown.exit_code, shown.stdout) == (0, "no change\n")


CHANGES = [
    ("faction: GameFaction!", "faction: Int", 1, "breaking", "FIELD_CHANGED_KIND",
     "Guild.faction changed type"),
    ("enum KillType {", "enum KillType {\n  New", 0, "dangerous", "VALUE_ADDED_TO_ENUM", "New"),
    ("type Guild {", "type Guild {\n  new: Int", 0, "added", "FIELD_ADDED", "Guild.new was added."),
    ("type Guild {", "type New { a: Int }\ntype Guild {\n  new: New", 0, "added", "TYPE_ADDED",
     "New was added."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "weight", "kind", "said"), CHANGES)
@pytest.mark.parametrize("form", ["graphql", "json"])
def test_changes_are_weighed(
    tmp_path: Path, form: str, old: str, new: str, code: int, weight: str, kind: str, said: str
) -> None:
    """Breaking ones end with 1; GraphQL's language and an introspection's JSON say the same."""
    assert SHIPPED.count(old) == 1
    text = SHIPPED.replace(old, new)
    file = tmp_path / f"changed.{form}"
    if form == "json":
        text = json.dumps({"data": introspection_from_schema(build_schema(text))})
    file.write_text(text, "utf-8")
    shown = invoke("schema", "diff", str(file), "--json")
    document = json.loads(shown.stdout)
    assert list(document) == ["breaking", "dangerous", "added"]
    (change,) = [one for one in document[weight] if one["kind"] == kind]
    assert said in change["description"]
    assert shown.exit_code == code
    assert bool(document["breaking"]) == bool(code)
    told = invoke("schema", "diff", str(file))
    assert told.exit_code == code
    assert any(line.startswith(weight) and said in line for line in told.stdout.splitlines())


@pytest.mark.parametrize(
    "text", ["not a schema", "{}", '{"data": {"__schema": 3}}', "[1]", "type {"]
)
def test_a_file_without_a_schema_is_told(tmp_path: Path, text: str) -> None:
    """A sentence and the exit code of a setting, no traceback."""
    file = tmp_path / "broken"
    file.write_text(text, "utf-8")
    shown = invoke("schema", "diff", str(file))
    assert shown.exit_code == 78, shown.output
    assert "holds no GraphQL schema" in shown.stderr


def test_a_file_and_the_live_api_exclude_each_other(tmp_path: Path) -> None:
    """One of them is compared."""
    file = tmp_path / "schema.graphql"
    file.write_text(SHIPPED, "utf-8")
    assert invoke("schema", "diff", str(file), "--live").exit_code == 2
    assert invoke("schema", "diff", str(file)).stdout == "no change\n"
