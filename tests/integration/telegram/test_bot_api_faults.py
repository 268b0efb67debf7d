"""Faults on request, restarts, and aiogram's own Bot, which must understand all of it."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputRichBlockDetails,
    InputRichBlockParagraph,
    InputRichBlockTable,
    InputRichBlockThinking,
    InputRichMessage,
    InputTextMessageContent,
    RichBlockTableCell,
    RichTextReference,
    RichTextReferenceLink,
)

from tests.bot_api import BotApi


@asynccontextmanager
async def aiograms(api, timeout=10):
    """The Bot of aiogram, which calls our server."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api.url), timeout=timeout)
    async with Bot(api.token, session=session) as bot:
        yield bot


@pytest.fixture
def aru(api):
    seat = api.person("Ару", "kk")
    seat.types("/start")
    return seat


# Whether the message was sent nevertheless, and what aiogram makes of it.
FAULTS = {
    "drop_before": (False, TelegramNetworkError),
    "drop_after": (True, TelegramNetworkError),
    "error_500": (False, TelegramServerError),
    "error_502": (False, ClientDecodeError),
    "too_many": (False, TelegramRetryAfter),
    "garbage": (True, ClientDecodeError),
}


@pytest.mark.parametrize(
    ("kind", "is_sent", "error"), [(k, *v) for k, v in FAULTS.items()], ids=FAULTS
)
def test_a_fault_is_what_it_is_called(api, aru, kind, is_sent, error):
    async def send():
        async with aiograms(api) as bot:
            with pytest.raises(error):
                await bot.send_message(aru.chat.id, "бір")
            await bot.send_message(aru.chat.id, "екі")

    api.fault(kind, "sendMessage")
    asyncio.run(send())
    assert [message.shown for message in aru.sees()] == ["бір"] * is_sent + ["екі"]


@pytest.mark.parametrize(("kind", "is_sent"), [("hang", False), ("hang_after", True)])
def test_a_server_that_hangs_is_given_up_on(api, aru, kind, is_sent):
    async def send():
        async with aiograms(api, timeout=0.3) as bot:
            with pytest.raises(TelegramNetworkError, match="timeout"):
                await bot.send_message(aru.chat.id, "бір")

    api.fault(kind, "send*")
    asyncio.run(send())
    assert [message.shown for message in aru.sees()] == ["бір"] * is_sent


def test_a_delay_delays(api, aru):
    async def send():
        async with aiograms(api) as bot:
            sent = await bot.send_message(aru.chat.id, "бір")
            assert sent.text == "бір"

    api.fault("delay", "sendMessage", seconds=0.2)
    asyncio.run(send())
    [message] = aru.sees()
    assert message.at - aru.chat.messages[0].at > 0.2


def test_faults_skip_repeat_and_end_as_they_were_asked_to(api, aru):
    api.fault("error_500", "getMe", skip=1, times=2)

    async def get():
        async with aiograms(api) as bot:
            outcomes = []
            for _ in range(4):
                try:
                    outcomes.append((await bot.get_me()).id == api.world.bot.id)
                except TelegramServerError:
                    outcomes.append(False)
            return outcomes

    assert asyncio.run(get()) == [True, False, False, True]


@pytest.mark.parametrize("keep", [True, False], ids=["with everything", "with nothing"])
def test_a_restart_breaks_connections_and_goes_on_at_the_same_address(api, aru, keep):
    async def run():
        async with aiograms(api) as bot:
            await bot.get_updates()
            polling = asyncio.create_task(bot.get_updates(offset=10**9, timeout=10))
            await asyncio.sleep(0.1)
            url = api.url
            await asyncio.to_thread(api.restart, keep=keep)
            with pytest.raises(TelegramNetworkError):
                await polling
            assert api.url == url
            return await bot.get_updates()

    aru.types("сұрақ")
    assert asyncio.run(run()) == []
    assert bool(api.world.chats) == keep


def test_the_poll_of_a_bot_that_died_turns_nobody_out(api, aru):
    async def run():
        async with aiograms(api) as dying:
            polling = asyncio.create_task(dying.get_updates(offset=10**9, timeout=10))
            await asyncio.sleep(0.1)
            polling.cancel()
        async with aiograms(api) as living:
            assert await living.get_updates(offset=10**9) == []

    asyncio.run(run())
    assert [call.status for call in api.calls("getUpdates")] == [200]


REFUSALS = {
    "bad request": (lambda bot, seat: bot.send_message(seat.chat.id, "<b>", parse_mode="HTML"), TelegramBadRequest),
    "forbidden": (lambda bot, seat: bot.send_message(1_000_002, "x"), TelegramForbiddenError),
    "too fast": (lambda bot, seat: burst(bot, seat), TelegramRetryAfter),
}  # fmt: skip


async def burst(bot, seat):
    for number in range(10):
        await bot.send_message(seat.chat.id, str(number))


@pytest.mark.parametrize(("act", "error"), REFUSALS.values(), ids=REFUSALS)
def test_aiogram_knows_the_refusals_by_their_kind(api, aru, act, error):
    async def run():
        async with aiograms(api) as bot:
            with pytest.raises(error):
                await act(bot, aru)

    api.person("Бөтен", "ru", 1_000_002)
    asyncio.run(run())


def test_aiogram_learns_that_a_server_is_old():
    async def run(api, seat):
        async with aiograms(api) as bot:
            with pytest.raises(TelegramNotFound):
                await bot.send_message_draft(seat.chat.id, 1, text="x")

    with BotApi(is_old=True) as api:
        seat = api.person()
        seat.types("/start")
        asyncio.run(run(api, seat))


def test_aiogram_and_the_server_agree_on_a_whole_conversation(api, aru):
    async def run():
        async with aiograms(api) as bot:
            await converse(bot, api, aru)

    asyncio.run(run())
    drafts, [answer] = aru.saw_drafts(), aru.sees()
    assert [draft.shown for draft in drafts] == ["Іздеп жатырмын…"]
    assert answer.shown.splitlines() == ["145 депутат. [1]", "Дереккөз", "бір | екі"]
    assert answer.buttons == ["Пайдалы"]
    assert api.refused == []
    assert api.violations == []


async def converse(bot, api, seat):
    """Everything that a bot does, with the types of aiogram."""
    seat.types("Қанша депутат?")
    *_, update = await bot.get_updates(timeout=5)
    chat = update.message.chat.id
    thinking = InputRichMessage(blocks=[InputRichBlockThinking(text="Іздеп жатырмын…")])
    assert await bot.send_chat_action(chat, "typing")
    assert await bot.send_rich_message_draft(chat, 7, thinking)
    link = RichTextReferenceLink(text="[1]", reference_name="s1")
    source = RichTextReference(text="Дереккөз", name="s1")
    cells = [[RichBlockTableCell(align="left", valign="top", text=text) for text in ("бір", "екі")]]
    blocks = [
        InputRichBlockParagraph(text=["145 депутат. ", link]),
        InputRichBlockDetails(summary=source, blocks=[InputRichBlockTable(cells=cells)]),
    ]
    button = InlineKeyboardButton(text="👍", callback_data="up")
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
    rich = InputRichMessage(blocks=blocks)
    sent = await bot.send_rich_message(chat, rich, reply_markup=keyboard)
    assert sent.rich_message.blocks[0].text[1].reference_name == "s1"
    seat.taps("👍")
    [tapped] = await bot.get_updates(offset=update.update_id + 1, timeout=5)
    assert tapped.callback_query.message.message_id == sent.message_id
    assert await bot.answer_callback_query(tapped.callback_query.id, "Рақмет")
    named = InlineKeyboardMarkup(inline_keyboard=[[button.model_copy(update={"text": "Пайдалы"})]])
    edited = await bot.edit_message_reply_markup(
        chat_id=chat, message_id=sent.message_id, reply_markup=named
    )
    assert edited.edit_date
    asked = seat.asks_inline("құрылтай")
    content = InputTextMessageContent(message_text="<b>x</b>", parse_mode="HTML")
    article = InlineQueryResultArticle(id="1", title="x", input_message_content=content)
    assert await bot.answer_inline_query(asked.id, [article], cache_time=1)
    assert (await bot.get_chat(chat)).type == "private"
    assert (await bot.get_chat_member(chat, chat)).status == "member"


def test_two_bots_with_one_token_learn_of_it(api):
    async def run():
        async with aiograms(api) as one, aiograms(api) as other:
            polling = asyncio.create_task(one.get_updates(timeout=10))
            await asyncio.sleep(0.1)
            await other.get_updates()
            with pytest.raises(TelegramConflictError):
                await polling

    asyncio.run(run())
