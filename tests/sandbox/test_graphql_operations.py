"""Every operation that the client ships is answered, with every argument it has."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from graphql import DocumentNode, FragmentDefinitionNode, OperationDefinitionNode, parse, print_ast

from esologs._call import Points
from esologs.sandbox.graphql import Context, Executor
from esologs.sandbox.graphql.cost import cost

OPERATIONS: Final = Path(__file__).parents[2] / "operations"
EXECUTOR: Final = Executor(0)
CONTEXT: Final = Context(0, 0, points=Points(limit=3600, spent=1.0, resets_in=60), user_id=1)
REPORT: Final = next(
    row.code for row in EXECUTOR.world.reports.all if row.guild and row.guild.id == 3468
)
# A value for each variable by its name, in lower case; a name means the same everywhere.
VALUES: Final[dict[str, Any]] = {
    "characterid": 20_011,
    "code": REPORT,
    "competitionid": 1,
    "contents": "nothing",
    "encounterid": 30,
    "expansionid": 4,
    "fightids": [2],
    "guildid": 3_468,
    "key": "pulls-of-the-evening",
    "name": "Nobody",
    "regionid": 1,
    "reportcode": REPORT,
    "serverid": 1,
    "serverregion": "na",
    "serverslug": "megaserver",
    "subregionid": 1,
    "userid": 1,
    "zoneid": 12,
}
IDS: Final = {"getAbility": 123, "getClass": 3, "getCharacterById": 20_011}


def operations() -> dict[str, str]:
    """The text of each operation with the fragments that it may spread."""
    definitions: list[Any] = [
        definition
        for path in sorted(OPERATIONS.glob("*.graphql"))
        for definition in parse(path.read_text("utf-8")).definitions
    ]
    fragments = {
        row.name.value: row for row in definitions if isinstance(row, FragmentDefinitionNode)
    }
    found: dict[str, str] = {}
    for row in definitions:
        if isinstance(row, OperationDefinitionNode) and row.name is not None:
            text = print_ast(row)
            wanted: list[str] = []
            grown = True
            while grown:
                more = [name for name in fragments if f"...{name}" in text and name not in wanted]
                grown = bool(more)
                wanted += more
                text = "\n".join([text, *(print_ast(fragments[name]) for name in more)])
            found[row.name.value] = text
    return found


ALL: Final = operations()


def variables_of(name: str) -> dict[str, Any]:
    """A value for each of the operation's variables that has one."""
    document: DocumentNode = parse(ALL[name])
    [operation] = [row for row in document.definitions if isinstance(row, OperationDefinitionNode)]
    names = [row.variable.name.value for row in operation.variable_definitions or ()]
    values = {key: VALUES[key.lower()] for key in names if key.lower() in VALUES}
    if "id" in names:
        values["id"] = IDS.get(name, 1)
    return values


def test_the_operations_are_here() -> None:
    """The folder is found, and holds what users call."""
    assert {"getGuildById", "getReportEvents", "getProgressRace"} <= set(ALL)


@pytest.mark.parametrize("name", sorted(ALL))
def test_the_operation_is_answered(name: str) -> None:
    """It is valid, runs without an error, and costs at least the base."""
    answer = EXECUTOR.execute(ALL[name], variables_of(name), name, CONTEXT)

    assert "errors" not in answer, answer["errors"]
    assert list(answer["data"])
    assert 1 <= cost(ALL[name], variables_of(name), name) < 50
