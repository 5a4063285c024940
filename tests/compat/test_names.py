"""Programs written for esologs-python 0.2.0b1 find every name, and it means the same."""

from __future__ import annotations

import enum
import importlib
from pathlib import Path
from typing import Any, cast, get_args

import pytest
from pydantic import BaseModel

import esologs
from esologs import Model

NAMES = [
    line
    for line in Path(__file__).with_name("names.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]

package: Any = importlib.import_module("esologs")


@pytest.mark.parametrize("name", NAMES)
def test_the_name_is_still_there(name: str) -> None:
    """It can be imported, and it is a class, a function, or a value of the same kind."""
    found = getattr(package, name)
    assert callable(found)
    assert name in package.__all__


def _sample(annotation: Any, *, deep: bool) -> Any:
    """A value that fits an annotation; with *deep*, objects instead of `None`."""
    options = [option for option in get_args(annotation) if option is not type(None)]
    origin = getattr(annotation, "__origin__", None)
    if origin is list:
        return [_sample(options[0], deep=deep)] if deep else []
    if len(options) < len(get_args(annotation)):  # `X | None`
        return _sample(options[0], deep=deep) if deep else None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _filled(annotation)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return next(iter(annotation))
    if options:
        return _sample(options[0], deep=deep)
    plain: dict[object, object] = {int: 1, float: 1.0, str: "x", bool: True}
    return plain.get(cast("object", annotation), {"any": "JSON"})


def _filled(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON of a whole object: every field there, every list with one entry."""
    model.model_rebuild()
    return {
        field.alias or name: _sample(field.annotation, deep=True)
        for name, field in model.model_fields.items()
    }


def _objects(value: Any, path: str) -> dict[str, Any]:
    """Every object in a result by the name that the way to it makes."""
    if isinstance(value, list):
        found: dict[str, Any] = {}
        for entry in cast("list[object]", value):
            found |= _objects(entry, path)
        return found
    if not isinstance(value, Model):
        return {}
    found = {path: value}
    for name in type(value).model_fields:
        pascal = "".join(part[:1].upper() + part[1:] for part in name.split("_"))
        found |= _objects(getattr(value, name), path + pascal)
    return found


def test_a_name_by_path_is_the_class_of_the_object_there() -> None:
    """`GetGuildByIdGuildDataGuildServer` is the class of `result.guild_data.guild.server`."""
    roots = [
        name
        for name in NAMES
        if name.startswith("Get") and issubclass(getattr(package, name), esologs.OperationResult)
    ]
    by_path: dict[str, Any] = {}
    for root in roots:
        result = getattr(package, root).model_validate(_filled(getattr(package, root)))
        by_path |= _objects(result, root)
    assert len(roots) == 39
    for name in (name for name in NAMES if name.startswith("Get")):
        assert isinstance(by_path[name], getattr(package, name)), name


def test_what_bore_another_name_is_the_same_thing() -> None:
    """The client and the models can be told by their bases, as before."""
    assert issubclass(esologs.Client, esologs.AsyncBaseClient)
    assert issubclass(esologs.GetGuildById, esologs.BaseModel)
    assert issubclass(esologs.GraphQLClientHttpError, esologs.GraphQLClientError)
    assert issubclass(esologs.GraphQLClientGraphQLMultiError, esologs.GraphQLClientError)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name fails as for any module, and so does what tools look for."""
    with pytest.raises(AttributeError, match="GetGuildByIdd"):
        getattr(package, "GetGuildByIdd")  # noqa: B009  (a checker would refuse the attribute)
    assert not hasattr(package, "__wrapped__")
