"""What upstream's syntax trees boil down to here: classes with fields, methods with parameters."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field


@dataclass(slots=True)
class Field:
    """One field of a model: its annotation as text, its description from the schema."""

    name: str
    annotation: str
    optional: bool
    doc: str | None = None


@dataclass(slots=True)
class Class:
    """One model. *fields* are its own; those of its bases (fragments) come before them."""

    name: str
    bases: list[str]
    fields: list[Field] = field(default_factory=list[Field])
    doc: str | None = None

    @property
    def is_only_a_name(self) -> bool:
        """Whether the class adds nothing to its single base."""
        return not self.fields and len(self.bases) == 1


@dataclass(slots=True)
class Parameter:
    """One parameter of a method; an optional one defaults to `UNSET`."""

    name: str
    variable: str
    annotation: str
    optional: bool
    doc: str | None = None


@dataclass(slots=True)
class Method:
    """One operation, as both clients have it."""

    name: str
    operation: str
    document: str
    result: str
    module: str
    parameters: list[Parameter]
    doc: str
    scalar: bool = False
    reads_report: bool = False
    cache: str = "never"
    cold: tuple[str, ...] = ()
    rules: dict[str, str] = field(default_factory=dict[str, str])
    requires: tuple[tuple[str, ...], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()


class UpstreamChangedError(Exception):
    """ariadne-codegen hands over something else than it did: read its changes, then adapt."""


def annotation_text(
    node: ast.expr | None, *, sequence: str, renames: dict[str, str]
) -> tuple[str, bool]:
    """Return upstream's annotation in today's spelling, and whether it allows `None`.

    Upstream writes `Optional[List["Name"]]`, with the quotes inside the name.
    *sequence* is what a list becomes; *renames* replaces names.
    """
    match node:
        case ast.Name(id="Any"):
            return "Any", False
        case ast.Name(id=name):
            bare = name.strip("\"'")
            return renames.get(bare, bare), False
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
            text, _ = annotation_text(inner, sequence=sequence, renames=renames)
            return f"{text} | None", True
        case ast.Subscript(value=ast.Name(id="list" | "List"), slice=inner):
            text, _ = annotation_text(inner, sequence=sequence, renames=renames)
            return f"{sequence}[{text}]", False
        case ast.Subscript(value=ast.Name(id="Union"), slice=ast.Tuple(elts=parts)):
            texts = [annotation_text(part, sequence=sequence, renames=renames) for part in parts]
            return " | ".join(text for text, _ in texts), any(none for _, none in texts)
        case _:
            shown = "nothing" if node is None else ast.unparse(node)
            raise UpstreamChangedError(f"an annotation of a new kind: {shown}")
