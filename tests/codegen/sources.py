"""A small API to generate code from, for tests that break one thing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.build import Sources, build

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = '''
type Query { gameData: GameData, rateLimitData: RateLimitData }
type GameData {
  """One item. Null if there is none."""
  item(
    """The id that `itemSlug` cannot replace."""
    id: Int
    "Its slug."
    itemSlug: String
  ): Item
  items(limit: Int, kind: ItemKind): [Item]
}
"A thing."
type Item { id: Int!, setIDs: [Int], kind: ItemKind, maker: Maker!, raw: JSON }
type Maker { name: String! }
type RateLimitData { limitPerHour: Int!, pointsSpentThisHour: Float!, pointsResetIn: Int! }
enum ItemKind { Sword, Bow @deprecated(reason: "Out of use.") }
scalar JSON
'''
FACTS = """
[results]
[limits]
default = [1, 100]
[ids]
positive = ["GameData.item.id"]
fights = []
[codes]
arguments = []
[cold]
fields = ["Item.raw"]
[cache]
"Query.gameData" = "game"
[requires]
[together]
"""
GET_ITEM = """
# One item.
#
# The whole of it.
# $itemSlug: How the site's addresses spell it.
query getItem($id: Int!, $itemSlug: String) {
  gameData { item(id: $id, itemSlug: $itemSlug) { id kind ...Made } }
}
fragment Made on Item { setIDs maker { name } raw }
"""


def generated(
    place: Path, operations: str = GET_ITEM, *, schema: str = SCHEMA, facts: str = FACTS
) -> dict[str, str]:
    """Generate code from these texts, below *place*."""
    (place / "operations").mkdir(exist_ok=True)
    (place / "operations" / "all.graphql").write_text(operations, "utf-8")
    (place / "schema.graphql").write_text(schema, "utf-8")
    (place / "facts.toml").write_text(facts, "utf-8")
    return build(Sources(place / "schema.graphql", place / "operations", place / "facts.toml"))
