"""What holds for every command: help, options, colours, pipes, and how each error ends."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from esologs import errors
from esologs.cli.exit_codes import MEANINGS, ExitCode, exit_code_of
from esologs.cli.program import Program, program
from tests.cli.commands import ESCAPE, MAIN, environment, invoke, run

KINDS = sorted(
    {
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.EsoLogsError)
    },
    key=lambda kind: kind.__name__,
)
OURS_TO_BLAME = (errors.EsoLogsError, errors.ClientClosedError)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_has_an_exit_code_of_its_own_kind(kind: type[errors.EsoLogsError]) -> None:
    """No error of the package that a command can meet ends as a defect of it."""
    error = kind.__new__(kind)  # constructors differ, and only the class counts
    assert (exit_code_of(error) is ExitCode.BUG) == (kind in OURS_TO_BLAME)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.NotFoundError("no"), 1),
        (errors.ValidationError("no"), 2),
        (errors.ConnectFailedError("no"), 69),
        (errors.ServerError("no", status_code=503), 69),
        (errors.TokenEndpointDownError("no"), 69),
        (errors.RateLimitError("no", status_code=429), 75),
        (errors.DeadlineExceededError("no", timeout=1.0), 75),
        (errors.InvalidResponseError("no"), 76),
        (errors.ResponseTooLargeError(1), 76),
        (errors.AuthenticationError("no", status_code=401), 77),
        (errors.InvalidCredentialsError("no"), 77),
        (errors.AccessDeniedError("no"), 77),
        (errors.MissingCredentialsError("no"), 78),
        (errors.MissingExtraError("it", "sandbox"), 78),
    ],
)
def test_the_exit_codes_that_scripts_rely_on(error: errors.EsoLogsError, code: int) -> None:
    """These numbers are a promise."""
    assert exit_code_of(error) == code


def test_help_tells_commands_exit_codes_and_environment() -> None:
    """`--help` is where all of them are written down, and it fits 80 columns."""
    shown = invoke("--help")
    assert shown.exit_code == 0
    for name, place in Program.places.items():
        assert re.search(rf"^  {name} +{re.escape(place.summary)}$", shown.stdout, re.MULTILINE)
    for code, meaning in MEANINGS.items():
        assert re.search(rf"^  {int(code)} +{re.escape(meaning)}$", shown.stdout, re.MULTILINE)
    assert set(MEANINGS) == set(ExitCode)
    assert "ESOLOGS_BASE_URL" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80


@pytest.mark.parametrize("name", Program.places)
def test_every_command_is_where_it_is_said_to_be(name: str) -> None:
    """The list of commands, which imports none of them, tells the truth; each has its help."""
    module, _, attribute = Program.places[name].where.partition(":")
    command = getattr(import_module(module), attribute)
    assert isinstance(command, click.Command)
    assert command.name == name
    shown = invoke(name, "--help")
    assert shown.exit_code == 0
    assert f"Usage: esologs {name} " in shown.stdout


def test_the_list_of_commands_imports_none_of_them() -> None:
    """`esologs --help` loads neither rich, nor a client, nor any command."""
    code = (
        "import sys; from esologs.cli import main\n"
        "try: main()\n"
        "finally: print(*sorted(sys.modules), file=sys.stderr)"
    )
    ran = run("--help", code=code)
    assert ran.returncode == 0
    loaded = set(ran.stderr.split())
    assert "esologs.cli.program" in loaded
    heavy = {"rich", "httpx", "pydantic", "msgspec", "asyncio", "graphql", "esologs.client"}
    assert not loaded & heavy
    assert not loaded & {place.where.partition(":")[0] for place in Program.places.values()}


def test_the_version_is_the_packages() -> None:
    """One line, for people and scripts."""
    from esologs import __version__

    assert invoke("--version").stdout == f"esologs {__version__}\n"


@pytest.mark.parametrize(("typed", "meant"), [("gild", "guild"), ("ratelimit", "rate-limit")])
def test_a_misspelt_command_is_a_usage_error_with_a_hint(typed: str, meant: str) -> None:
    """Nothing is guessed and run, but the nearest command is named."""
    shown = invoke(typed)
    assert shown.exit_code == 2
    assert f"No such command '{typed}'. Did you mean '{meant}'?" in shown.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--sandbox", "rate-limit", "--json"),
        ("rate-limit", "--sandbox", "--json"),
        ("--no-sandbox", "rate-limit", "--sandbox", "--json"),
        ("--base-url", "http://127.0.0.1:1", "rate-limit", "--base-url", "http://127.0.0.1:2"),
    ],
)
def test_shared_options_stand_before_or_after_the_command(arguments: tuple[str, ...]) -> None:
    """Both are typed; the later one holds."""
    shown = invoke(*arguments, "--timeout", "0.3", env={"ESOLOGS_ID": "a", "ESOLOGS_SECRET": "b"})
    if "--sandbox" in arguments:
        assert shown.exit_code == 0, shown.output
        assert json.loads(shown.stdout)["limit_per_hour"] == 3600
    else:
        assert shown.exit_code == 69, shown.output


@pytest.mark.parametrize("timeout", ["0", "-1", "nan", "inf", "soon"])
def test_a_timeout_that_cannot_be_is_a_usage_error(timeout: str) -> None:
    """Refused where it was typed, before anything is asked."""
    shown = invoke("rate-limit", "--sandbox", "--timeout", timeout)
    assert shown.exit_code == 2
    assert "--timeout" in shown.stderr


def test_a_sandbox_elsewhere_makes_no_sense() -> None:
    """--sandbox and --base-url name two places to ask."""
    shown = invoke("rate-limit", "--sandbox", "--base-url", "http://127.0.0.1:1")
    assert shown.exit_code == 2
    assert "exclude each other" in shown.stderr


def test_without_credentials_it_says_how_to_go_on() -> None:
    """One paragraph on stderr, nothing on stdout, no traceback."""
    ran = run("rate-limit")
    assert (ran.returncode, ran.stdout) == (78, "")
    assert ran.stderr.count("\n") == 1
    for word in ("esologs: ", "ESOLOGS_ID", "https://www.esologs.com/api/clients/", "--sandbox"):
        assert word in ran.stderr


def test_debug_shows_where_an_error_comes_from() -> None:
    """With --debug the traceback comes along; without it none does."""
    assert "Traceback" in run("--debug", "rate-limit").stderr
    assert "Traceback" not in run("rate-limit").stderr


def test_debug_logs_every_attempt() -> None:
    """--debug is ESOLOGS_LOG=debug for one command, and stdout stays the data's."""
    ran = run("rate-limit", "--sandbox", "--debug", "--json")
    assert "DEBUG esologs: getRateLimitData: attempt 1" in ran.stderr
    assert json.loads(ran.stdout)


def test_a_defect_is_one_sentence_and_its_own_exit_code() -> None:
    """Whatever slips through is called a defect, not blamed on the user."""

    @click.command()
    def broken() -> None:
        raise ZeroDivisionError("oh")

    group = Program("esologs")
    group.add_command(broken)
    shown = CliRunner().invoke(group, ["broken"])
    assert shown.exit_code == 70
    assert "ZeroDivisionError: oh. This is a defect of esologs" in shown.stderr
    assert shown.stderr.count("\n") == 1


def test_interrupting_ends_quietly() -> None:
    """Ctrl-C in the middle of a command: exit code 130 and not a word."""
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, "demo", "--fault"],
        env=environment(PYTHONUNBUFFERED="1"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        for line in running.stdout:
            if "waiting 2 s" in line:
                break
        running.send_signal(signal.SIGINT)
        rest = running.stdout.read()
        assert running.wait(20) == 130
        assert running.stderr.read() == ""
        assert "attempt 2" not in rest


@pytest.mark.parametrize("form", [("--json",), ()], ids=["json", "text"])
def test_a_reader_who_goes_away_is_no_error(form: tuple[str, ...]) -> None:
    """`esologs … | head` ends as if killed by SIGPIPE, without a word of Python's."""
    reading, writing = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, "guild", "3468", "--sandbox", "--members", *form],
        env=environment(), stdout=writing, stderr=subprocess.PIPE, encoding="utf-8",
    ) as running:  # fmt: skip
        os.close(reading)
        os.close(writing)
        assert running.stderr is not None
        said = running.stderr.read()
        assert running.wait(20) == 141
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
    assert "Exception ignored" not in said


def in_terminal(*arguments: str, **changes: str) -> str:
    """What `esologs` writes into a terminal."""
    terminal, inside = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, *arguments],
        env=environment(TERM="xterm-256color", **changes), stdin=inside, stdout=inside,
        stderr=inside,
    ) as running:  # fmt: skip
        os.close(inside)
        shown = b""
        while True:
            try:
                piece = os.read(terminal, 65536)
            except OSError:  # Linux's way to say that the other side is closed
                break
            if not piece:
                break
            shown += piece
        running.wait(20)
    os.close(terminal)
    return shown.decode()


def test_a_terminal_gets_colours_and_nobody_else() -> None:
    """Escape sequences are for a terminal without NO_COLOR; the words are the same."""
    coloured = in_terminal("rate-limit", "--sandbox")
    plain = in_terminal("rate-limit", "--sandbox", NO_COLOR="1")
    assert f"{ESCAPE}[" in coloured
    assert ESCAPE not in plain
    bare = re.sub(rf"{ESCAPE}\[[\d;]*m", "", coloured)
    assert bare.splitlines()[:2] == plain.splitlines()[:2]
    assert ESCAPE not in run("rate-limit", "--sandbox").stdout


def test_an_error_on_a_terminal_is_broken_at_words() -> None:
    """A long message keeps to the width of the terminal."""
    shown = in_terminal("rate-limit", NO_COLOR="1", COLUMNS="60")
    assert max(len(line) for line in shown.splitlines()) <= 60
    assert "ESOLOGS_SECRET" in shown


@pytest.mark.parametrize("missing", ["click", "rich"])
@pytest.mark.parametrize(
    ("arguments", "extras"),
    [
        (("guild", "1"), "cli"),
        (("demo",), "cli,sandbox"),
        (("guild", "1", "--sandbox"), "cli,sandbox"),
    ],
)
def test_without_its_extra_it_says_what_to_install(
    arguments: tuple[str, ...], extras: str, missing: str
) -> None:
    """The one line of pip, on stderr, and the exit code of a setting that cannot work."""
    code = f"import sys; sys.modules[{missing!r}] = None; {MAIN}"
    ran = run(*arguments, code=code)
    assert (ran.returncode, ran.stdout) == (ExitCode.CONFIG, "")
    assert ran.stderr == f"the command line needs an extra: pip install 'esologs[{extras}]'\n"


@pytest.mark.parametrize(
    "arguments", [("demo",), ("rate-limit", "--sandbox"), ("schema", "diff", "--sandbox")]
)
def test_without_graphql_the_sandbox_says_what_to_install(arguments: tuple[str, ...]) -> None:
    """The extra `cli` alone is enough for ESO Logs, not for the sandbox."""
    ran = run(*arguments, code=f"import sys; sys.modules['graphql'] = None; {MAIN}")
    assert ran.returncode == ExitCode.CONFIG
    assert "pip install 'esologs[sandbox]'" in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_main_is_what_the_script_calls() -> None:
    """The console script of the distribution leads here, and ends with 0 when all is well."""
    from importlib.metadata import entry_points

    (script,) = entry_points(group="console_scripts", name="esologs")
    assert script.value == "esologs.cli:main"
    assert program.name == "esologs"
    assert run("--version").returncode == 0
