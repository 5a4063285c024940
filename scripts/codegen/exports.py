"""What the package offers by name, and where each name is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scripts.codegen.models import PACKAGE
from scripts.codegen.text import docstring

if TYPE_CHECKING:
    from scripts.codegen.names import Register


_PLACE_OF: Final = '''
def place_of(name: str) -> str | None:
    """Return where in this package's parent *name* is to be imported from."""
    for module, names in MODULES.items():
        if name in names:
            return f"_generated.{module}"
    return None
'''


def init_module(names: dict[str, list[str]]) -> str:
    """Return the text of the package's `__init__`: names by module, imported by nobody yet."""
    doc = "The generated names, and the modules they are in; importing this imports none of them."
    imports = [
        f"    from {PACKAGE}.{module} import {', '.join(sorted(owned))}"
        for module, owned in sorted(names.items())
    ]
    table = {module: tuple(sorted(owned)) for module, owned in sorted(names.items())}
    lines = [
        docstring(doc, 0),
        "from __future__ import annotations\n",
        "# Not typing's: importing that would cost more than all else here.",
        "TYPE_CHECKING = False",
        "if TYPE_CHECKING:",
        *imports,
        f"\nMODULES: dict[str, tuple[str, ...]] = {table!r}",
        docstring("Names by module.", 0),
        f"__all__ = {sorted(name for owned in names.values() for name in owned)!r}",
        _PLACE_OF,
    ]
    return "\n".join(lines)


def names_module(api_names: Register) -> str:
    """Return the text of the table from a field's Python name to the API's own."""
    table = {name: owner for name, owner in api_names.items() if name != owner}
    doc = docstring("The API's own names of fields, by their Python names, where they differ.", 0)
    return f"{doc}\nAPI_NAMES: dict[str, str] = {table!r}\n"
