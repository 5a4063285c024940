"""The smoke tests of an installed wheel; runs inside the clean environment, by its Python.

`bare`: the package and what it needs, and prints their size in MB. `full`: every extra,
with a first call on the sandbox by both clients.
"""

from __future__ import annotations

import asyncio
import importlib.metadata
import importlib.resources
import subprocess
import sys
from pathlib import Path

DEVELOPMENT = {"ariadne-codegen", "graphql-core", "hypothesis", "mypy", "pytest", "ruff"}


def names() -> set[str]:
    """Every distribution of this environment."""
    return {dist.name.lower() for dist in importlib.metadata.distributions()}


def megabytes() -> float:
    """The size of what is installed: the package and its dependencies, without installers."""
    total = 0
    for dist in importlib.metadata.distributions():
        if dist.name.lower() not in {"pip", "setuptools", "uv", "wheel"}:
            files = {Path(str(file.locate())) for file in dist.files or () if file.suffix != ".pyc"}
            total += sum(path.stat().st_size for path in files if path.is_file())
    return total / 1e6


def bare() -> None:
    """The package alone: it imports, it is typed, it says what it lacks, it brings no tools."""
    import esologs

    home = Path(esologs.__file__).resolve()
    assert Path(sys.prefix).resolve() in home.parents, f"imported from the wrong place: {home}"
    files = importlib.resources.files("esologs")
    assert files.joinpath("py.typed").is_file()
    assert "type Query" in files.joinpath("_generated/schema.graphql").read_text("utf-8")
    assert not names() & DEVELOPMENT, names() & DEVELOPMENT
    everything: dict[str, object] = {}
    exec("from esologs import *", everything)  # noqa: S102 - every public name, as a program gets it
    assert len(everything) > 100, sorted(everything)
    refusal = ""
    try:
        esologs.create_resilient_client()
    except esologs.MissingCredentialsError as error:
        refusal = str(error)
    assert "ESOLOGS_ID" in refusal, "a client without credentials was made"
    print(f"{megabytes():.1f}")


def full() -> None:
    """With the extras: a first call by both clients, and the command."""
    from esologs import create_resilient_client, create_resilient_sync_client

    async def guild_name() -> str:
        async with create_resilient_client(sandbox=True) as client:
            answer = await client.get_guild_by_id(guild_id=3468)
            assert answer.guild_data is not None
            assert answer.guild_data.guild is not None
            return answer.guild_data.guild.name

    with create_resilient_sync_client(sandbox=True) as client:
        answer = client.get_guild_by_id(guild_id=3468)
        assert answer.guild_data is not None
        assert answer.guild_data.guild is not None
        assert answer.guild_data.guild.name == asyncio.run(guild_name()) != ""
    command = Path(sys.executable).with_name("esologs")
    subprocess.run([command, "--help"], check=True, capture_output=True)
    assert not names() & (DEVELOPMENT - {"graphql-core"}), names()


if __name__ == "__main__":
    {"bare": bare, "full": full}[sys.argv[1]]()
