"""Write `esologs/_generated/` from schema.graphql and operations/, or check that it is up to date.

`scripts/generate.py` writes; `scripts/generate.py --check` compares the complete
sets of files, prints what differs and exits with 1 if anything does.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.codegen.build import Sources, build  # noqa: E402  (the line above makes it findable)

SOURCES = Sources(
    schema=ROOT / "schema.graphql",
    operations=ROOT / "operations",
    facts=ROOT / "scripts" / "codegen" / "facts.toml",
)
TARGET = ROOT / "esologs" / "_generated"


def present(target: Path) -> dict[str, str]:
    """Return the files below *target* by name, without what Python itself leaves there."""
    return {
        str(path.relative_to(target)): path.read_text("utf-8")
        for path in sorted(target.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def differences(wanted: dict[str, str], found: dict[str, str]) -> str:
    """Return what is missing, stale or different, as one text; empty when nothing is."""
    lines: list[str] = []
    for name in sorted(wanted.keys() | found.keys()):
        if name not in found:
            lines.append(f"missing: {name}")
        elif name not in wanted:
            lines.append(f"stale: {name} is no longer generated")
        elif wanted[name] != found[name]:
            lines += difflib.unified_diff(
                found[name].splitlines(),
                wanted[name].splitlines(),
                f"{name} (as it is)",
                f"{name} (as generated)",
                lineterm="",
            )
    return "\n".join(lines)


def write(wanted: dict[str, str], target: Path) -> None:
    """Make *target* hold *wanted* and nothing else."""
    target.mkdir(exist_ok=True)
    found = present(target)
    for name in found.keys() - wanted.keys():
        (target / name).unlink()
    for name, text in wanted.items():
        if found.get(name) != text:
            (target / name).write_text(text, "utf-8")


def main() -> int:
    """Run the command; the result is the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare only; exit with 1 if stale")
    arguments = parser.parse_args()
    wanted = build(SOURCES)
    if not arguments.check:
        write(wanted, TARGET)
        return 0
    difference = differences(wanted, present(TARGET))
    if difference:
        print(difference)
        print("esologs/_generated is out of date: run scripts/generate.py", file=sys.stderr)
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main())
