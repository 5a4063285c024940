"""The fixtures as a project of a user's uses them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.testing.project import Project

pytest_plugins = ("pytester",)


def test_clients_of_both_colours_are_there(project: Project) -> None:
    """Ready for the sandbox, as new for each test, and closed after it."""
    code = """
from esologs import ClientClosedError

kept = []

@pytest.mark.asyncio
async def test_async(esologs_client, esologs_sandbox):
    await esologs_client.get_guild_by_id(guild_id=3468)
    assert esologs_sandbox.sandbox.log.operations == ["getGuildById"]
    kept.append(esologs_client)

def test_sync(esologs_sync_client, esologs_sandbox):
    esologs_sync_client.get_guild_by_id(guild_id=3468)
    assert esologs_sandbox.sandbox.log.operations == ["getGuildById"]
    kept.append(esologs_sync_client)

@pytest.mark.asyncio
async def test_closed():
    with pytest.raises(ClientClosedError): await kept[0].ping()
    with pytest.raises(ClientClosedError): kept[1].ping()
"""
    assert project.outcomes(code, "-W", "error") == {"passed": 3}


@pytest.mark.parametrize("mode", ["strict", "auto"])
def test_the_async_client_fits_every_loop(project: Project, mode: str) -> None:
    """Of pytest-asyncio in both modes, of a longer scope, of anyio, and of `asyncio.run`."""
    code = """
import asyncio

@pytest.fixture
def anyio_backend(): return "asyncio"

@pytest.mark.asyncio
async def test_function(esologs_client): await esologs_client.ping()

@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.asyncio(loop_scope="module")
async def test_module(esologs_client, turn): await esologs_client.ping()

@pytest.mark.anyio
async def test_anyio(esologs_client): await esologs_client.ping()

def test_run(esologs_client):
    asyncio.run(esologs_client.ping())
"""
    outcomes = project.outcomes(code, "-W", "error", ini=f"asyncio_mode = {mode}\n")
    assert outcomes == {"passed": 5}


def test_a_script_of_faults_is_played(project: Project) -> None:
    """What it says happens, `hits` counts it, and a `with` block ends it."""
    code = """
from esologs import ServerError

def test_script(esologs_faults, esologs_sync_client, esologs_no_waiting):
    played = esologs_faults("503 twice, then fine")
    assert esologs_sync_client.ping().attempts == 3
    assert played.hits == 2
    with esologs_faults("outage"), pytest.raises(ServerError):
        esologs_sync_client.ping()
    assert esologs_sync_client.ping().attempts == 1

def test_next(esologs_sync_client): assert esologs_sync_client.ping().attempts == 1
"""
    assert project.outcomes(code) == {"passed": 2}


@pytest.mark.parametrize("order", ["esologs_client, fake_clock", "fake_clock, esologs_client"])
def test_a_clock_is_there_before_the_client(project: Project, order: str) -> None:
    """In whichever order a test names them; and the sandbox goes by it."""
    code = f"""
@pytest.mark.asyncio
async def test_it({order}, esologs_faults):
    esologs_faults("429 with Retry-After 45 once")
    assert (await esologs_client.ping()).attempts == 2
    assert fake_clock.waits[0] == 45.0
"""
    assert project.outcomes(code) == {"passed": 1}


RECORDED = """
import asyncio
from esologs import create_resilient_client, EsoLogsError

async def name(guild_id):
    async with create_resilient_client() as client:
        try:
            return (await client.get_guild_by_id(guild_id=guild_id)).guild_data.guild.name
        except EsoLogsError:
            return None

class TestIt:
    @pytest.mark.parametrize("guild_id", [3468])
    def test_name(self, esologs_recording, guild_id):
        assert asyncio.run(name(guild_id)) == "Last Covenant"
"""


def test_a_recording_is_made_once_and_replayed_ever_after(project: Project) -> None:
    """With the option the API answers; without, the file does, and no account is needed."""
    assert project.outcomes(RECORDED, "--esologs-record") == {"passed": 1}
    (path,) = project.pytester.path.rglob("*.json")
    assert path.relative_to(project.pytester.path).as_posix() == (
        "recordings/test_it/TestIt_test_name_3468.json"
    )
    nobody = (
        "import os\nos.environ['ESOLOGS_BASE_URL'] = 'http://127.0.0.1:9'\n"
        "del os.environ['ESOLOGS_ID'], os.environ['ESOLOGS_SECRET']\n"
    )

    assert project.outcomes(nobody + RECORDED) == {"passed": 1}


def test_what_was_not_recorded_fails_the_test(project: Project) -> None:
    """Even where the code under test swallows every error of the package."""
    project.outcomes(RECORDED, "--esologs-record")
    swallowed = RECORDED.replace("name(guild_id)) ==", "name(1)) !=")

    result = project.run(swallowed)

    assert result.parseoutcomes() == {"passed": 1, "errors": 1}
    result.stdout.fnmatch_lines(['*not in the recording: getGuildById {"guildId": 1}*'])


def test_a_test_without_a_recording_says_how_to_make_one(project: Project) -> None:
    """Nothing is sent by mistake."""
    result = project.run(RECORDED)

    assert result.parseoutcomes() == {"errors": 1}
    result.stdout.fnmatch_lines(
        ["*there is no recording*record it with `pytest --esologs-record`*"]
    )


@pytest.mark.parametrize("option", ["--esologs-record", "--esologs-retry=auto"])
def test_a_client_that_was_made_before_is_not_passed_over(project: Project, option: str) -> None:
    """It would ask the API in every run: a recording that nobody used is an error."""
    project.outcomes(RECORDED, "--esologs-record")
    early = RECORDED.replace("(self, esologs_recording", "(self, early, esologs_recording").replace(
        "asyncio.run(name(guild_id))", "early.get_guild_by_id(guild_id).guild_data.guild.name"
    )
    conftest = """
import pytest
from esologs import create_resilient_sync_client

@pytest.fixture
def early():
    with create_resilient_sync_client() as client: yield client
"""
    result = project.run(early, option, conftest=conftest)

    assert result.parseoutcomes() == {"passed": 1, "errors": 1}
    result.stdout.fnmatch_lines(["*nothing went through the recording*"])


def test_a_test_that_fails_keeps_its_old_recording(project: Project) -> None:
    """A recording of trouble would hide the good one."""
    project.outcomes(RECORDED, "--esologs-record")
    (path,) = project.pytester.path.rglob("*.json")
    before = path.read_bytes()
    failing = RECORDED.replace("name(guild_id)) ==", "name(1)) ==")

    assert project.outcomes(failing, "--esologs-record") == {"failed": 1}
    assert path.read_bytes() == before


def test_an_attempt_that_failed_is_not_in_the_recording(project: Project) -> None:
    """A test that is tried again while it records keeps what its last attempt saw."""
    code = RECORDED.replace(
        "    def test_name", "    @pytest.mark.retry\n    def test_name"
    ).replace('== "Last Covenant"', '== "Last Covenant"\n        fail_first("it")')
    assert project.outcomes(code, "--esologs-record") == {"passed": 1, "retried": 1}
    (path,) = project.pytester.path.rglob("*.json")
    assert len(json.loads(path.read_text("utf-8"))["exchanges"]) == 2
