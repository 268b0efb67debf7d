import pytest

from bot.telegram.changes import Count
from bot.telegram.inbox import POSSIBLE_DOUBLES


def update(number, text="Құрылтай деген не?", chat=7, person=7):
    sender = {"id": person, "is_bot": False, "first_name": "Айгүл"}
    return {"update_id": number, "message": {"message_id": number, "chat": {"id": chat}, "from": sender, "text": text}}  # fmt: skip


def numbers(entries):
    return [entry.update_id for entry in entries]


async def waiting(inbox, **more):
    return await inbox.take(100, **{"in_lanes": True} | more)


async def test_updates_are_there_after_a_death_in_the_order_of_their_arrival(opened):
    async with opened() as state:
        assert await state.inbox.store([update(12), update(11)]) == 2
    async with opened() as state:
        entries = await waiting(state.inbox)
    assert numbers(entries) == [12, 11]
    assert entries[0].update == update(12)


async def test_an_update_that_comes_again_is_one_update_even_when_it_is_done(opened):
    async with opened() as state:
        inbox = state.inbox
        await inbox.store([update(1)])
        assert await inbox.store([update(1), update(2)]) == 1
        (first, _) = await waiting(inbox)
        await inbox.finish(first.number)
        assert await inbox.store([update(1)]) == 0
        assert (await waiting(inbox), await inbox.open()) == ([], 1)


async def test_half_a_character_does_not_make_an_update_unanswerable(opened):
    async with opened() as state:
        inbox = state.inbox
        await inbox.store([update(1, "Құрылтай \ud83d деген 😀 не?")])
        (entry,) = await waiting(inbox)
    assert entry.update["message"]["text"] == "Құрылтай ? деген 😀 не?"


NO_UPDATES = {
    "a list": [],
    "a word": "update",
    "without a number": {"message": {}},
    "a number that is text": {"update_id": "7"},
    "a truth": {"update_id": True},
    "too large": {"update_id": 2**70},
    "nothing": None,
}


@pytest.mark.parametrize("rubbish", NO_UPDATES.values(), ids=NO_UPDATES)
async def test_what_is_no_update_hides_no_other(opened, rubbish):
    async with opened() as state:
        inbox = state.inbox
        assert await inbox.store([rubbish, update(1)]) == 1


async def test_what_was_being_sent_is_opened_again_and_counted_as_a_possible_double(opened):
    async with opened() as state:
        inbox = state.inbox
        await inbox.store([update(1), update(2), update(3)])
        one, two, _ = await waiting(inbox)
        await inbox.mark_sending(one)
        await inbox.mark_sending(two)
        await inbox.mark_waiting(two)
    async with opened() as state:
        inbox = state.inbox
        await inbox.recover()
        await inbox.recover()
        assert numbers(await waiting(inbox)) == [1, 2, 3]
        assert await state.notes.count(POSSIBLE_DOUBLES) == 1


async def test_what_is_done_is_done_together_with_what_belongs_to_it(opened):
    async with opened() as state:
        await state.inbox.store([update(1)])
        (entry,) = await waiting(state.inbox)
        await state.inbox.finish(entry.number, Count("said"))
        assert await state.inbox.open() == 0
        assert await state.inbox.again(entry) is None
        assert await state.notes.count("said") == 1


async def test_parts_that_were_accepted_and_the_message_in_a_group_are_remembered(opened):
    async with opened() as state:
        inbox = state.inbox
        await inbox.store([update(1, chat=-5)])
        (entry,) = await waiting(inbox)
        assert (entry.lane, entry.parts, entry.shown) == ("-5:7", 0, None)
        await inbox.mark_sending(entry)
        await inbox.note_part(entry)
        await inbox.note_shown(entry, 99)
        again = await inbox.again(entry)
        assert (again.parts, again.shown) == (1, 99)


AT_ONCE = {
    "cancel": update(1, "/cancel"),
    "cancel in a group": update(1, "/cancel@atazan_bot", chat=-5),
    "a button": {"update_id": 1, "callback_query": {"id": "1", "from": {"id": 7}, "data": "rate:a:1"}},
    "inline": {"update_id": 1, "inline_query": {"id": "1", "from": {"id": 7}, "query": "Құрылтай"}},
    "odd": {"update_id": 1, "message": "text"},
}  # fmt: skip


@pytest.mark.parametrize("one", AT_ONCE.values(), ids=AT_ONCE)
async def test_what_waits_for_nobody_is_in_no_lane(opened, one):
    async with opened() as state:
        inbox = state.inbox
        await inbox.store([one])
        assert len(await waiting(inbox, in_lanes=False)) == 1
        assert await waiting(inbox) == []


async def test_a_button_that_asks_is_in_the_lane_of_the_person(opened):
    tap = {"id": "1", "from": {"id": 7}, "data": "ask:1", "message": {"chat": {"id": -5}}}
    async with opened() as state:
        inbox = state.inbox
        await inbox.store([{"update_id": 1, "callback_query": tap}])
        assert [entry.lane for entry in await waiting(inbox)] == ["-5:7"]
