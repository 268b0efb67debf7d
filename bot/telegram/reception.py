"""The reception: has every update in the inbox handled, once, until it is done."""

import asyncio
from collections.abc import Sequence

from aiogram import Bot, Dispatcher
from aiogram.enums import ChatType
from aiogram.types import Message, Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from bot.telegram.crew import Crew
from bot.telegram.delivery import Delivery
from bot.telegram.feeder import Feeder
from bot.telegram.inbox import Entry, Inbox
from bot.telegram.journal import journal
from bot.telegram.lanes import Lanes, Ticket
from bot.telegram.messages import place_of, say_html
from bot.telegram.metrics import Metrics
from bot.telegram.pacing import Pacer
from bot.telegram.people import People
from bot.telegram.renewal import Renewal
from bot.telegram.retention import Retention
from bot.telegram.statistics import Statistics
from bot.telegram.updates import check_numbers
from prompts.messages import message as text_of

# Updates that wait for nobody have room of their own: a /cancel must not wait for what it stops.
_MOST_AT_ONCE = 50


class Reception:
    """Takes updates from the inbox to the dispatcher."""

    def __init__(
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        inbox: Inbox,
        delivery: Delivery,
        lanes: Lanes,
        people: People,
        retention: Retention,
        most: int,
        metrics: Metrics,
        statistics: Statistics,
        crew: Crew,
        pacer: Pacer,
        renewal: Renewal,
    ) -> None:
        """Take who handles updates, and how many that wait for others are in work at once."""
        self.metrics = metrics
        self.statistics = statistics
        self.renewal = renewal
        self.inbox = inbox
        self.delivery = delivery
        self.crew = crew
        self._pacer = pacer
        self._lanes = lanes
        self._bot = bot
        self._dispatcher = dispatcher
        self._people = people
        self._retention = retention
        self._feeders: Sequence[Feeder] = [
            Feeder(inbox, lanes, self._handle, self._apologise, many, in_lanes=in_lanes)
            for many, in_lanes in ((most, True), (_MOST_AT_ONCE, False))
        ]

    def wake(self) -> None:
        """There are new updates."""
        for feeder in self._feeders:
            feeder.wake()

    def _drop(self, number: int) -> None:
        for feeder in self._feeders:
            feeder.drop(number)

    async def run(self) -> None:
        """Work, for ever. Raises RefusedError when the token is not valid any more."""
        works = (
            *(feeder.run() for feeder in self._feeders),
            self.inbox.watch(self.wake, self._drop),
            self._retention.run(),
            self.crew.run(self._pacer.share, self._lanes.cancel_elsewhere),
            self.renewal.run(),
        )
        try:
            async with asyncio.TaskGroup() as group:
                for work in works:
                    group.create_task(work)
        except ExceptionGroup as faults:
            raise faults.exceptions[0] from faults

    async def stop(self, grace_s: float) -> None:
        """Let what is in work end, for a while; the rest stays in the inbox."""
        await asyncio.gather(*(feeder.stop(grace_s) for feeder in self._feeders))

    async def _handle(self, entry: Entry, ticket: Ticket) -> None:
        """Have an update handled. What is no update that we know is passed over."""
        update = _parsed(entry, self._bot)
        if update:
            await self._dispatcher.feed_update(self._bot, update, entry=entry, ticket=ticket)

    async def _apologise(self, entry: Entry) -> None:
        """Tell a person in private that the question cannot be answered."""
        update = _parsed(entry, self._bot)
        message = update.event if update else None
        if not isinstance(message, Message) or message.chat.type != ChatType.PRIVATE:
            return
        person = await self._people.meet(message.chat.id, None)
        html = text_of("telegram-failed", person.language)
        await self.delivery.try_call(say_html(place_of(message), html))


def _parsed(entry: Entry, bot: Bot) -> Update | None:
    """The update as aiogram has it, None for what it does not know."""
    try:
        check_numbers(entry.update)
        update = Update.model_validate(entry.update, context={"bot": bot})
        _ = update.event_type
    except (ValidationError, UpdateTypeLookupError, RecursionError, OverflowError) as error:
        journal.warning("passed over", fault=error)
        return None
    return update
