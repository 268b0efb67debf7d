"""The assembly: wires the bot's parts over a data folder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot

from bot.telegram.abilities import Abilities
from bot.telegram.answers import Answers
from bot.telegram.conversations import Conversations
from bot.telegram.database import Database
from bot.telegram.delivery import Delivery
from bot.telegram.desk import Desk
from bot.telegram.dispatcher import build_dispatcher
from bot.telegram.feedback import Feedback
from bot.telegram.inbox import Inbox
from bot.telegram.journal import Names, open_key
from bot.telegram.lanes import Lanes, Slots
from bot.telegram.limits import Limits
from bot.telegram.metrics import Metrics
from bot.telegram.notes import Notes
from bot.telegram.pacing import Pacer
from bot.telegram.people import People
from bot.telegram.questions import Questions
from bot.telegram.reception import Reception
from bot.telegram.retention import Retention
from bot.telegram.statistics import Statistics
from bot.wiring import Application


@asynccontextmanager
async def open_reception(application: Application, bot: Bot) -> AsyncIterator[Reception]:
    """Open the bot's database in the data folder, and wire everything that works with it.

    Raises SettingsError for a database that cannot be used.
    """
    settings = application.settings
    database = await Database.open(settings.telegram_database_path)
    desk = Desk(application)
    try:
        inbox, notes, lanes = Inbox(database), Notes(database), Lanes()
        people, answers, feedback = People(database), Answers(database), Feedback(database)
        conversations = Conversations(database)
        abilities = Abilities(notes, str(settings.telegram_api_url))
        metrics, slots = Metrics(), Slots(settings.telegram_running)
        delivery = Delivery(bot, Pacer(), inbox, database, metrics)
        retention = Retention(database, inbox, settings.telegram_retention_days)
        limits = Limits(settings.telegram_questions_per_minute, settings.telegram_questions_per_day)
        questions = Questions(
            desk,
            delivery,
            inbox,
            answers,
            conversations,
            abilities,
            notes,
            limits,
            slots,
            Names(open_key(settings.home)),
            metrics,
            settings.telegram_queue,
        )
        statistics = Statistics(people, answers, feedback, inbox, notes, slots, application)
        dispatcher = build_dispatcher(
            people,
            settings.telegram_admins,
            answers=answers,
            conversations=conversations,
            delivery=delivery,
            desk=desk,
            feedback=feedback,
            lanes=lanes,
            notes=notes,
            questions=questions,
            retention=retention,
            settings=settings,
            statistics=statistics,
        )
        await abilities.recall()
        await inbox.recover()
        yield Reception(
            bot,
            dispatcher,
            database,
            inbox,
            delivery,
            lanes,
            people,
            retention,
            settings.telegram_in_memory,
            metrics,
            statistics,
        )
    finally:
        await database.close()
