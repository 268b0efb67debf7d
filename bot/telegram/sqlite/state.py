"""The state in a file, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.settings import Settings
from bot.telegram.crew import Alone
from bot.telegram.journal import open_key
from bot.telegram.sqlite.answers import SqliteAnswers
from bot.telegram.sqlite.conversations import SqliteConversations
from bot.telegram.sqlite.database import Database
from bot.telegram.sqlite.feedback import SqliteFeedback
from bot.telegram.sqlite.inbox import SqliteInbox
from bot.telegram.sqlite.limits import SqliteLimits
from bot.telegram.sqlite.notes import SqliteNotes
from bot.telegram.sqlite.people import SqlitePeople
from bot.telegram.sqlite.traces import SqliteTraces
from bot.telegram.stores import Stores


@asynccontextmanager
async def open_in_file(settings: Settings) -> AsyncIterator[Stores]:
    """Open the file in the data folder. Raises SettingsError when it cannot be used."""
    database = await Database.open(settings.telegram_database_path)
    try:
        yield _in(database, settings)
    finally:
        await database.close()


def _in(database: Database, settings: Settings) -> Stores:
    limits = settings.telegram_questions_per_minute, settings.telegram_questions_per_day
    return Stores(
        SqliteInbox(database),
        SqlitePeople(database),
        SqliteConversations(database),
        SqliteAnswers(database),
        SqliteFeedback(database),
        SqliteNotes(database),
        SqliteTraces(database),
        SqliteLimits(database, *limits),
        Alone(),
        open_key(settings.home),
    )
