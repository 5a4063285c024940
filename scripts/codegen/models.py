"""The modules that hold models: one an operation, one for all fragments, enums and inputs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scripts.codegen.names import Register, pascal
from scripts.codegen.text import docstring, flowing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphql import GraphQLEnumType

    from scripts.codegen.harvest import Harvest
    from scripts.codegen.shapes import Class

PACKAGE: Final = "esologs._generated"

_WORD: Final = re.compile(r"\w+")
_NOT_GENERATED: Final = {
    "Annotated", "Any", "InputModel", "LEFT_FIRST", "Model", "None", "OperationResult",
    "bool", "float", "int", "list", "str",
}  # fmt: skip


class Models:
    """All result models, each under its own name and under the path that leads to it.

    A fragment serves many operations, so its classes are named after it. Programs
    also know an object by the way to it: `GetGuildByIdGuildDataGuildServer`. Both
    names mean the same class.
    """

    def __init__(self, harvest: Harvest) -> None:
        self._owner = {
            model.name: owner for owner, models in harvest.classes.items() for model in models
        }
        self._fragments = harvest.fragments
        self._classes = {
            model.name: model for models in harvest.classes.values() for model in models
        }
        # `class X(Fragment): pass` is but another name of the fragment.
        self._same = {
            name: model.bases[0]
            for name, model in self._classes.items()
            if model.is_only_a_name and model.bases[0] in self._fragments
        }
        for model in self._classes.values():
            model.bases = [self._same.get(base, base) for base in model.bases]
            for field in model.fields:
                field.annotation = self._resolved(field.annotation)

    def resolve(self, name: str) -> str:
        """Return the class that *name* stands for."""
        while name in self._same:
            name = self._same[name]
        return name

    def _resolved(self, annotation: str) -> str:
        return _WORD.sub(lambda match: self.resolve(match[0]), annotation)

    def of(self, owner: str) -> list[Class]:
        """Return the classes that belong to an operation, outermost first."""
        root = pascal(owner)
        names = dict.fromkeys([root, *(target for _, target in self._walk(root, root))])
        return [self._classes[name] for name in names if self._owner[name] == owner]

    def of_fragments(self) -> list[Class]:
        """Return the classes of all fragments by name, but every base before what builds on it."""
        done: dict[str, Class] = {}

        def place(name: str) -> None:
            if name in self._same or not self.is_fragment(name):
                return
            for base in self._classes[name].bases:
                if base in self._classes:
                    place(base)
            done.setdefault(name, self._classes[name])

        for name in sorted(self._classes):
            place(name)
        return list(done.values())

    def is_fragment(self, name: str) -> bool:
        """Whether the class *name* stands in the fragments' module."""
        return pascal(self._owner[name]) in self._fragments

    def signature(self, root: str) -> tuple[object, ...]:
        """Return what tells two results apart: every field on every path, whatever its class."""
        return tuple(
            sorted(
                (path.removeprefix(root), what)
                for path, what in self._walk(root, root, leaves=True)
            )
        )

    def paths(self, root: str) -> dict[str, str]:
        """Return the names by path below *root* that are not names of classes themselves."""
        names = Register("class")
        for path, target in self._walk(root, root):
            if path != target:
                names.claim(path, target)
        return dict(names.items())

    def _walk(self, path: str, name: str, *, leaves: bool = False) -> Iterable[tuple[str, str]]:
        for field_name, annotation in self._fields(name):
            below = path + pascal(field_name)
            targets = [word for word in _WORD.findall(annotation) if word in self._classes]
            for target in targets:
                if not leaves:
                    yield below, target
                yield from self._walk(below, target, leaves=leaves)
            if leaves and not targets:
                yield below, annotation

    def _fields(self, name: str) -> Iterable[tuple[str, str]]:
        model = self._classes[name]
        for base in model.bases:
            if base in self._classes:
                yield from self._fields(base)
        yield from ((field.name, field.annotation) for field in model.fields)

    def module(self, classes: list[Class], aliases: dict[str, str], doc: str) -> str:
        """Return the text of a module with *classes* and then *aliases*."""
        own = {model.name for model in classes}
        foreign = (_names_used_by(classes) | set(aliases.values())) - own - _NOT_GENERATED
        fragments = sorted(name for name in foreign if name in self._classes)
        enums = sorted(foreign.difference(fragments))
        assert all(self.is_fragment(name) for name in fragments), fragments
        lines = [
            docstring(doc, 0),
            "from __future__ import annotations\n",
            "from typing import Annotated, Any\n",
            "from esologs._models import LEFT_FIRST, Model, OperationResult\n",
        ]
        lines += [f"from {PACKAGE}.enums import {', '.join(enums)}\n"] if enums else []
        lines += [f"from {PACKAGE}.fragments import {', '.join(fragments)}\n"] if fragments else []
        lines += [class_text(model) for model in classes]
        if aliases:
            lines.append("# The same classes by the path that leads to them.")
            lines += [f"{name} = {target}" for name, target in sorted(aliases.items())]
        return "\n".join(lines)


def _names_used_by(classes: list[Class]) -> set[str]:
    annotations = {field.annotation for model in classes for field in model.fields}
    used = {word for annotation in annotations for word in _WORD.findall(annotation)}
    return used | {base for model in classes for base in model.bases}


def class_text(model: Class) -> str:
    """Return the definition of *model*."""
    text = f"class {model.name}({', '.join(model.bases)}):\n"
    if model.doc:
        text += docstring(flowing(model.doc, 4), 4) + "\n"
    for field in model.fields:
        text += f"    {field.name}: {field.annotation}{' = None' if field.optional else ''}\n"
        if field.doc:
            text += docstring(flowing(field.doc, 4), 4)
    return text if model.doc or model.fields else text + "    pass\n"


def enums_module(enums: list[GraphQLEnumType]) -> str:
    """Return the text of the enums and of the types of arguments that take one or its string."""
    text = docstring("The API's enums. Where one is expected, its plain string does as well.", 0)
    text += "from enum import StrEnum\nfrom typing import Literal, TypeAlias\n"
    for enum in enums:
        text += f"\n\nclass {enum.name}(StrEnum):\n"
        text += docstring(flowing(enum.description or enum.name, 4), 4) + "\n"
        for name, value in enum.values.items():
            text += f"    {name} = {value.value!r}\n"
            doc = value.description or ""
            if value.deprecation_reason:
                doc = f"{doc}\n\nDeprecated: {value.deprecation_reason}"
            if doc.strip():
                text += docstring(flowing(doc, 4), 4)
        values = ", ".join(repr(value.value) for value in enum.values.values())
        text += f"\n\n{enum.name}Like: TypeAlias = {enum.name} | Literal[{values}]\n"
        text += docstring(f"A `{enum.name}`, or its string.", 0)
    return text


def inputs_module(inputs: list[Class]) -> str:
    """Return the text of the input objects."""
    own = {model.name for model in inputs}
    likes = sorted(_names_used_by(inputs) - own - _NOT_GENERATED)
    lines = [
        docstring("The API's input objects: arguments that have fields of their own.", 0),
        "from __future__ import annotations\n",
        "from esologs._models import InputModel\n",
    ]
    lines += [f"from {PACKAGE}.enums import {', '.join(likes)}\n"] if likes else []
    return "\n".join([*lines, *map(class_text, inputs)])
