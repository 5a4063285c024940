"""The server over the simulated world, as other programs meet it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from graphql import build_client_schema, get_introspection_query

from esologs.sandbox import Sandbox, SandboxServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(name="client", scope="module")
def _client() -> Iterator[httpx.Client]:
    """Any HTTP client, with a token of the token endpoint."""
    with SandboxServer(Sandbox()) as server, httpx.Client(base_url=server.base_url) as client:
        form = {"grant_type": "client_credentials"}
        token = client.post("/oauth/token", data=form, auth=("any", "thing")).json()
        client.headers["authorization"] = f"Bearer {token['access_token']}"
        yield client


def asked(client: httpx.Client, query: str, **variables: Any) -> dict[str, Any]:
    """The answer's data."""
    response = client.post("/api/v2/client", json={"query": query, "variables": variables})
    answer = response.json()
    assert (response.status_code, answer.get("errors")) == (200, None)
    return dict(answer["data"])


def test_the_schema_can_be_read_by_introspection(client: httpx.Client) -> None:
    """What a GraphQL tool does first gives a schema in which the API's roots are."""
    schema = build_client_schema(asked(client, get_introspection_query()))  # type: ignore[arg-type]  # it is what was introspected

    assert schema.query_type is not None
    assert {"guildData", "reportData", "rateLimitData"} <= schema.query_type.fields.keys()


def test_a_guild_echoes_its_id(client: httpx.Client) -> None:
    """Any id has a guild, or null as the real API says it."""
    query = "query($id: Int!) { guildData { guild(id: $id) { id name } } }"

    guild = asked(client, query, id=3468)["guildData"]["guild"]

    assert guild["id"] == 3468
    assert guild["name"]


def test_an_answer_tells_the_points_it_left(client: httpx.Client) -> None:
    """`rateLimitData` counts every query, its own included, in fractions, to the hour's end."""
    limits = "rateLimitData { limitPerHour pointsSpentThisHour pointsResetIn }"
    query = f"{{ {limits} worldData {{ zones {{ id name }} }} }}"

    first, second = (asked(client, query)["rateLimitData"] for _ in range(2))

    assert first["limitPerHour"] == 3600
    assert second["pointsSpentThisHour"] > first["pointsSpentThisHour"] > 0
    assert 0 < second["pointsResetIn"] <= 3600


def test_the_same_seed_answers_the_same_bytes() -> None:
    """Two servers, one world."""

    def body() -> bytes:
        sandbox = Sandbox(seed=5, clock=lambda: 1_700_000_000.0)
        headers = {"authorization": f"Bearer {sandbox.issue_token()}"}
        query = {"query": "{ guildData { guild(id: 7) { id name members { data { id name } } } } }"}
        with SandboxServer(sandbox) as server:
            url = f"{server.base_url}/api/v2/client"
            return httpx.post(url, json=query, headers=headers).content

    assert body() == body()
