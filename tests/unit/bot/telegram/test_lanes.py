import asyncio

import pytest

from bot.telegram.lanes import Lanes, Slots


async def settle():
    await asyncio.sleep(0.001)


async def test_what_one_person_asks_in_a_chat_is_done_in_the_order_of_asking():
    lanes, done = Lanes(), []

    async def work(ticket, name):
        await ticket.turn()
        await asyncio.sleep(1 if name == "first" else 0)
        done.append(name)
        ticket.leave()

    tickets = [(lanes.join("chat:1"), name) for name in ("first", "second", "third")]
    await asyncio.gather(*(work(*one) for one in reversed(tickets)))
    assert done == ["first", "second", "third"]


async def test_another_lane_waits_for_nobody():
    lanes = Lanes()
    lanes.join("chat:1")
    async with asyncio.timeout(1):
        await lanes.join("chat:2").turn()


async def test_a_ticket_knows_how_many_stand_before_it():
    lanes = Lanes()
    first, second, third = (lanes.join("chat:1") for _ in range(3))
    assert [first.ahead, second.ahead, third.ahead] == [0, 1, 2]
    first.leave()
    assert [second.ahead, third.ahead] == [0, 1]


async def test_cancelling_stops_what_runs_and_what_waits():
    lanes = Lanes()
    running, waiting = lanes.join("chat:1"), lanes.join("chat:1")
    works = [asyncio.ensure_future(asyncio.sleep(60)) for _ in range(2)]
    running.holds(works[0])
    waiting.holds(works[1])
    assert lanes.cancel("chat:1") == 2
    await settle()
    assert [work.cancelled() for work in works] == [True, True]
    assert lanes.cancel("chat:1") == 0


async def test_work_that_begins_after_it_was_cancelled_is_stopped_too():
    lanes = Lanes()
    ticket = lanes.join("chat:1")
    lanes.cancel("chat:1")
    work = asyncio.ensure_future(asyncio.sleep(60))
    ticket.holds(work)
    await settle()
    assert work.cancelled()


async def test_an_answer_that_is_being_sent_is_not_stopped():
    ticket = Lanes().join("chat:1")
    work = asyncio.ensure_future(asyncio.sleep(1))
    ticket.holds(work)
    ticket.releases()
    ticket.cancel()
    await work


async def test_empty_lanes_are_forgotten():
    lanes = Lanes()
    for number in range(1000):
        lanes.join(f"chat:{number}").leave()
    lanes.join("chat:last")
    assert len(lanes._lanes) <= 2


async def test_so_many_run_at_once_and_the_others_in_their_order():
    slots, running, begun, most = Slots(2), 0, [], 0

    async def work(number):
        nonlocal running, most
        await slots.take(number)
        begun.append(number)
        running += 1
        most = max(most, running)
        await asyncio.sleep(1)
        running -= 1
        slots.give_back()

    await asyncio.gather(*map(work, range(7)))
    assert (most, begun) == (2, list(range(7)))


@pytest.mark.parametrize("moment", ["while it waits", "when it is called"])
async def test_a_slot_is_not_lost_with_one_who_goes_away(moment):
    slots = Slots(1)
    await slots.take("first")
    leaving = asyncio.ensure_future(slots.take("leaving"))
    await settle()
    assert slots.ahead("leaving") == 1
    if moment == "when it is called":
        slots.give_back()
    leaving.cancel()
    await settle()
    if moment == "while it waits":
        slots.give_back()
    async with asyncio.timeout(1):
        await slots.take("next")
