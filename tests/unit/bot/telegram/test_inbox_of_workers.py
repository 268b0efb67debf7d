"""What is true of an inbox that several workers share, on a real server."""

import asyncio
import time
from contextlib import asynccontextmanager
from functools import partial
from itertools import count

import pytest

from bot.telegram.changes import Count
from bot.telegram.inbox import POSSIBLE_DOUBLES, LostEntryError, NotKeptError
from bot.telegram.redis import inbox as module
from bot.telegram.redis.crew import RedisCrew
from bot.telegram.redis.inbox import RedisInbox
from bot.telegram.redis.notes import RedisNotes
from bot.telegram.redis.server import connect
from tests.redis_server import needs_redis
from tests.unit.bot.telegram.test_inbox import numbers, update

pytestmark = needs_redis
_CLAIM_S = 0.3
_bots = count(1_000_000)


@pytest.fixture
def opened(redis_server):
    """Opens the inboxes of two workers: `async with opened() as (server, one, other)`."""

    @asynccontextmanager
    async def open_two():
        async with connect(redis_server.url, str(next(_bots))) as server:
            yield server, *(RedisInbox(server, name, _CLAIM_S) for name in ("one", "other"))

    return open_two


async def taken(inbox, most=100):
    return await inbox.take(most, in_lanes=True)


async def taken_soon(inbox, most=100):
    """What an inbox hands out when the claims have run out."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if entries := await taken(inbox, most):
            return entries
        await asyncio.sleep(0.02)
    raise AssertionError("nothing was handed out")


async def test_a_chat_is_one_worker_s_and_its_updates_keep_their_order(opened):
    async with opened() as (_, one, other):
        await one.store([update(1, chat=5), update(2, chat=6), update(3, chat=5)])
        assert numbers(await taken(one, most=1)) == [1]
        assert numbers(await taken(other)) == [2]
        await other.store([update(4, chat=5)])
        assert await taken(other) == []
        assert numbers(await taken(one)) == [3, 4]


async def test_what_a_dead_worker_had_is_taken_over_and_what_it_sent_is_counted(opened):
    async with opened() as (server, one, other):
        await one.store([update(1), update(2)])
        first, second = await taken(one)
        await one.mark_sending(first)
        _, its_second = theirs = await taken_soon(other)
        assert numbers(theirs) == [1, 2]
        assert await RedisNotes(server).count(POSSIBLE_DOUBLES) == 1
        for entry in (first, second):
            with pytest.raises(LostEntryError):
                await one.mark_sending(entry)
            assert await one.again(entry) is None
        await other.mark_sending(its_second)


async def test_a_claim_that_is_renewed_is_not_taken(opened):
    async with opened() as (_, one, other):
        lost = []
        watching = asyncio.create_task(one.watch(lambda: None, lost.append))
        await one.store([update(1)])
        await taken(one)
        await asyncio.sleep(3 * _CLAIM_S)
        assert await taken(other) == []
        watching.cancel()
        assert numbers(await taken_soon(other)) == [1]
        assert lost == []


async def test_a_worker_that_was_away_is_told_what_it_has_lost(opened):
    async with opened() as (_, one, other):
        await one.store([update(1), update(2)])
        entries = await taken(one)
        await taken_soon(other)
        lost = []
        watching = asyncio.create_task(one.watch(lambda: None, lost.append))
        async with asyncio.timeout(10):
            while len(lost) < 2:
                await asyncio.sleep(0.02)
        watching.cancel()
        assert sorted(lost) == [entry.number for entry in entries]


async def test_a_worker_that_takes_its_own_again_drops_what_it_was_doing(opened):
    async with opened() as (_, one, _other):
        lost = []
        await one.store([update(1)])
        (entry,) = await taken(one)
        one._lost = lost.append
        (begun_anew,) = await taken_soon(one)
        assert lost == [entry.number] == [begun_anew.number]
        with pytest.raises(LostEntryError):  # whether or not it has noticed that it was dropped
            await one.mark_sending(entry)
        await one.mark_sending(begun_anew)


async def test_a_claim_that_runs_out_and_is_made_anew_during_a_renewal_is_kept(opened, monkeypatch):
    async with opened() as (server, one, other):
        await one.store([update(1), update(2), update(3)])
        await taken(one)
        run, begun_anew = server.run, []

        async def slow_renewal(script, *arguments, **more):
            if script == "renew_claims" and not begun_anew:
                begun_anew.extend(await taken_soon(one, 2))
            return await run(script, *arguments, **more)

        monkeypatch.setattr(server, "run", slow_renewal)
        for _ in range(4):
            await one._renew()
            await asyncio.sleep(0.5 * _CLAIM_S)
        assert numbers(begun_anew) == [1, 2]
        assert await taken(other) == []
        assert numbers(await taken(one)) == [3]
        for entry in begun_anew:
            await one.mark_sending(entry)


async def test_an_update_of_one_is_news_for_the_other(opened):
    async with opened() as (_, one, other):
        woken = asyncio.Event()
        watching = asyncio.create_task(other.watch(woken.set, lambda number: None))
        await asyncio.sleep(0.1)
        woken.clear()
        await one.store([update(1)])
        async with asyncio.timeout(10):
            await woken.wait()
        watching.cancel()


async def test_a_worker_that_ends_leaves_its_chats_at_once(opened):
    async with opened() as (_, one, other):
        await one.store([update(1)])
        await taken(one)
        await one.leave()
        assert numbers(await taken(other)) == [1]


async def test_a_chat_rests_with_its_worker_until_its_pace_is_over(opened, monkeypatch):
    monkeypatch.setattr(module, "REST_S", 0.5)
    async with opened() as (_, one, other):
        await one.store([update(1)])
        (entry,) = await taken(one)
        await one.finish(entry.number)
        await one.store([update(2)])
        assert await taken(other) == []
        assert numbers(await taken_soon(other)) == [2]


async def test_while_the_server_is_away_nothing_is_kept_and_nothing_is_lost(own_redis, monkeypatch):
    monkeypatch.setattr(module, "_PATIENCE_S", 0.3)
    async with connect(own_redis.url, "1") as server:
        inbox = RedisInbox(server, "one")
        await inbox.store([update(1)])
        (entry,) = await taken(inbox)
        own_redis.kill()
        with pytest.raises(NotKeptError):
            await inbox.store([update(2)])
        assert inbox.is_stuck
        finishing = asyncio.create_task(inbox.finish(entry.number, Count("said")))
        await asyncio.sleep(0.2)
        assert not finishing.done()
        own_redis.start()
        await finishing
        assert await inbox.store([update(1), update(2)]) == 1
        assert not inbox.is_stuck
        assert await inbox.open() == 1
        assert await RedisNotes(server).count("said") == 1


async def test_what_was_handed_out_is_handed_out_again_when_the_reply_was_lost(opened):
    async with opened() as (server, one, _):
        await one.store([update(1), update(2)])
        asked = ("one", 60_000, 100, 1, 100, POSSIBLE_DOUBLES)
        first = await server.run("take_entries", *asked, "a call")
        assert await server.run("take_entries", *asked, "a call") == first
        assert [row[0] for row in first] == ["1", "2"]
        assert await server.run("take_entries", *asked, "the next call") == []


async def test_a_change_that_is_repeated_is_made_once_and_only_by_whoever_has_the_update(opened):
    async with opened() as (server, one, other):
        await one.store([update(1)])
        (entry,) = await taken(one)
        for _ in range(2):
            asked = (entry.number, entry.claim, "a call", "HINCRBY", "parts", 1)
            await server.run("change_entry", *asked)
        (its,) = await taken_soon(other)
        await one.note_part(entry)
        assert (await other.again(its)).parts == 1


async def test_an_update_that_another_has_done_is_not_done_again(opened):
    async with opened() as (server, one, other):
        await one.store([update(1)])
        (entry,) = await taken(one)
        await taken_soon(other)
        await other.finish(entry.number, Count("said"))
        await one.finish(entry.number, Count("said"))
        assert await RedisNotes(server).count("said") == 1


async def test_a_group_is_left_when_its_worker_is_gone_and_rests_while_it_lives(opened):
    async with opened() as (server, one, other):
        crew = RedisCrew(server, "one", 10)
        await crew.join()
        await one.store([update(1, chat=-5)])
        (entry,) = await taken(one)
        await one.finish(entry.number)
        await one.store([update(2, chat=-5)])
        assert await taken(other) == []
        await server.redis.zrem(server.key("workers"), "one")
        assert numbers(await taken(other)) == [2]


async def test_a_task_is_one_worker_s_and_the_next_one_s_when_it_is_lost(opened):
    async with opened() as (server, _one, _other):
        at_work = []

        async def work(name):
            at_work.append(name)
            try:
                await asyncio.Event().wait()
            finally:
                at_work.remove(name)

        crews = {name: RedisCrew(server, name, 0.2) for name in ("one", "other")}
        leading = [
            asyncio.create_task(crew.lead("polling", partial(work, name)))
            for name, crew in crews.items()
        ]
        async with asyncio.timeout(10):
            while not at_work:
                await asyncio.sleep(0.02)
            first = at_work[0]
            await server.redis.set(server.key("task", "polling"), "somebody else", px=500)
            while at_work:
                await asyncio.sleep(0.02)
            while not at_work:
                await asyncio.sleep(0.02)
        assert first in crews
        assert len(at_work) == 1
        for task in leading:
            task.cancel()
        await asyncio.gather(*leading, return_exceptions=True)
        assert at_work == []


async def test_what_one_calls_off_the_other_hears(opened):
    async with opened() as (server, _one, _other):
        crews = [RedisCrew(server, name, 10) for name in ("one", "other")]
        heard = asyncio.Queue()
        running = asyncio.create_task(
            crews[1].run(lambda count: None, lambda *what: heard.put_nowait(what))
        )
        async with asyncio.timeout(10):
            while heard.empty():  # until it listens
                await crews[0].call_off(":7", "7:7")
                await asyncio.sleep(0.02)
        assert heard.get_nowait() == (":7", "7:7")
        running.cancel()
