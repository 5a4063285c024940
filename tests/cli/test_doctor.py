"""`esologs doctor`: what it says of a machine is so, and what is wrong is named with its cure."""

from __future__ import annotations

import json
import platform
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest

from esologs.sandbox import Sandbox, SandboxServer
from esologs.sandbox.faults import Status, TokenDown
from tests.cli.commands import invoke, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "hunter2-hunter2"
CREDENTIALS = {"ESOLOGS_ID": "0123456789abcdef", "ESOLOGS_SECRET": SECRET}


def findings(*arguments: str, env: dict[str, str] | None = None) -> tuple[int, dict[str, Any]]:
    """The exit code of the doctor, and its findings by name; the first of a name counts."""
    shown = invoke("doctor", "--json", *arguments, env=env)
    assert shown.stdout, shown.stderr
    document = json.loads(shown.stdout)
    assert document["healthy"] is (shown.exit_code == 0)
    assert SECRET not in shown.output
    by_name: dict[str, Any] = {}
    for finding in document["findings"]:
        by_name.setdefault(finding["name"], finding)
    return shown.exit_code, by_name


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    """A sandbox server."""
    with SandboxServer(Sandbox()) as server:
        yield server


def test_a_healthy_machine_is_told_so() -> None:
    """On the sandbox everything is fine, and the versions are those that run."""
    code, found = findings("--sandbox")
    assert code == 0
    assert {one["verdict"] for one in found.values()} <= {"ok", "skipped"}
    assert platform.python_version() in found["python"]["text"]
    assert re.match(r"\d+\.\d+", found["httpx"]["text"])
    assert found["clash"]["verdict"] == "ok"
    assert found["network"]["verdict"] == "skipped"
    assert "86400 s" in found["token"]["text"]
    assert re.search(r"3,\d{3}(\.\d)? of 3,600 points left", found["query"]["text"])


def test_every_step_to_a_server_is_timed(server: SandboxServer) -> None:
    """Name, connection, token and query, each with the seconds that it took."""
    code, found = findings("--base-url", server.base_url, env=CREDENTIALS)
    assert code == 0, found
    for name in ("DNS", "TCP", "token", "query"):
        assert found[name]["verdict"] == "ok"
        assert 0 <= found[name]["seconds"] < 10
    assert "TLS" not in found
    assert found["base URL"]["text"] == f"{server.base_url}, by --base-url"


def test_credentials_are_shown_by_their_first_characters(server: SandboxServer) -> None:
    """The id shortened, where both come from, and never the secret."""
    _, found = findings("--base-url", server.base_url, "--offline", env=CREDENTIALS)
    assert found["credentials"]["text"] == (
        "id 012345… (16 characters) and a secret, from the environment"
    )
    assert CREDENTIALS["ESOLOGS_ID"] not in str(found)
    assert "query" not in found


def test_credentials_from_a_file_are_told_apart(tmp_path: Path) -> None:
    """The environment stands above the file."""
    file = tmp_path / "settings.env"
    file.write_text("ESOLOGS_ID=fromthefile\nESOLOGS_SECRET=x\n")
    _, found = findings("--dotenv", str(file), "--offline")
    assert found["credentials"]["text"].endswith(f"from {file}")
    _, found = findings("--dotenv", str(file), "--offline", env=CREDENTIALS)
    assert found["credentials"]["text"].endswith("from the environment")


def test_missing_credentials_are_a_failure_with_advice(server: SandboxServer) -> None:
    """Which of the two is missing, and where they are made; the connection is tried still."""
    code, found = findings("--base-url", server.base_url, env={"ESOLOGS_ID": "x"})
    assert code == 1
    assert found["credentials"]["text"] == "ESOLOGS_SECRET not set"
    assert "/api/clients/" in found["credentials"]["advice"]
    assert found["TCP"]["verdict"] == "ok"
    assert (found["token"]["verdict"], found["query"]["verdict"]) == ("failed", "skipped")


@pytest.mark.parametrize("value", ["'quoted'", '"quoted"', "with space"])
def test_a_quoted_secret_is_noticed(value: str) -> None:
    """Quotes that a shell did not take away become part of the secret."""
    shown = invoke("doctor", "--offline", env={**CREDENTIALS, "ESOLOGS_SECRET": value})
    assert "ESOLOGS_SECRET holds quotes or white space" in shown.stdout
    assert value not in shown.output


def test_wrong_credentials_fail_at_the_token() -> None:
    """The message is the package's own, and the query is not tried."""
    with SandboxServer(Sandbox(credentials={"a": "b"})) as server:
        code, found = findings("--base-url", server.base_url, env=CREDENTIALS)
    assert code == 1
    assert found["TCP"]["verdict"] == "ok"
    assert found["token"]["verdict"] == "failed"
    assert "secret" in found["token"]["text"]
    assert found["query"]["verdict"] == "skipped"


def test_a_token_endpoint_that_is_down_is_not_called_wrong_credentials(
    server: SandboxServer,
) -> None:
    """One attempt, and the message of an outage."""
    server.sandbox.faults.add(TokenDown())
    code, found = findings("--base-url", server.base_url, env=CREDENTIALS)
    assert code == 1
    assert "503" in found["token"]["text"]
    assert len(server.sandbox.log) == 1


def test_an_api_that_is_down_fails_at_the_query(server: SandboxServer) -> None:
    """The token was granted, and that is told."""
    server.sandbox.faults.add(Status(502))
    code, found = findings("--base-url", server.base_url, env=CREDENTIALS)
    assert code == 1
    assert found["token"]["verdict"] == "ok"
    assert found["query"]["verdict"] == "failed"
    assert "502" in found["query"]["text"]


def test_nobody_listening_fails_at_the_connection(unused_port: int) -> None:
    """What follows is skipped, not failed."""
    code, found = findings("--base-url", f"http://127.0.0.1:{unused_port}", env=CREDENTIALS)
    assert code == 1
    assert found["DNS"]["verdict"] == "ok"
    assert found["TCP"]["verdict"] == "failed"
    assert "refused" in found["TCP"]["text"]
    assert found["token"]["verdict"] == found["query"]["verdict"] == "skipped"


def test_a_name_that_is_none_fails_first() -> None:
    """A label of 64 letters is looked up nowhere."""
    ran = run("doctor", "--json", "--base-url", f"http://{'x' * 64}.localhost")
    assert ran.returncode == 1
    found = {one["name"]: one for one in json.loads(ran.stdout)["findings"]}
    assert found["DNS"]["verdict"] == "failed"
    assert found["query"]["verdict"] == "skipped"
    assert "TCP" not in found


def test_a_server_without_encryption_fails_at_tls(server: SandboxServer) -> None:
    """An https address behind which somebody speaks plain HTTP."""
    secure = server.base_url.replace("http://", "https://")
    code, found = findings("--base-url", secure, "--timeout", "5", env=CREDENTIALS)
    assert code == 1
    assert found["TCP"]["verdict"] == "ok"
    assert found["TLS"]["verdict"] == "failed"
    assert found["query"]["verdict"] == "skipped"


def test_a_proxy_is_what_is_connected_to(server: SandboxServer, unused_port: int) -> None:
    """A proxy of the environment is the first to be reached; its password is not shown."""
    proxy = f"http://me:pass@127.0.0.1:{unused_port}"
    _, found = findings(
        "--base-url", "https://esologs.invalid", env={**CREDENTIALS, "HTTPS_PROXY": proxy}
    )
    assert found["proxy"]["text"] == f"127.0.0.1:{unused_port}, by HTTPS_PROXY"
    assert found["TCP"]["verdict"] == "failed"
    assert "pass" not in str(found).replace("passes", "")


def test_misspelt_variables_are_noticed() -> None:
    """They are a note with the name that was meant, and no failure; values are not shown."""
    code, found = findings("--sandbox", "--offline", env={"ESOLOGS_SECERT": SECRET})
    assert code == 0
    assert found["variable"]["text"] == "ESOLOGS_SECERT is set, and nothing reads it"
    assert found["variable"]["advice"] == "did you mean ESOLOGS_SECRET?"
    shown = invoke("doctor", "--sandbox", "--offline", env={"ESO_LOGS_ID": "1"})
    assert "did you mean ESOLOGS_ID?" in shown.stdout


def test_variables_of_policies_are_shown_by_name() -> None:
    """Whoever wonders why a client does what it does finds what is set."""
    code, found = findings(
        "--sandbox",
        "--offline",
        env={"ESOLOGS_PRESET": "batch", "ESOLOGS_RETRY_MAX_RETRIES": "5", "ESOLOGS_BREAKER": "off"},
    )
    assert code == 0
    assert found["preset"]["text"] == "batch, by ESOLOGS_PRESET"
    assert found["policies"]["text"] == "set by ESOLOGS_BREAKER, ESOLOGS_RETRY_MAX_RETRIES"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ESOLOGS_SANDBOX", "perhaps"),
        ("ESOLOGS_LOG", "loud"),
        ("ESOLOGS_BASE_URL", "nowhere"),
        ("ESOLOGS_PRESET", "bach"),
        ("ESOLOGS_SLOTS_QUEUE", "long"),
    ],
)
def test_a_variable_that_cannot_work_is_a_failure(variable: str, value: str) -> None:
    """Said once in the settings, by the package's own sentence."""
    code, found = findings("--offline", env={**CREDENTIALS, variable: value})
    assert code == 1
    (failed,) = [one for one in found.values() if one["verdict"] == "failed"]
    assert failed["section"] == "settings"
    assert value in failed["text"]


def install(folder: Path, name: str, version: str, *files: str) -> None:
    """Leave the traces of an installed distribution in *folder*."""
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (info / "RECORD").write_text("".join(f"{file},,\n" for file in files))


def test_another_distribution_that_owns_the_package_is_a_clash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both put files into `esologs/`: which of them runs is chance, so it is a failure."""
    install(tmp_path, "esologs-python", "0.2.0b1", "esologs/__init__.py", "esologs/client.py")
    install(tmp_path, "not-ours", "1.0", "notesologs/__init__.py", "esologs_extra/x.py")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    code, found = findings("--sandbox", "--offline")
    assert code == 1
    assert found["clash"]["verdict"] == "failed"
    assert "esologs-python 0.2.0b1 owns the package `esologs`" in found["clash"]["text"]
    assert "pip uninstall esologs-python esologs" in found["clash"]["advice"]
    assert "not-ours" not in str(found)


def test_an_old_copy_of_ourselves_is_a_clash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two versions of this distribution on one path."""
    install(tmp_path, "esologs", "0.0.1", "esologs/__init__.py")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    code, found = findings("--sandbox", "--offline")
    assert code == 1
    assert "more than once: esologs 0.0.1" in found["clash"]["text"]


def test_the_page_is_written_as_it_is_found() -> None:
    """Three sections in their order, a line for each finding, the verdict of all on stderr."""
    shown = invoke("doctor", env={"ESOLOGS_BASE_URL": "http://127.0.0.1:1"})
    assert shown.exit_code == 1
    sections = ("Installation", "Settings", "Connection")
    places = [shown.stdout.index(f"{name}\n") for name in sections]
    assert places == sorted(places)
    assert re.search(r"^✓ python +\d", shown.stdout, re.MULTILINE)
    assert re.search(r"^✗ credentials +ESOLOGS_ID and ESOLOGS_SECRET not set", shown.stdout,
                     re.MULTILINE)  # fmt: skip
    assert re.search(r"^esologs: 2 of \d+ checks failed$", shown.stderr, re.MULTILINE)
    assert max(map(len, shown.stdout.splitlines())) <= 80
