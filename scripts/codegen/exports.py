"""What the package offers by name, and where each name is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.models import PACKAGE
from scripts.codegen.text import BANNER, docstring

if TYPE_CHECKING:
    from scripts.codegen.names import Register


def init_module(names: dict[str, list[str]]) -> str:
    """Return the text of the package's `__init__`: names by module, imported by nobody yet."""
    lines = [
        BANNER,
        docstring(
            "The generated names, and the modules they are in; importing this imports none of them.", 0
        ),
        "# Not typing's: importing that would cost more than all else here. Checkers know the name.",
        "TYPE_CHECKING = False",
        "if TYPE_CHECKING:",
    ]
    for module, owned in sorted(names.items()):
        lines.append(f"    from {PACKAGE}.{module} import {', '.join(sorted(owned))}")
    lines.append("\nMODULES = {")
    for module, owned in sorted(names.items()):
        lines.append(f"    {module!r}: {tuple(sorted(owned))!r},")
    lines.append("}")
    lines.append(docstring("Names by module.", 0))
    lines.append(f"__all__ = {sorted(name for owned in names.values() for name in owned)!r}")
    return "\n".join(lines) + "\n"


def names_module(api_names: Register) -> str:
    """Return the text of the table from a field's Python name to the API's own."""
    table = {name: owner for name, owner in api_names.items() if name != owner}
    doc = docstring("The API's own names of fields, by their Python names, where they differ.", 0)
    return f"{BANNER}{doc}\nAPI_NAMES = {table!r}\n"
