"""Which tests are tried again, as ini files and options say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from esologs.testing import fault_script

if TYPE_CHECKING:
    from esologs.sandbox import SandboxServer
    from tests.testing.project import Project

pytest_plugins = ("pytester",)

ASKS = """
from esologs import create_client_with_timeout, create_sync_client_with_timeout

def test_asks():
    with create_sync_client_with_timeout(retry=None) as client:
        client.ping()
"""
OURS = {"passed": 1, "retried": 1}


@pytest.mark.parametrize(
    ("ini", "args", "outcomes"),
    [
        ("", (), OURS),
        ("esologs_retry = marked", (), {"failed": 1}),
        ("esologs_retry = off", (), {"failed": 1}),
        ("", ("--esologs-retry=off",), {"failed": 1}),
        ("esologs_retry = off", ("--esologs-retry=auto",), OURS),
        ("esologs_retry_attempts = 1", (), {"failed": 1}),
        ("esologs_retry_attempts = 1", ("--esologs-retry-attempts=2",), OURS),
    ],
)
def test_what_a_client_could_not_do_is_tried_again(
    project: Project,
    esologs_sandbox: SandboxServer,
    ini: str,
    args: tuple[str, ...],
    outcomes: dict[str, int],
) -> None:
    """Without any mark, unless a setting says otherwise; an option is stronger than the file."""
    esologs_sandbox.sandbox.faults.add(*fault_script("503 once, then fine"))

    assert project.outcomes(ASKS, *args, ini=ini) == outcomes


@pytest.mark.parametrize(
    ("fixture", "outcomes"), [("esologs_sandbox", {"failed": 1}), ("tmp_path", OURS)]
)
def test_what_a_test_broke_itself_is_no_outage(
    project: Project, esologs_sandbox: SandboxServer, fixture: str, outcomes: dict[str, int]
) -> None:
    """A test that brings its own sandbox fails at once: nothing there would heal."""
    esologs_sandbox.sandbox.faults.add(*fault_script("503 once, then fine"))
    code = ASKS.replace("def test_asks():", f"def test_asks({fixture}):").replace(
        "    with", "    __import__('os').environ['ESOLOGS_BASE_URL'] = BASE\n    with"
    )

    found = project.outcomes(f"BASE = {esologs_sandbox.base_url!r}\n{code}")

    assert found == outcomes


@pytest.mark.parametrize(
    ("ini", "outcomes"),
    [
        ("", {"failed": 1}),
        ("esologs_retry_marks = smoke live", OURS),
        ("esologs_retry_marks = live", {"failed": 1}),
        ("esologs_retry_paths = test_it.py", OURS),
        ("esologs_retry_paths = other test_*.py", OURS),
        ("esologs_retry_paths = tests", {"failed": 1}),
        ("esologs_retry_paths = test_*.py\nesologs_retry = marked", OURS),
        ("esologs_retry_paths = test_*.py\nesologs_retry = off", {"failed": 1}),
    ],
)
def test_marks_and_paths_can_be_chosen(
    project: Project, ini: str, outcomes: dict[str, int]
) -> None:
    """Marks of the project's own, folders and patterns of files."""
    ini += "\nmarkers =\n    smoke: a mark\n"
    code = "@pytest.mark.smoke\ndef test_it(): fail_first('it')"
    assert project.outcomes(code, ini=ini) == outcomes


def test_a_folder_is_all_that_is_in_it(project: Project) -> None:
    """`tests/integration` means its files and those of its folders, not its neighbours."""
    project.pytester.makeini(
        "[pytest]\nasyncio_default_fixture_loop_scope = function\npythonpath = .\n"
        "esologs_retry_paths = tests/integration/\n"
    )
    text = "from network import fail_first\ndef test_it(): fail_first(__name__)\n"
    for name in ("tests/integration/deep/test_a.py", "tests/integration_not/test_b.py"):
        path = project.pytester.path / name
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")

    result = project.pytester.runpytest_inprocess(
        "-p", "no:cacheprovider", "--esologs-retry-delay=0"
    )

    assert result.parseoutcomes() == {"passed": 1, "failed": 1, "retried": 1}


def test_delays_can_be_chosen(project: Project) -> None:
    """The setting is the usual initial delay; a marker's own is stronger."""
    project.run(
        "@pytest.mark.integration\ndef test_a(): fail_first('a', 2)\n"
        "@pytest.mark.retry(initial_delay=3.0, max_delay=4.0)\ndef test_b(): fail_first('b', 2)\n",
        ini="esologs_retry_delay = 10\n",
    )

    assert project.waits == [5.0, 10.0, 1.5, 2.0]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--esologs-retry-attempts=0",), "esologs_retry_attempts: max_attempts must be a whole"),
        (("--esologs-retry-attempts=many",), "esologs_retry_attempts: *many*"),
        (("--esologs-retry-delay=nan",), "esologs_retry_delay: initial_delay must be a number"),
        (("--esologs-retry=always",), "*--esologs-retry*invalid choice*always*"),
        (("-o", "esologs_retry=always"), "esologs_retry must be one of auto, marked, off*always*"),
    ],
)
def test_a_setting_that_cannot_be_ends_the_run(
    project: Project, args: tuple[str, ...], said: str
) -> None:
    """It is named, with what was said."""
    result = project.run("def test_it(): pass", *args)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*{said}*"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("max_atempts=5", "takes max_attempts, initial_delay, max_delay, got 'max_atempts'"),
        ("5", "takes its settings by name, got 5"),
        ("max_attempts=0", "max_attempts must be a whole number from 1 up, got 0"),
        ("max_attempts=True", "max_attempts must be a whole number from 1 up, got True"),
        ("max_attempts=2.5", "max_attempts must be a whole number from 1 up, got 2.5"),
        ("initial_delay=-1", "initial_delay must be a number of seconds from 0 up, got -1"),
        ("max_delay=float('inf')", "max_delay must be a number of seconds from 0 up, got inf"),
        ("max_delay='5'", "max_delay must be a number of seconds from 0 up, got '5'"),
    ],
)
def test_a_marker_that_cannot_be_fails_its_test_alone(
    project: Project, arguments: str, said: str
) -> None:
    """The message names the test and what was wrong; the tests beside it run."""
    result = project.run(
        f"@pytest.mark.retry({arguments})\ndef test_it(): pass\ndef test_other(): pass\n"
    )

    assert result.parseoutcomes() == {"passed": 1, "errors": 1}
    result.stdout.fnmatch_lines([f"*test_it.py::test_it: @pytest.mark.retry: {said}"])


def test_the_markers_are_known(project: Project) -> None:
    """`--strict-markers` takes them, and `--markers` tells what they do."""
    code = (
        "@pytest.mark.integration\n@pytest.mark.retry\ndef test_a(): pass\n"
        "@pytest.mark.no_retry\ndef test_b(): pass"
    )
    assert project.outcomes(code, "--strict-markers", "-W", "error") == {"passed": 2}
    result = project.pytester.runpytest_inprocess("--markers")
    result.stdout.fnmatch_lines(["@pytest.mark.retry(max_attempts=3, *", "@pytest.mark.no_retry:*"])
