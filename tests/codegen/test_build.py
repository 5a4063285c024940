"""What is generated from a small API, and what refuses to be generated."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from scripts.codegen.build import DifferentResultError
from scripts.codegen.facts import UnknownFactError
from scripts.codegen.metadata import ConflictingRulesError
from scripts.codegen.names import NameCollisionError
from scripts.codegen.plugin import UnsupportedOperationError
from tests.codegen.sources import FACTS, GET_ITEM, SCHEMA, generated

if TYPE_CHECKING:
    from pathlib import Path


def operation(body: str, name: str = "getIt", variables: str = "") -> str:
    """A documented operation."""
    return f"# It.\nquery {name}{variables} {{ {body} }}\n"


def test_the_files(tmp_path: Path) -> None:
    """One module an operation, and the shared ones; each Python file parses and has the banner."""
    files = generated(tmp_path)
    assert sorted(files) == [
        "__init__.py", "async_client.py", "enums.py", "fragments.py", "get_item.py", "inputs.py",
        "names.py", "operations.py", "schema.graphql", "sync_client.py",
    ]  # fmt: skip
    assert files["schema.graphql"].endswith(SCHEMA)
    for name in files:
        if name.endswith(".py"):
            ast.parse(files[name])
        assert files[name].startswith("# Written by scripts/generate.py"), name
    assert generated(tmp_path) == files


def test_a_method(tmp_path: Path) -> None:
    """Its parameters, its document's variables, and a docstring from comment and schema."""
    files = generated(tmp_path)
    blocking, awaiting = files["sync_client.py"], files["async_client.py"]
    for text in (blocking, awaiting):
        assert "def get_item(" in text
        assert "item_slug: str | None | UnsetType = UNSET," in text
        assert "**options: Unpack[RequestOptions]" in text
        assert '"""One item.\n\n        The whole of it.\n\n        Args:\n' in text
        assert "            id: The id that `item_slug` cannot replace.\n" in text
        assert "            item_slug: How the site's addresses spell it.\n" in text
        assert '(ops.GET_ITEM, {"id": id, "itemSlug": item_slug}, options)' in text
    assert "return await self._call" in awaiting
    assert "return self._call" in blocking


def test_an_operation(tmp_path: Path) -> None:
    """The document is minified, ends with the points, and comes with what is known of it."""
    text = generated(tmp_path)["operations.py"]
    points = "_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment Made"
    assert points in text
    for known in ("scalar=True", 'cache="game"', 'cold=("gameData.item.raw",)', 'rules={"id": ID}'):
        assert known in text


def test_a_model(tmp_path: Path) -> None:
    """Fields in Python's spelling and words; a fragment is a base; an enum may be unknown."""
    files = generated(tmp_path)
    assert "item: GetItemGameDataItem | None = None" in files["get_item.py"]
    assert '"""One item. None if there is none."""' in files["get_item.py"]
    assert "class GetItemGameDataItem(Made):" in files["get_item.py"]
    assert "Annotated[ItemKind | str, LEFT_FIRST] | None = None" in files["get_item.py"]
    assert "GetItemGameDataItemMaker = MadeMaker" in files["get_item.py"]
    assert "set_ids: list[int | None] | None = None" in files["fragments.py"]
    assert '"set_ids": "setIDs"' in files["names.py"]
    assert 'ItemKindLike: TypeAlias = ItemKind | Literal["Sword", "Bow"]' in files["enums.py"]
    assert "Deprecated: Out of use." in files["enums.py"]


def test_a_fragment_alone_is_the_class_itself(tmp_path: Path) -> None:
    """A selection that is nothing but a fragment makes no class of its own."""
    text = operation("gameData { item(id: $id) { ...Made } }", variables="($id: Int!)")
    module = generated(tmp_path, text + "fragment Made on Item { id raw }")["get_it.py"]
    assert "item: Made | None = None" in module
    assert "GetItGameDataItem = Made" in module


def test_two_operations_may_share_a_model(tmp_path: Path) -> None:
    """They return the same class, so the second one has no module."""
    twin = GET_ITEM.replace("getItem", "findItem").partition("fragment")[0]
    facts = FACTS.replace("[results]", '[results]\nfindItem = "getItem"')
    files = generated(tmp_path, GET_ITEM + twin, facts=facts)
    assert "find_item.py" not in files
    assert "FIND_ITEM: Operation[GetItem] = Operation(" in files["operations.py"]
    with pytest.raises(DifferentResultError, match="findItem selects other fields than getItem"):
        generated(tmp_path, GET_ITEM + twin.replace("id kind", "id"), facts=facts)


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        (
            operation("gameData { items { id } }", "getNPCs")
            + operation("gameData { items { id } }", "get_npcs"),
            NameCollisionError,
            "method 'get_npcs'",
        ),
        (
            operation("gameData { items { setIDs set_ids: id } }"),
            NameCollisionError,
            "field 'set_ids'",
        ),
        (
            operation("gameData { items(limit: $timeout) { id } }", variables="($timeout: Int)"),
            UnsupportedOperationError,
            "timeout",
        ),
        (
            operation(
                "gameData { a: items(limit: $aID) { id } b: items(limit: $aId) { id } }",
                variables="($aID: Int, $aId: Int)",
            ),
            UnsupportedOperationError,
            "one name in Python",
        ),
        (
            operation("gameData { items(limit: $limit) { id } }", variables="($limit: Int = 5)"),
            UnsupportedOperationError,
            "drops default values",
        ),
        (
            operation(
                "gameData { item(id: $n) { id } items(limit: $n) { id } }", variables="($n: Int)"
            ),
            ConflictingRulesError,
            r"\$n is ID and Integer\(1, 100\)",
        ),
        ("query getIt { gameData { items { id } } }", ValueError, "has no comment"),
        (operation("rateLimitData { limitPerHour }"), UnknownFactError, "no cache class for"),
        (operation("gameData { items { raw } }"), UnknownFactError, "within a list"),
    ],
)
def test_what_cannot_become_code(
    tmp_path: Path, text: str, error: type[Exception], message: str
) -> None:
    """It fails the build, with a message that says where."""
    with pytest.raises(error, match=message):
        generated(tmp_path, text)


def test_a_mutation_is_no_operation_of_this_client(tmp_path: Path) -> None:
    """Everything is repeated when it fails, which only a query can be."""
    schema = SCHEMA + "type Mutation { drop(id: Int): Int }"
    with pytest.raises(UnsupportedOperationError, match="queries only"):
        generated(tmp_path, GET_ITEM + "# It.\nmutation dropIt { drop(id: 1) }", schema=schema)


@pytest.mark.parametrize(
    ("table", "entry", "message"),
    [
        ("[cache]", '"GameData.itemz" = "game"', "the schema has no GameData.itemz"),
        ("[limits]", '"GameData.items" = [1, 5]', "no operation uses .*GameData.items"),
        ("[cache]", '"GameData.item" = "for ever"', "no such cache class"),
        ("[requires]", 'getItems = [["id"]]', "no such operation"),
        ("[requires]", 'getItem = [["slug"]]', r"no such variable: \$slug"),
        ("[together]", 'getItem = [["itemSlug", "id"]]', r"\$id is always given"),
    ],
)
def test_a_fact_about_nothing_fails_the_build(
    tmp_path: Path, table: str, entry: str, message: str
) -> None:
    """What the schema or the operations do not have can only be a slip, or out of date."""
    with pytest.raises(UnknownFactError, match=message):
        generated(tmp_path, facts=FACTS.replace(table, f"{table}\n{entry}"))
