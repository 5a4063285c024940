"""The site: alive at once, ready when it can serve, of use while ESO Logs is away. Row A23."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from esologs.sandbox import Sandbox, SandboxServer
from esologs.sandbox.faults import Status
from tests.examples.process import PATIENCE, Program, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATH = "starlette_site/guild_site.py"
TEMPLATE = "<h1>{{ name }}</h1><p>{{ server }}</p><em>{{ note }}</em>"


@pytest.fixture(name="server")
def _server() -> Iterator[SandboxServer]:
    """A sandbox, as new."""
    with SandboxServer(Sandbox()) as server:
        yield server


class Site:
    """The site's process, and a visitor."""

    def __init__(self, program: Program, port: int) -> None:
        self._program = program
        self._visitor = httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False)
        program.says(lambda line: "Uvicorn running" in line)

    def get(self, path: str) -> httpx.Response:
        return self._visitor.get(path, timeout=PATIENCE)

    def until(self, path: str, wanted: Callable[[httpx.Response], bool]) -> httpx.Response:
        """Ask again until the answer is *wanted*."""
        pause, tries = threading.Event(), 0
        while not wanted(answer := self.get(path)):
            tries += 1
            assert tries < PATIENCE * 10, f"{answer.text}\n{self._program.output}"
            pause.wait(0.1)
        return answer

    def close(self) -> None:
        self._visitor.close()


def status(answer: httpx.Response) -> Any:
    """What `/readyz` says."""
    return answer.json()["status"]


@pytest.mark.slow
def test_a23_a_site_is_ready_when_what_is_critical_is_there(
    server: SandboxServer, tmp_path: Path, unused_port: int
) -> None:
    """503 while its template loads, 200 "degraded" while ESO Logs is down, then 200 "ok"."""
    page = tmp_path / "page.html"
    os.mkfifo(page)  # reading it takes until somebody writes
    server.sandbox.faults.add(Status(503))
    settings = environment(server.base_url, tmp_path)
    with Program(PATH, **settings, SITE_PAGE=str(page), PORT=str(unused_port)) as program:
        site = Site(program, unused_port)
        assert site.get("/healthz").status_code == 200
        first = site.get("/readyz")
        assert (first.status_code, status(first)) == (503, "starting")
        assert site.get("/guilds/3468").status_code == 503

        page.write_text(TEMPLATE)

        ready = site.until("/readyz", lambda answer: answer.status_code == 200)
        assert status(ready) == "degraded"
        assert list(ready.json()["missing"]) == ["eso-logs"]

        server.sandbox.faults.clear()

        site.until("/readyz", lambda answer: status(answer) == "ok")
        shown = site.get("/guilds/3468")
        assert shown.status_code == 200
        assert "<em></em>" in shown.text
        site.close()

    assert "Application shutdown complete." in program.output
    assert "Task" not in program.output  # as in "… was destroyed but it is pending"


@pytest.mark.slow
def test_a23_a_site_shows_what_it_knows_while_the_api_is_down(
    server: SandboxServer, tmp_path: Path, unused_port: int
) -> None:
    """A second process, started during the outage, shows the first one's answer with its age."""
    page = tmp_path / "page.html"
    page.write_text(TEMPLATE)
    settings = environment(server.base_url, tmp_path)
    settings |= {"SITE_PAGE": str(page), "PORT": str(unused_port)}
    with Program(PATH, **settings) as program:
        site = Site(program, unused_port)
        site.until("/readyz", lambda answer: status(answer) == "ok")
        known = site.get("/guilds/3468")
        site.close()

    server.stop()
    with Program(PATH, **settings) as program:
        site = Site(program, unused_port)
        site.until("/readyz", lambda answer: answer.status_code == 200)
        shown = site.get("/guilds/3468")
        unknown = site.get("/guilds/3")
        site.close()

    name = known.text.partition("</h1>")[0]
    assert shown.status_code == 200
    assert shown.text.startswith(name)
    assert (unknown.status_code, unknown.headers["retry-after"]) == (503, "60")


@pytest.mark.slow
def test_a23_a_site_that_cannot_serve_ends_with_78(
    server: SandboxServer, tmp_path: Path, unused_port: int
) -> None:
    """Its template is gone: the server ends by itself, and says why."""
    settings = environment(server.base_url, tmp_path)
    gone = str(tmp_path / "gone.html")

    with Program(PATH, **settings, SITE_PAGE=gone, PORT=str(unused_port)) as program:
        assert program.ends() == 78

    assert "page (failed, critical)" in program.output
    assert "FileNotFoundError" in program.output
