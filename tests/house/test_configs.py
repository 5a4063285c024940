"""How settings look: frozen, by name, checked when they are made."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.house.files import name_of, tree_of, written_modules

if TYPE_CHECKING:
    from collections.abc import Iterator

DATACLASS = "dataclass(frozen=True, slots=True, kw_only=True)"


def configs() -> Iterator[tuple[str, ast.ClassDef]]:
    """Every class of settings, with where it stands."""
    for path in written_modules():
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef) and node.name.endswith("Config"):
                yield f"{name_of(path)}:{node.name}", node


CONFIGS = dict(configs())


@pytest.mark.parametrize("name", CONFIGS)
def test_a_config_is_frozen_and_takes_its_fields_by_name(name: str) -> None:
    """It can be shared between clients and threads, and a new field breaks no call."""
    assert [ast.unparse(one) for one in CONFIGS[name].decorator_list] == [DATACLASS]


@pytest.mark.parametrize("name", CONFIGS)
def test_a_config_refuses_what_can_never_work(name: str) -> None:
    """It looks at its values when it is made, not when a call first needs them."""
    methods = [node.name for node in CONFIGS[name].body if isinstance(node, ast.FunctionDef)]
    assert "__post_init__" in methods


@pytest.mark.parametrize("name", CONFIGS)
def test_a_duration_is_a_float(name: str) -> None:
    """Seconds have fractions; what ends in `_ms` is the API's, and no setting."""
    for field in CONFIGS[name].body:
        if isinstance(field, ast.AnnAssign):
            assert isinstance(field.target, ast.Name)
            assert not field.target.id.endswith(("_ms", "_seconds", "_secs")), field.target.id
            if field.target.id.endswith(("timeout", "wait", "pause", "lifetime")):
                assert "float" in ast.unparse(field.annotation), field.target.id
