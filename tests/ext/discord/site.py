"""A site that extensions ask at their start: whatever a path is to be answered with, in turn."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import Self

CALL: Final = """
    import urllib.error
    import urllib.request
    from discord.ext import commands

    def setup(bot):
        try:
            urllib.request.urlopen("{url}", timeout=5).close()
        except urllib.error.HTTPError as error:
            error.close()  # it holds the connection
            raise
        return bot.add_cog(type("{name}", (commands.Cog,), {{}})())
"""
"""An extension that asks a page of the site first."""


class Site:
    """Answers GET with the statuses that are scripted for a path; the last one is repeated."""

    def __init__(self) -> None:
        self.script: dict[str, list[int]] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                statuses = site.script[self.path]
                status = statuses.pop(0) if len(statuses) > 1 else statuses[0]
                self.send_response(status)
                if status == 429:
                    self.send_header("retry-after", "3000")
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
                """Nothing to say."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def extension(self, name: str, *statuses: int) -> str:
        """The source of an extension that asks a page of its own, which answers so."""
        self.script[f"/{name}"] = list(statuses)
        return CALL.format(url=f"{self.url}/{name}", name=name.title())

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
