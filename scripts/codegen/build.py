"""From schema, operations and facts to the files of `esologs/_generated/`, as text."""

from __future__ import annotations

import contextlib
import io
import tempfile
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ariadne_codegen import main as upstream

from scripts.codegen import exports, methods, models
from scripts.codegen.documents import comment, minified
from scripts.codegen.facts import Facts
from scripts.codegen.harvest import Harvest, RawMethod
from scripts.codegen.metadata import annotate
from scripts.codegen.names import Register, pascal, snake
from scripts.codegen.shapes import Method, Parameter, UpstreamChangedError, annotation_text
from scripts.codegen.text import BANNER, formatted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graphql import GraphQLSchema


class DifferentResultError(Exception):
    """Two operations shall share a model, but select different fields."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What code is generated from."""

    schema: Path
    operations: Path
    facts: Path


def build(sources: Sources) -> dict[str, str]:
    """Return the generated files by name. The same sources give the same text."""
    harvest = _harvest(sources)
    assert harvest.schema is not None
    facts = Facts.load(sources.facts)
    facts.check_against(harvest.schema)
    found = models.Models(harvest)
    every = [_method(raw, harvest, harvest.schema, facts) for raw in harvest.methods]
    facts.check_used({method.operation for method in every})
    _share_results(every, facts, found)
    every.sort(key=lambda method: method.name)

    python: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    fragments = found.of_fragments()
    python["fragments.py"] = found.module(
        fragments, {}, "The models that several operations share, each named after its fragment."
    )
    names["fragments"] = [model.name for model in fragments]
    for method in every:
        if method.result != pascal(method.operation):
            continue
        own = found.of(method.operation)
        own[0].doc = method.doc
        aliases = found.paths(method.result)
        doc = f"What `{method.name}` returns."
        python[f"{method.module}.py"] = found.module(own, aliases, doc)
        names[method.module] = [*(model.name for model in own), *aliases]
    enums = sorted(harvest.enums, key=lambda enum: enum.name)
    inputs = sorted(harvest.inputs, key=lambda model: model.name)
    python["enums.py"] = models.enums_module(enums)
    python["inputs.py"] = models.inputs_module(inputs)
    names["enums"] = [name for enum in enums for name in (enum.name, f"{enum.name}Like")]
    names["inputs"] = [model.name for model in inputs]
    names = {module: owned for module, owned in names.items() if owned}
    _check_unique(names)
    python["names.py"] = exports.names_module(harvest.api_names)
    python["operations.py"] = methods.operations_module(every, enums)
    likes = {f"{enum.name}Like" for enum in enums}
    for name, is_async in (("async_client.py", True), ("sync_client.py", False)):
        python[name] = methods.client_module(
            every, likes, set(names.get("inputs", ())), is_async=is_async
        )
    python["__init__.py"] = exports.init_module(names)
    schema = f"{BANNER}\n\n{sources.schema.read_text('utf-8')}"
    return {**formatted(python), "schema.graphql": schema}


def _harvest(sources: Sources) -> Harvest:
    """Run upstream; what it writes goes to a folder that is thrown away."""
    harvest = Harvest()
    with tempfile.TemporaryDirectory() as place:
        settings: dict[str, Any] = {
            "schema_path": str(sources.schema),
            "queries_path": str(sources.operations),
            "target_package_path": place,
            "plugins": ["scripts.codegen.plugin.EsoLogsPlugin"],
            "include_comments": "none",
            "include_typename": False,
            "multipart_uploads": False,
            "esologs": {"harvest": harvest},
        }
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            # Deprecated parts of the schema are ours to describe, not to be told of.
            warnings.simplefilter("ignore", DeprecationWarning)
            run: Callable[[dict[str, Any]], None] = getattr(upstream, "client")  # noqa: B009  (it is untyped)
            run({"tool": {"ariadne-codegen": settings}})
    if not harvest.methods or len(harvest.methods) != len(harvest.documents):
        raise UpstreamChangedError("not every operation came with its document")
    return harvest


def _method(raw: RawMethod, harvest: Harvest, schema: GraphQLSchema, facts: Facts) -> Method:
    assert raw.definition.name is not None
    operation = raw.definition.name.value
    doc, notes = comment(raw.definition)
    if not doc:
        raise ValueError(f"{operation} has no comment above it: what does it promise?")
    likes = {enum.name: f"{enum.name}Like" for enum in harvest.enums}
    nodes = {argument.arg: argument.annotation for argument in raw.arguments.args}
    required = len(raw.arguments.args) - len(raw.arguments.defaults) - 1  # self
    parameters: list[Parameter] = []
    variables = dict(raw.variables)
    for number, argument in enumerate(raw.arguments.args[1:]):
        annotation, _ = annotation_text(nodes[argument.arg], sequence="Sequence", renames=likes)
        variable = variables[argument.arg]
        parameters.append(
            Parameter(argument.arg, variable, annotation, number >= required, notes.get(variable))
        )
    text = harvest.documents[operation]
    method = Method(
        raw.name, operation, minified(text), raw.result, snake(operation), parameters, doc
    )
    annotate(method, raw.definition, text, schema, facts)
    return method


def _share_results(every: list[Method], facts: Facts, found: models.Models) -> None:
    by_operation = {method.operation: method for method in every}
    for operation, other in facts.results.items():
        method, model = by_operation[operation], by_operation[other]
        if found.signature(method.result) != found.signature(model.result):
            raise DifferentResultError(f"{operation} selects other fields than {other}")
        method.result, method.module = model.result, model.module


def _check_unique(names: dict[str, list[str]]) -> None:
    taken = Register("name")
    for module, owned in names.items():
        for name in owned:
            taken.claim(name, module)
