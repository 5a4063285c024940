"""The adapter without the library it adapts."""

from __future__ import annotations

import subprocess
import sys

import pytest

IMPORT = """
import sys
import esologs.ext.discord
print(*sorted({"aiohttp", "discord", "httpx"} & set(sys.modules)))
"""
USE = """
import sys
sys.modules["discord"] = None  # as if it were not installed
from esologs.ext.discord import ChannelSink
ChannelSink(object(), 1)
"""


def test_importing_the_adapter_imports_no_library() -> None:
    """Neither discord.py nor an HTTP library is loaded before it is needed."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_what_needs_the_library_names_the_extra() -> None:
    """Without discord.py the error says what to install."""
    with pytest.raises(subprocess.CalledProcessError) as caught:
        subprocess.run([sys.executable, "-c", USE], capture_output=True, text=True, check=True)
    assert "MissingExtraError" in caught.value.stderr
    assert "pip install 'esologs[discord]'" in caught.value.stderr
