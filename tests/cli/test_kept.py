"""Answers that the command line keeps: an outage is survived, and an old answer says so."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from esologs.sandbox import SandboxServer


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run `esologs` as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from esologs.cli import main; main()", *words],
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_guild_is_shown_though_the_server_is_gone(esologs_sandbox: SandboxServer) -> None:
    """A second process, started during the outage, shows what the first one kept."""
    first = run("guild", "3468")
    esologs_sandbox.stop()
    second = run("guild", "3468")

    assert (first.returncode, second.returncode) == (0, 0), second.stderr
    assert "Last Covenant" in second.stdout
    assert second.stdout == first.stdout
