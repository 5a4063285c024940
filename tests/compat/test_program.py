"""A program written for the client that came before runs unchanged, and prints the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from esologs.sandbox import SandboxServer

PROGRAM = Path(__file__).with_name("program.py")

# What the program prints with esologs-python 0.2.0b1, line for line.
PRINTED = """\
guild True 3468
limit 3600
reports 1 10 10 True
report True True
times True
table DamageDone ['data']
table DamageDone ['data']
table Buffs ['data']
table Buffs ['data']
events True True
raw 200 ['guildData'] {"data":
data ['guildData']
refused 200 True
multi True
message True
missing True
validation True
http 401 401
headers ['Authorization']
"""


def test_the_program_runs_unchanged(esologs_sandbox: SandboxServer) -> None:
    """Imports, `Client(url, headers)` without `async with`, `execute`, enums, strings, errors."""
    environment = {
        **os.environ,
        "ESOLOGS_API_URL": f"{esologs_sandbox.base_url}/api/v2/client",
        "ESOLOGS_BASE_URL": esologs_sandbox.base_url,
        "ESOLOGS_ID": "an-id",
        "ESOLOGS_SECRET": "a-secret",
    }

    ran = subprocess.run(
        [sys.executable, str(PROGRAM)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (ran.stdout, ran.stderr, ran.returncode) == (PRINTED, "", 0)
