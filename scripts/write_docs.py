"""Write the parts of the documentation that follow from the code, or check that they do.

These are the pages of methods (`docs/reference/methods/`), the table of faults, the defaults on
the pages of policies, the variables that set policies, and the lists of pages in `docs/llms.txt`
and `docs/how-to/index.md`.
`--check` prints the names of what differs, and exits with 1 if anything does.
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Union, get_args, get_origin

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pydantic import BaseModel  # found by the line above

import esologs
from esologs._layers import POLICIES
from esologs._variables import VARIABLES
from esologs.sandbox.faults import FAULTS, Fault
from scripts.codegen.names import snake
from scripts.navigation import DOCS, ROOT, how_tos, llms

if TYPE_CHECKING:
    from collections.abc import Iterator

AREAS: Final = {
    "guild": ("Guilds", "Guilds, their members, their attendance and their standing."),
    "character": ("Characters", "Characters, their reports and their rankings."),
    "report": ("Reports", "Finding reports, their fights, and what happened in them."),
    "world": ("The world", "Zones, encounters, servers and regions, and their leaderboards."),
    "game": ("Game data", "Abilities, classes, items and other things of the game."),
    "user": ("Users", "Users of ESO Logs. Who the current one is, only a user token can tell."),
    "race": ("Progress race", "The race for a new trial, while there is one."),
    "component": ("Report components", "Scripts that ESO Logs runs over a report."),
    "rate_limit": ("Rate limit", "The account's points."),
}
"""The files of operations/ in the order of their pages, each with its title and one sentence."""

SETTINGS: Final = {
    "attempt": ["AttemptConfig", "LimitsConfig"],
    "authorize": ["TokenConfig"],
    "breaker": ["BreakerConfig"],
    "cache": ["CacheConfig", "MemoryStoreConfig", "SqliteStoreConfig", "RedisStoreConfig"],
    "fleet": ["FleetConfig"],
    "points": ["PointsConfig"],
    "retry": ["RetryConfig", "RetryBudgetConfig"],
    "slots": ["SlotsConfig"],
}
"""The pages of policies that have settings of their own, and whose these are."""

_QUERY: Final = re.compile(r"^query (\w+)", re.MULTILINE)


def areas() -> dict[str, list[str]]:
    """Return the methods of each area, in the order of its file."""
    return {
        area: [
            snake(name)
            for name in _QUERY.findall((ROOT / "operations" / f"{area}.graphql").read_text("utf-8"))
        ]
        for area in AREAS
    }


def result_of(method: str) -> type[BaseModel]:
    """Return the model that a method's answer is."""
    name: str = inspect.signature(getattr(esologs.Client, method)).return_annotation
    model: type[BaseModel] = getattr(esologs, name)
    return model


def _kind(annotation: object) -> tuple[str, type[BaseModel] | None]:
    """Return an annotation as it is read, and the model inside it, if there is one."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is list:
        inner, model = _kind(args[0])
        return f"list[{inner}]", model
    if args and (origin is Union or type(annotation).__name__ == "UnionType"):
        kinds = [_kind(arg) for arg in args if arg is not type(None)]
        names = " | ".join(dict.fromkeys(name for name, _ in kinds))
        optional = " | None" if type(None) in args else ""
        return names + optional, next((model for _, model in kinds if model), None)
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation.__name__, annotation
    return ("JSON", None) if annotation is Any else (getattr(annotation, "__name__", "JSON"), None)


def tree(model: type[BaseModel], depth: int = 0) -> Iterator[str]:
    """Yield the fields of a model and of what is in it, one a line."""
    model.model_rebuild()  # models are built late: until then their annotations are texts
    for name, info in model.model_fields.items():
        kind, inner = _kind(info.annotation)
        yield f"{'  ' * depth}{name}: {kind}"
        if inner is not None:
            yield from tree(inner, depth + 1)


def method_page(area: str, methods: list[str]) -> str:
    """Return the page of one area."""
    title, sentence = AREAS[area]
    parts = [f"# {title}\n\n{sentence}\n"]
    for method in methods:
        result = result_of(method)
        lines = "\n".join(f"    {line}" for line in tree(result))
        parts.append(
            f"::: esologs._generated.async_client.AsyncMethods.{method}\n\n"
            f'??? note "{result.__name__}: what comes back"\n\n'
            f"    ```text\n{lines}\n    ```\n"
        )
    return "\n".join(parts)


def method_index(found: dict[str, list[str]]) -> str:
    """Return the page that leads to the others."""
    prefix = "esologs._generated.async_client.AsyncMethods"
    rows = [
        f"| [{AREAS[area][0]}]({area}.md) | "
        + ", ".join(f"[`{name}`]({area}.md#{prefix}.{name})" for name in methods)
        + " |"
        for area, methods in found.items()
    ]
    total = sum(map(len, found.values()))
    return (
        "# Methods\n\n"
        f"There is a method for each query, {total} in all, the same in `Client` (with `await`) "
        "and `SyncClient`\n(without). Each takes the [options of a call]"
        "(../settings.md#esologs._options.RequestOptions) by name besides its arguments, and "
        "raises\n"
        "[`ApiError`](../errors.md#esologs.errors.ApiError) when ESO Logs was asked and the call "
        "failed, or\n[`RejectedError`](../errors.md#esologs.errors.RejectedError) when nothing "
        "was sent.\n\n"
        "| area | methods |\n| --- | --- |\n" + "\n".join(rows) + "\n"
    )


def fault_table() -> str:
    """Return the table of all faults, a row each."""
    general = {field.name for field in fields(Fault)}
    rows = ["| fault | its own settings | what happens |", "| --- | --- | --- |"]
    for name, kind in FAULTS.items():
        own = ", ".join(
            f"`{field.name}={field.default!r}`"
            for field in fields(kind)
            if field.name not in general
        )
        said = " ".join((inspect.getdoc(kind) or "").partition("\n\n")[0].split())
        said = re.sub(r"\*(\w+)\*", r"`\1`", said)
        rows.append(f"| `{kind.__name__}`<br>`{name}` | {own or '–'} | {said} |")
    return "\n".join(rows)


def variable_table() -> str:
    """Return the variables that set policies, in the order of the configs."""
    rows = ["| variable | sets | default |", "| --- | --- | --- |"]
    for variable in VARIABLES:
        config = POLICIES[variable.policy]
        if variable.field is None:
            is_part = variable.policy == "retry_budget"
            whole = "`RetryConfig.budget`" if is_part else "the whole policy"
            told, default = f"{whole}: `on` or `off`", "the factory's"
        else:
            value = getattr(config(), variable.field)
            off = ", or `off`" if variable.kind.endswith("None") else ""
            told = f"`{config.__name__}.{variable.field}`{off}"
            default = "off" if value is None else f"{value}"
        rows.append(f"| `{variable.name}` | {told} | {default} |")
    return "\n".join(rows)


def defaults_table(owners: list[str]) -> str:
    """Return the rows that the page of all defaults has for the configs named."""
    text = (DOCS / "explanation" / "defaults.md").read_text("utf-8")
    rows = [
        row
        for owner in owners
        for row in re.findall(rf"^\| `{owner}\.\w+` \|.*\|$", text, re.MULTILINE)
    ]
    return "\n".join(["| setting | default | why |", "| --- | --- | --- |", *rows])


def between(text: str, marker: str, content: str) -> str:
    """Return *text* with *content* between the comment that begins with *marker* and its end."""
    pattern = re.compile(rf"(<!-- {marker}: [^>]*-->\n).*?(<!-- end -->)", re.DOTALL)
    changed, count = pattern.subn(lambda match: f"{match[1]}\n{content}\n\n{match[2]}", text)
    if count != 1:
        raise SystemExit(f"one place for {marker} is wanted, found {count}")
    return changed


def wanted() -> dict[Path, str]:
    """Return the text of every file that this script writes."""
    found = areas()
    methods = DOCS / "reference" / "methods"
    faults = DOCS / "how-to" / "faults.md"
    texts = {methods / f"{area}.md": method_page(area, names) for area, names in found.items()}
    texts[methods / "index.md"] = method_index(found)
    texts[faults] = between(faults.read_text("utf-8"), "faults", fault_table())
    environment = DOCS / "how-to" / "environment.md"
    texts[environment] = between(environment.read_text("utf-8"), "variables", variable_table())
    for policy, owners in SETTINGS.items():
        page = DOCS / "resilience" / f"{policy}.md"
        text = page.read_text("utf-8")
        texts[page] = between(text, "defaults", defaults_table(owners))
    how_to = DOCS / "how-to" / "index.md"
    texts[how_to] = between(how_to.read_text("utf-8"), "pages", how_tos(texts))
    texts[DOCS / "llms.txt"] = llms(texts)
    return texts


def main() -> int:
    """Write, or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only")
    check = parser.parse_args().check
    stale = 0
    for path, text in wanted().items():
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale += 1
        print(f"{'differs' if check else 'written'}: {path.relative_to(ROOT)}")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
