"""A report in words: a head line with the counts, then one line for each cause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esologs.startup.report import ComponentReport, StartupReport

# So many components of one cause are named; of more, three are.
_NAMED: Final = 5
_NAMED_OF_MANY: Final = 3
_CAUSE: Final = 300
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{4,}")
# What somebody has to correct in a program is at a line of it.
_OF_THE_CODE: Final = frozenset({"bug", "cancelled"})


def summary(report: StartupReport, limit: int | None) -> str:
    """Return the head line and a line for each cause, within *limit* characters."""
    return _cut([_head(report), *(_line(group) for group in _causes(report))], limit)


def leaves_out(report: StartupReport, limit: int | None) -> bool:
    """Whether the summary within *limit* lacks a name or a part of a cause."""
    whole = summary(report, None)
    if limit is not None and len(whole) > limit:
        return True
    groups = _causes(report)
    return any(len(group) > _NAMED or len(group[0].cause) > _CAUSE for group in groups)


def full(report: StartupReport) -> str:
    """Return every component with all that is known of it."""
    lines = [_head(report)]
    for component in sorted(report.missing, key=_rank):
        lines += ["", *_details(component)]
    recovered = [part.name for part in report.components if part.status == "recovered"]
    if recovered:
        lines += ["", f"recovered: {', '.join(recovered)}"]
    loaded = [part.name for part in report.components if part.status == "loaded"]
    if loaded:
        lines += ["", f"loaded: {', '.join(loaded)}"]
    return "\n".join(lines)


def _head(report: StartupReport) -> str:
    total, missing = len(report.components), len(report.missing)
    recovered = sum(part.status == "recovered" for part in report.components)
    loaded = total - missing - recovered
    if not missing:
        state = f"{total} component{'s' if total != 1 else ''} loaded in {report.seconds:.1f} s"
        return f"{report.name}: recovered: {state}" if recovered else f"{report.name}: {state}"
    parts = [
        f"{count} {status}"
        for status in ("failed", "pending", "skipped")
        if (count := sum(part.status == status for part in report.components))
    ]
    parts += [f"{recovered} recovered"] if recovered else []
    said = ", ".join([*parts, f"{loaded} loaded"])
    counts = f"{missing} of {total} components not loaded ({said}; {report.seconds:.1f} s)"
    return f"{report.name}: {counts}"


def _rank(component: ComponentReport) -> tuple[bool, bool]:
    # What stops the application first, what follows from something else last.
    return (not component.critical, component.status == "skipped")


def _causes(report: StartupReport) -> list[list[ComponentReport]]:
    groups: dict[object, list[ComponentReport]] = {}
    for component in sorted(report.missing, key=_rank):
        said = _ADDRESS.sub("0x…", component.cause.replace(component.name, "…"))
        key = (component.critical, component.status, component.kind, component.because_of, said)
        groups.setdefault(key, []).append(component)
    return list(groups.values())


def _line(group: Sequence[ComponentReport]) -> str:
    first = group[0]
    names = [component.name for component in group]
    if len(names) > _NAMED:
        names = [*names[:_NAMED_OF_MANY], f"{len(names) - _NAMED_OF_MANY} more"]
    times = f"×{len(group)} " if len(group) > 1 else ""
    line = f"- {'CRITICAL ' if first.critical else ''}{times}{', '.join(names)}: "
    if first.because_of is not None:
        return line + f"skipped, it needs {first.because_of}"
    cause = " ".join(first.cause.split())
    if len(cause) > _CAUSE:
        cause = cause[: _CAUSE - 1] + "…"
    line += f"[{first.kind}] {cause}" if first.kind else cause
    where = {component.where for component in group}
    if first.kind in _OF_THE_CODE and first.where and len(where) == 1:
        line += f", raised at {first.where}"
    if len({part.attempts for part in group}) == 1 and first.attempts > 1:
        line += f" ({first.attempts} attempts)"
    if first.next_step:
        line += f" → {first.next_step}"
    return line


def _details(component: ComponentReport) -> list[str]:
    about = [
        ("error", component.cause),
        ("raised", component.where),
        ("kind", component.kind),
        ("needs", component.because_of),
        ("hint", component.hint),
        ("next", component.next_step),
    ]
    attempts = f"{component.attempts} in {component.seconds:.1f} s"
    if component.waits:
        attempts += f", with {', '.join(f'{wait:.1f}' for wait in component.waits)} s between them"
    about.append(("attempts", attempts))
    critical = ", critical" if component.critical else ""
    head = f"{component.name} ({component.status}{critical})"
    return [head, *(f"  {name}: {said}" for name, said in about if said)]


def _cut(lines: Sequence[str], limit: int | None) -> str:
    text = "\n".join(lines)
    if limit is None or len(text) <= limit:
        return text
    for kept in range(len(lines) - 1, 0, -1):
        text = "\n".join([*lines[:kept], f"… and {len(lines) - kept} more"])
        if len(text) <= limit:
            return text
    return lines[0][: max(0, limit - 1)] + "…"
