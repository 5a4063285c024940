"""Guilds, their members and the users behind them: every list closes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs.sandbox.world.guilds import GUILD_COUNT, SHOWN_GUILD_ID
from esologs.sandbox.world.users import RESIDENT_ID
from tests.sandbox.world.worlds import SEEDS, any_seed, world

guild_indices = st.integers(0, GUILD_COUNT - 1)


@given(seed=st.integers())
def test_the_guild_of_the_guides_exists_in_every_world(seed: int) -> None:
    """Guild 3468 answers to its id whatever the seed, and is large."""
    guild = world(seed).guilds.by_id(SHOWN_GUILD_ID)

    assert guild is not None
    assert (guild.id, guild.size) == (SHOWN_GUILD_ID, 128)
    world.cache_clear()


@pytest.mark.parametrize("seed", SEEDS)
def test_ids_and_names_of_guilds_are_their_own(seed: int) -> None:
    """Each guild is found by its id and by its name on its server, and no two share either."""
    guilds = world(seed).guilds
    rows = guilds.all()

    assert len({row.id for row in rows}) == len({row.name for row in rows}) == GUILD_COUNT
    assert all(guilds.by_id(row.id) is row for row in rows)
    assert all(guilds.by_name(row.name.upper(), row.server) is row for row in rows)


@given(seed=any_seed, number=st.integers(-10, 10_000))
def test_an_id_names_its_guild_or_nothing(seed: int, number: int) -> None:
    """Whatever id is asked for, the guild that answers has it."""
    guild = world(seed).guilds.by_id(number)

    assert guild is None or guild.id == number


@given(seed=any_seed, index=guild_indices)
def test_members_and_guilds_name_each_other(seed: int, index: int) -> None:
    """A guild lists those characters, and only those, that count it among their guilds."""
    here = world(seed)
    guild = here.guilds.at(index)
    members = here.characters.members(guild)
    ally = here.guilds.allied(guild, -1)

    assert len({row.id for row in members}) == len(members)
    assert all(guild in here.characters.guilds_of(row) for row in members)
    for row in here.characters.home(guild) + here.characters.home(ally):
        assert (row in members) == (guild in here.characters.guilds_of(row))


@given(seed=any_seed, index=guild_indices)
def test_a_guild_shares_a_server_and_has_one_master(seed: int, index: int) -> None:
    """All members play on the guild's server; exactly one of those at home leads it."""
    here = world(seed)
    guild = here.guilds.at(index)

    assert {row.server for row in here.characters.members(guild)} == {guild.server}
    assert [row.guild_rank for row in here.characters.home(guild)].count(0) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_characters_are_found_by_id_and_by_name(seed: int) -> None:
    """Names are unique, so that name and server lead to one character, unless it is anonymous."""
    characters = world(seed).characters
    rows = [characters.at(number) for number in range(characters.count)]

    assert len({row.name for row in rows}) == len(rows)
    assert all(characters.by_id(row.id) is row for row in rows)
    for row in rows:
        found = characters.by_name(row.name.lower(), row.server)
        assert found is (None if row.anonymous else row)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_character_belongs_to_one_account(seed: int) -> None:
    """An account lists its characters, each of them once, and they share its name."""
    characters = world(seed).characters
    listed = [
        row
        for number in range(characters.count)
        if characters.at(number).main
        for row in characters.of_account(number)
    ]

    assert len(listed) == len(set(listed)) == characters.count
    assert {row.display_name for row in listed if row.anonymous} == {"nil"}
    accounts = {row.display_name: row.account for row in listed if not row.anonymous}
    assert all(accounts[row.display_name] == row.account for row in listed if not row.anonymous)


@given(seed=any_seed, account=st.integers(0, 8_000))
def test_users_and_characters_name_each_other(seed: int, account: int) -> None:
    """A user is found by its id, owns claimed characters only, and is in all of their guilds."""
    here = world(seed)
    user = here.users.of_account(account)
    if user is None:
        assert not here.users.claimed(account)
        return

    assert here.users.by_id(user.id) is user
    assert [row.account for row in user.characters] == [account] * len(user.characters)
    assert all(
        guild in user.guilds for row in user.characters for guild in here.characters.guilds_of(row)
    )
    assert (user.na_display_name is None) != (user.eu_display_name is None)


@given(seed=any_seed)
def test_user_one_leads_the_guild_of_the_guides(seed: int) -> None:
    """The user of the default settings is the master of guild 3468, under no other id."""
    here = world(seed)
    user = here.users.by_id(RESIDENT_ID)

    assert user is not None
    [guild] = [guild for guild in user.guilds if guild.id == SHOWN_GUILD_ID]
    assert user.account == guild.first_member
    assert here.users.by_id(5_003 + user.account) is None


@given(seed=any_seed, index=guild_indices)
def test_a_tag_leads_back_to_its_guild(seed: int, index: int) -> None:
    """Each tag of a guild is found by its id; ids around it are not taken for it."""
    guilds = world(seed).guilds
    guild = guilds.at(index)

    assert all(guilds.tag(tag.id) is tag and tag.guild is guild for tag in guild.tags)
    assert guilds.tag(guild.id * 10) is None
