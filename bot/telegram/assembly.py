"""The assembly: wires the bot's parts over a data folder."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

from aiogram import Bot

from bot.succession import Succession
from bot.telegram.abilities import Abilities
from bot.telegram.delivery import Delivery
from bot.telegram.desk import Desk
from bot.telegram.dispatcher import build_dispatcher
from bot.telegram.journal import Names
from bot.telegram.lanes import Lanes, Slots
from bot.telegram.metrics import Metrics
from bot.telegram.pacing import Pacer
from bot.telegram.pressure import Pressure
from bot.telegram.questions import Questions
from bot.telegram.reception import Reception
from bot.telegram.renewal import Renewal
from bot.telegram.retention import Retention
from bot.telegram.state import open_state
from bot.telegram.statistics import Statistics


@asynccontextmanager
async def open_reception(succession: Succession, bot: Bot) -> AsyncIterator[Reception]:
    """Open what the bot keeps, and wire everything that works with it.

    Raises SettingsError for a file or a server that cannot be used.
    """
    settings = succession.present.settings
    desk = Desk(succession, settings.telegram_running)
    async with open_state(settings) as state, aclosing(desk):
        inbox, notes = state.inbox, state.notes
        lanes, metrics = Lanes(), Metrics()
        renewal = Renewal(succession, settings.look_every_s)
        abilities = Abilities(notes, str(settings.telegram_api_url))
        slots = Slots(settings.telegram_running)
        has_model = succession.present.models.chat_model is not None
        pressure = Pressure(slots, settings.telegram_bearable_wait_s, has_model=has_model)
        pacer = Pacer(settings.telegram_messages_per_second)
        delivery = Delivery(bot, pacer, inbox, notes, metrics)
        retention = Retention(state.traces, inbox, settings.telegram_retention_days)
        questions = Questions(
            desk,
            delivery,
            inbox,
            state.answers,
            state.conversations,
            abilities,
            notes,
            state.limits,
            slots,
            pressure,
            Names(state.names_key),
            metrics,
            settings.telegram_queue,
        )
        statistics = Statistics(
            state.people, state.answers, state.feedback, inbox, notes, slots, pressure, succession
        )
        dispatcher = build_dispatcher(
            state.people,
            settings.telegram_admins,
            answers=state.answers,
            conversations=state.conversations,
            crew=state.crew,
            delivery=delivery,
            desk=desk,
            feedback=state.feedback,
            lanes=lanes,
            notes=notes,
            questions=questions,
            renewal=renewal,
            retention=retention,
            settings=settings,
            statistics=statistics,
        )
        await abilities.recall()
        await inbox.recover()
        await state.crew.join()
        await desk.warm_up()
        yield Reception(
            bot,
            dispatcher,
            inbox,
            delivery,
            lanes,
            state.people,
            retention,
            settings.telegram_in_memory,
            metrics,
            statistics,
            state.crew,
            pacer,
            renewal,
        )
