"""What the tests of the plugin share: a project of a user's, and all of esologs loaded."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from esologs.client_factory import create_client_with_timeout, create_resilient_sync_client
from esologs.testing import Recording, fault_script, judgement, no_waiting
from tests.testing.project import Project

if TYPE_CHECKING:
    from esologs.sandbox import SandboxServer

USED = (httpx, Recording, fault_script, judgement, no_waiting)
"""What a project may use besides clients, imported here for the same reason as those."""


@pytest.fixture
def loaded(esologs_sandbox: SandboxServer) -> None:
    """Have everything imported that a client of either colour imports when it is used.

    A run within the process forgets what it imported: what both sides use is
    there before, or there would be two classes of one name.
    """

    async def ask() -> None:
        async with create_client_with_timeout() as client:
            await client.ping()

    asyncio.run(ask())
    with create_resilient_sync_client() as client:
        client.get_guild_by_id(guild_id=3468)
    esologs_sandbox.sandbox.reset()


@pytest.fixture
def project(loaded: None, pytester: pytest.Pytester) -> Project:
    """A project whose environment leads to the sandbox, which is as new."""
    return Project(pytester)
