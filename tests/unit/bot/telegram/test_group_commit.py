import asyncio
import sqlite3

import pytest

from bot.telegram.sqlite.database import DiskError
from bot.telegram.sqlite.group_commit import GroupCommit, Statement, commit_together
from bot.telegram.sqlite.thread import read_rows


def noting(name, value="1"):
    return Statement("INSERT INTO notes VALUES (?, ?, 0)", (name, value))


async def names(database):
    return [row[0] for row in await database.rows("SELECT name FROM notes ORDER BY name")]


async def test_writes_that_wait_for_the_disk_go_there_together():
    groups = []
    disk = asyncio.Event()

    async def commit(changes):
        groups.append(len(changes))
        await disk.wait()
        return [len(change) for change in changes]

    commits = GroupCommit(commit, DiskError, 0)
    writing = [commits.write([noting("a")] * many, is_patient=True) for many in range(1, 5)]
    while not groups:
        await asyncio.sleep(0)
    later = [commits.write([], is_patient=False) for _ in range(3)]
    disk.set()
    assert await asyncio.gather(*writing) == [1, 2, 3, 4]
    assert await asyncio.gather(*later) == [0, 0, 0]
    assert groups == [4, 3]


async def test_of_many_writes_at_once_one_that_fails_takes_no_other_with_it(opened_file):
    async with opened_file() as database:
        outcomes = await asyncio.gather(
            database.write(noting("good")),
            database.write(noting("half"), noting("good")),
            database.write(noting("better"), noting("best")),
            return_exceptions=True,
        )
        assert outcomes[0] == 1
        assert isinstance(outcomes[1], sqlite3.IntegrityError)
        assert outcomes[2] == 2
        assert await names(database) == ["best", "better", "good"]


async def test_what_a_caller_did_not_wait_for_is_written_whole(opened_file):
    async with opened_file() as database:
        writing = asyncio.create_task(database.write(noting("one"), noting("two")))
        await asyncio.sleep(0)
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writing
    async with opened_file() as database:
        assert await names(database) == ["one", "two"]


async def test_a_full_disk_is_waited_for_in_order_by_those_who_have_to(opened_file):
    async with opened_file() as database:
        await takes(database, nothing=True)
        changing = Statement("UPDATE notes SET value = '2' WHERE name = 'one'")
        waiting = [asyncio.create_task(database.write(one)) for one in (noting("one"), changing)]
        with pytest.raises(DiskError):
            await database.try_write(noting("now or never"))
        database.write_soon(noting("nice to have"))
        with pytest.raises(DiskError):
            await database.try_write()
        waiting[0].cancel()
        assert database.is_stuck
        assert not waiting[1].done()
        await takes(database, nothing=False)
        assert await waiting[1] == 1
        assert await names(database) == ["one"]
        assert not database.is_stuck


async def test_a_disk_that_stays_full_does_not_keep_the_program_from_ending(opened_file):
    async with opened_file() as database:
        await takes(database, nothing=True)
        writing = asyncio.create_task(database.write(noting("one")))
        while not database.is_stuck:
            await asyncio.sleep(0.01)
    with pytest.raises(DiskError):
        await writing


async def takes(database, *, nothing):
    """Let the disk take nothing, or all."""
    await database._writer.run(read_rows, f"PRAGMA query_only = {nothing}")


async def test_hundreds_of_writers_share_few_transactions_and_lose_nothing(opened_file):
    async with opened_file() as database:
        await asyncio.gather(*(database.write(noting(f"{n:03}")) for n in range(300)))
        assert await names(database) == [f"{n:03}" for n in range(300)]


def test_where_the_disk_is_full_nothing_of_a_group_is_written(tmp_path):
    connection = sqlite3.connect(tmp_path / "small.sqlite", isolation_level=None)
    connection.execute("CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT, noted_at REAL)")
    connection.execute("PRAGMA max_page_count = 8")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        commit_together(connection, [[noting("small")], [noting("large", "x" * 100_000)]])
    assert connection.execute("SELECT count(*) FROM notes").fetchone() == (0,)
    connection.execute("PRAGMA max_page_count = 1000")
    assert commit_together(connection, [[noting("small")]]) == [1]
    connection.close()
