"""The feeder: work that is dropped ends, whatever it is at."""

import asyncio
from contextlib import suppress

from bot.telegram.feeder import Feeder
from bot.telegram.lanes import Lanes
from tests.unit.bot.telegram.test_inbox import update


async def test_work_that_swallows_a_cancellation_is_told_again(opened):
    begun = asyncio.Event()

    async def handle(entry, ticket):
        begun.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    async with opened() as state:
        await state.inbox.store([update(1)])
        feeder = Feeder(state.inbox, Lanes(), handle, handle, 10, in_lanes=True)
        feeding = asyncio.create_task(feeder.run())
        async with asyncio.timeout(10):
            await begun.wait()
            (number,) = feeder._tasks
            feeder.drop(number)
            while feeder.working:
                await asyncio.sleep(0.01)
        feeding.cancel()
