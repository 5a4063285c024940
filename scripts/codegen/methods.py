"""The two clients' methods and the operations behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scripts.codegen.models import PACKAGE
from scripts.codegen.names import constant
from scripts.codegen.text import docstring, flowing, item

if TYPE_CHECKING:
    from graphql import GraphQLEnumType

    from scripts.codegen.shapes import Method

_OPTIONS_DOC: Final = (
    "What this call sets for itself, such as `timeout`, `max_retries` or `cache`; "
    "see `RequestOptions`."
)
_INDENT: Final = 8
_WORD: Final = re.compile(r"\w+")


def method_doc(method: Method) -> str:
    """Return a method's docstring: its promise, its arguments, what it raises."""
    parts = [flowing(method.doc, _INDENT)]
    arguments = [
        item(parameter.name, parameter.doc or parameter.variable, _INDENT)
        for parameter in method.parameters
    ]
    arguments.append(item("**options", _OPTIONS_DOC, _INDENT))
    parts.append("\n".join(["Args:", *arguments]))
    raises: list[str] = []
    if method.rules or method.requires or method.together:
        raises.append(
            item(
                "ValidationError",
                "An argument that the API would refuse; nothing was sent.",
                _INDENT,
            )
        )
    if method.reads_report:
        raises.append(item("NotFoundError", "There is no such report.", _INDENT))
    raises.append(item("ApiError", "ESO Logs was asked, and the call failed.", _INDENT))
    raises.append(
        item(
            "RejectedError",
            "Nothing was sent: no time or no points are left, or ESO Logs is down.",
            _INDENT,
        )
    )
    parts.append("\n".join(["Raises:", *raises]))
    return "\n\n".join(parts)


def client_module(
    methods: list[Method], likes: set[str], inputs: set[str], *, is_async: bool
) -> str:
    """Return the text of a client's methods; *likes* and *inputs* are types of arguments."""
    name, base, home = (
        ("AsyncMethods", "AsyncBase", "_base")
        if is_async
        else ("SyncMethods", "SyncBase", "_sync_base")
    )
    kind = "asynchronous" if is_async else "blocking"
    lines = [
        docstring(f"Every operation of the API as a method of the {kind} client.", 0),
        "from __future__ import annotations\n",
        "from typing import TYPE_CHECKING\n",
        f"from esologs.{home} import {base}",
        "from esologs._call import UNSET",
        f"from {PACKAGE} import operations as ops\n",
        "if TYPE_CHECKING:",
        "    from collections.abc import Sequence",
        "    from typing import Unpack",
        "    from esologs._call import UnsetType",
        "    from esologs._options import RequestOptions",
    ]
    used = {
        word
        for method in methods
        for parameter in method.parameters
        for word in _WORD.findall(parameter.annotation)
    }
    lines += [
        f"    from {PACKAGE}.{module} import {', '.join(wanted)}"
        for module, names in (("enums", likes), ("inputs", inputs))
        if (wanted := sorted(used & names))
    ]
    lines += sorted({f"    from {PACKAGE}.{each.module} import {each.result}" for each in methods})
    lines += ["", "", f"class {name}({base}):"]
    lines.append(docstring(f"The {kind} client's methods, one for each operation.", 4))
    for method in methods:
        lines.append(_method(method, is_async=is_async))
    return "\n".join(lines)


def _method(method: Method, *, is_async: bool) -> str:
    parameters = "".join(
        f", {each.name}: {each.annotation}{' = UNSET' if each.optional else ''}"
        for each in method.parameters
    )
    variables = ", ".join(f'"{each.variable}": {each.name}' for each in method.parameters)
    prefix, wait = ("async ", "await ") if is_async else ("", "")
    return (
        f"    {prefix}def {method.name}(self{parameters}, **options: Unpack[RequestOptions]) "
        f"-> {method.result}:\n"
        f"{docstring(method_doc(method), _INDENT)}"
        f"        return {wait}self._call(ops.{constant(method.operation)}, "
        f"{{{variables}}}, options)\n"
    )


def operations_module(methods: list[Method], enums: list[GraphQLEnumType]) -> str:
    """Return the text of the operations: documents, where their models are, and what to check."""
    rules = {rule for method in methods for rule in method.rules.values()}
    limits = sorted(rule for rule in rules if rule.startswith("Integer("))
    choices = {constant(enum.name): enum for enum in enums if constant(enum.name) in rules}
    plain = sorted(rules - set(limits) - set(choices))
    renamed = {
        parameter.variable: parameter.name
        for method in methods
        for parameter in method.parameters
        if parameter.variable != parameter.name
    }
    lines = [
        docstring(
            "Every operation: what is sent, where its model is, and what to check before.", 0
        ),
        "from __future__ import annotations\n",
        "from typing import TYPE_CHECKING\n",
        "from esologs._operation import Operation",
        f"from esologs._rules import {', '.join([*plain, 'Choice', 'Integer'])}\n",
        "if TYPE_CHECKING:",
        *sorted({f"    from {PACKAGE}.{each.module} import {each.result}" for each in methods}),
        "",
        f"ARGUMENTS = {renamed!r}",
        docstring("The Python names of the variables whose name differs.", 0),
    ]
    names = {rule: f"_LIMIT_{rule[8:-1].replace(', ', '_TO_')}" for rule in limits}
    lines += [f"{name} = {rule}" for rule, name in names.items()]
    for name, enum in sorted(choices.items()):
        names[name] = f"_{name}"
        lines.append(f"_{name} = Choice({', '.join(repr(v.value) for v in enum.values.values())})")
    lines.append("")
    for method in methods:
        lines.append(_operation(method, names))
    return "\n".join(lines)


def _operation(method: Method, names: dict[str, str]) -> str:
    options: list[str] = []
    if method.scalar:
        options.append("scalar=True")
    if method.cache != "never":
        options.append(f"cache={method.cache!r}")
    if method.cold:
        options.append(f"cold={method.cold!r}")
    if method.rules:
        rules = ", ".join(
            f'"{name}": {names.get(rule, rule)}' for name, rule in method.rules.items()
        )
        options.append(f"rules={{{rules}}}")
        options.append("arguments=ARGUMENTS")
    if method.requires:
        options.append(f"requires={method.requires!r}")
    if method.together:
        options.append(f"together={method.together!r}")
    positional = [method.operation, method.document, f"{PACKAGE}.{method.module}", method.result]
    arguments = [*map(repr, positional), *options]
    name = f"{constant(method.operation)}: Operation[{method.result}]"
    return f"{name} = Operation({', '.join(arguments)})"
