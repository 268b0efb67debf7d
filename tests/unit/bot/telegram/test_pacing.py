import asyncio
import random

import pytest

from bot.telegram.pacing import Pacer, Urgency


class Sender:
    """Sends through a pacer to a server that is as far as one likes, and notes what arrives."""

    def __init__(self, pacer, *, latency=lambda: 0.05):
        self.pacer = pacer
        self.latency = latency
        self.arrived = []

    async def send(self, chat, name="", urgency=Urgency.REPLY, counts=True):
        async with self.pacer.turn(chat, urgency, counts=counts):
            way = self.latency()
            share = random.Random(len(self.arrived)).random()
            await asyncio.sleep(way * share)
            self.arrived.append((asyncio.get_running_loop().time(), chat, name))
            await asyncio.sleep(way * (1 - share))

    def moments(self, chat=None):
        return [at for at, where, _ in self.arrived if chat in (None, where)]


def most_within(moments, seconds):
    return max(sum(1 for at in moments if start <= at < start + seconds) for start in moments)


@pytest.fixture
def sender():
    return lambda **more: Sender(Pacer(clock=asyncio.get_running_loop().time), **more)


LATENCIES = {"near": (0.01, 0.02), "far": (0.2, 0.9), "unsteady": (0.0, 3.0)}


@pytest.mark.parametrize("ways", LATENCIES.values(), ids=LATENCIES)
async def test_no_second_there_has_more_than_thirty_whatever_the_network_does(sender, ways):
    dice = random.Random(7)
    out = sender(latency=lambda: dice.uniform(*ways))
    await asyncio.gather(*(out.send(chat) for chat in range(1, 301)))
    assert len(out.arrived) == 300
    assert most_within(out.moments(), 1.0) <= 30


@pytest.mark.parametrize("ways", LATENCIES.values(), ids=LATENCIES)
async def test_a_chat_gets_one_message_a_second(sender, ways):
    dice = random.Random(7)
    out = sender(latency=lambda: dice.uniform(*ways))
    await asyncio.gather(*(out.send(5) for _ in range(10)))
    gaps = [later - sooner for sooner, later in zip(out.moments(), out.moments()[1:], strict=False)]
    assert min(gaps) >= 1.0


async def test_a_group_gets_twenty_a_minute(sender):
    out = sender()
    await asyncio.gather(*(out.send(-5) for _ in range(50)))
    assert most_within(out.moments(), 60.0) <= 20
    assert out.moments()[-1] < 150


async def test_thirty_a_second_are_made_use_of(sender):
    out = sender()
    await asyncio.gather(*(out.send(chat) for chat in range(1, 601)))
    assert out.moments()[-1] < 600 / 30 * 1.15


async def test_answers_go_before_what_is_less_urgent(sender):
    out = sender()
    sending = [out.send(5, "first")]
    sending += [out.send(5, f"progress {n}", Urgency.PROGRESS) for n in range(3)]
    sending += [out.send(5, "answer", Urgency.FINAL)]
    await asyncio.gather(*sending)
    assert [name for _, _, name in out.arrived][:2] == ["first", "answer"]


async def test_a_chat_that_has_to_wait_holds_up_no_other(sender):
    out = sender()
    out.pacer.pause(5, 100)
    await asyncio.gather(out.send(5), out.send(6))
    assert [(chat, at < 1) for at, chat, _ in out.arrived] == [(6, True), (5, False)]


async def test_a_pause_of_all_holds_up_all(sender):
    out = sender()
    out.pacer.pause(None, 7)
    await asyncio.gather(*(out.send(chat) for chat in (5, 6)))
    assert min(out.moments()) >= 7


async def test_a_draft_is_no_message_but_keeps_its_place_before_one(sender):
    out = sender()
    await out.send(5, "draft", counts=False)
    await out.send(5, "draft", counts=False)
    await asyncio.gather(out.send(5, "draft", counts=False), out.send(5, "answer"))
    assert [name for _, _, name in out.arrived] == ["draft"] * 3 + ["answer"]
    assert out.moments()[-1] < 0.5


async def test_there_is_room_only_where_nobody_is_held_up(sender):
    out = sender()
    assert out.pacer.has_room(5)
    await out.send(5)
    assert not out.pacer.has_room(5)
    assert out.pacer.has_room(5, counts=False)
    assert out.pacer.has_room(6)


async def test_one_who_goes_away_leaves_no_hole(sender):
    out = sender()
    await out.send(5)
    leaving = asyncio.ensure_future(out.send(5))
    staying = asyncio.ensure_future(out.send(5))
    await asyncio.sleep(0.1)
    leaving.cancel()
    await staying
    assert len(out.arrived) == 2
    assert out.pacer._running == 0


async def test_chats_that_are_silent_are_forgotten(sender):
    out = sender()
    for chat in range(1, 500):
        await out.send(chat)
        await asyncio.sleep(1)
    assert len(out.pacer._chats) < 70
