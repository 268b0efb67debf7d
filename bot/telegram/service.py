"""The service: wired, started, kept running until it is told to stop, ended in good order."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    nullcontext,
    suppress,
)

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramUnauthorizedError
from aiogram.utils.token import TokenValidationError
from pydantic import HttpUrl

from bot.errors import SettingsError
from bot.settings import Settings
from bot.succession import Succession
from bot.telegram.assembly import open_reception
from bot.telegram.delivery import RefusedError
from bot.telegram.desk import is_answering
from bot.telegram.journal import journal, open_journal
from bot.telegram.menu import register_menu
from bot.telegram.observation import Observation, Pulse
from bot.telegram.polling import Polling
from bot.telegram.profile import register_profile
from bot.telegram.reception import Reception
from bot.telegram.session import Session
from bot.telegram.single_instance import only_instance
from bot.telegram.webhook import Webhook

# Objects that are made before a look for cycles: among hundreds of updates there are hardly any.
_GARBAGE = (20_000, 20, 20)
_FAREWELL_S = 3.0
_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def serve(succession: Succession) -> None:
    """Run the bot until SIGTERM or SIGINT.

    Raises SettingsError for a token that is not valid, and while another bot runs here.
    """
    open_journal()
    with only_instance(succession.present.settings.home):
        try:
            asyncio.run(_serve(succession))
        except (TokenValidationError, TelegramUnauthorizedError, RefusedError) as error:
            raise SettingsError("error-telegram-token") from error
    if is_answering():
        # The interpreter must not be taken down around a thread that is in native code.
        sys.stderr.flush()
        os._exit(0)


async def _serve(succession: Succession) -> None:
    settings = succession.present.settings
    async with AsyncExitStack() as stack:
        bot = await stack.enter_async_context(_opened_bot(settings))
        reception = await stack.enter_async_context(open_reception(succession, bot))
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, reception.renewal.wake)
        pulse = Pulse()
        await stack.enter_async_context(_observed(settings, reception, pulse))
        bringing = asyncio.create_task(_bring_updates(settings, bot, reception, pulse))
        others = [
            asyncio.create_task(work)
            for work in (
                _stop_asked(),
                reception.run(),
                register_menu(reception.delivery),
                register_profile(reception.delivery),
            )
        ]
        # What is loaded by now stays: the collector of garbage need not look through it again.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_GARBAGE)
        journal.info("started", open=await reception.inbox.open())
        try:
            await _until_one_ends([bringing, *others[:2]])
        finally:
            await _end([bringing])
            await reception.stop(settings.telegram_grace_s)
            await _end(others)
        journal.info("stopped", open=await _count_open(reception))


def _observed(
    settings: Settings, reception: Reception, pulse: Pulse
) -> AbstractAsyncContextManager[object]:
    """Tell those who watch, where a port is set for that."""
    port = settings.telegram_metrics_port
    if port is None:
        return nullcontext()
    host, states = settings.telegram_metrics_host, reception.statistics.states
    return Observation(host, port, reception.metrics, states, pulse)


async def _bring_updates(settings: Settings, bot: Bot, reception: Reception, pulse: Pulse) -> None:
    """Put updates into the inbox, for ever."""
    if settings.telegram_webhook_url:
        await _be_brought(settings, settings.telegram_webhook_url, bot, reception, pulse)
    if settings.redis_url.get_secret_value():
        pulse.hold()  # another worker may ask for them

    async def poll() -> None:
        pulse.lapse()
        await Polling(bot, reception.inbox, reception.wake, pulse.beat).run()

    await reception.crew.lead("polling", poll)


async def _be_brought(
    settings: Settings, url: HttpUrl, bot: Bot, reception: Reception, pulse: Pulse
) -> None:
    """Have Telegram bring them. Raises SettingsError where workers would not know the secret."""
    has_secret = bool(settings.telegram_webhook_secret.get_secret_value())
    if settings.redis_url.get_secret_value() and not has_secret:
        raise SettingsError("error-webhook-secret")
    async with Webhook(settings, url, reception.inbox, reception.wake) as webhook:
        await webhook.register(bot)
        pulse.hold()
        await asyncio.Event().wait()


async def _count_open(reception: Reception) -> int | None:
    """How many updates are left, None where that cannot be learnt soon."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_FAREWELL_S):
            return await reception.inbox.open()
    return None


async def _stop_asked() -> None:
    """Wait for SIGTERM or SIGINT."""
    asked = asyncio.Event()
    for number in _STOP_SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    await asked.wait()


async def _until_one_ends(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Wait; raise what the first that ends has raised."""
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def _opened_bot(settings: Settings) -> AsyncIterator[Bot]:
    server = TelegramAPIServer.from_base(str(settings.telegram_api_url))
    session = Session(api=server)
    try:
        yield Bot(settings.telegram_token.get_secret_value(), session=session)
    finally:
        await session.close()
