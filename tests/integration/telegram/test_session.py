import json

import pytest
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.methods import SendDocument, SendMessage, SendRichMessage
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.polling import GetUpdates
from bot.telegram.rendering.rich import plain_paragraph, rich_message
from bot.telegram.session import Session

SAYING = SendMessage(chat_id=1, text="сәлем")
BUTTON = {"text": "👍", "callback_data": "good"}


@pytest.fixture
def read():
    """Reads what a server has said to a method."""
    session = Session()
    bot = Bot("42:AAH-for-tests-only", session=session)
    return lambda method, status, told: session.check_response(bot, method, status, told)


def test_a_message_of_a_server_newer_than_aiogram_was_accepted_all_the_same(read):
    told = json.dumps({"ok": True, "result": {"message_id": 7, "chat": "of a kind yet to come"}})
    assert read(SAYING, 200, told).result.message_id == 7


@pytest.mark.parametrize(("method", "result"), [(SAYING, True), (GetUpdates(), [{"update_id": 1}])])
def test_a_yes_and_updates_come_as_they_are(read, method, result):
    assert read(method, 200, json.dumps({"ok": True, "result": result})).result == result


@pytest.mark.parametrize(
    "told",
    ["", "{", "[" * 100_000, '{"ok": false}', '{"ok": true, "result": {"message_id": "7"}}'],
    ids=["nothing", "half", "deep", "a no", "no number"],
)
def test_nonsense_is_not_taken_for_a_yes(read, told):
    with pytest.raises(AiogramError):
        read(SAYING, 200, told)


def test_a_refusal_is_aiogram_s_own(read):
    told = json.dumps(
        {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
    )
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        read(SAYING, 400, told)


def test_a_rich_message_goes_out_as_aiogram_would_send_it():
    message = rich_message([plain_paragraph("Құрылтай [1] & «145»")])
    as_aiogram = Session().prepare_value(message, None, {})
    assert json.loads(message.as_json) == json.loads(as_aiogram)


def body_of(method):
    session = Session()
    return session.build_form_data(Bot("42:AAH-for-tests-only", session=session), method)()


def test_a_call_is_json_without_what_was_not_said():
    rich = rich_message([plain_paragraph("Құрылтай [1] & «145»")])
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(**BUTTON)]])
    body = body_of(SendRichMessage(chat_id=1, rich_message=rich, reply_markup=keyboard))
    assert body.content_type == "application/json"
    assert json.loads(body.decode()) == {
        "chat_id": 1,
        "rich_message": json.loads(rich.as_json),
        "reply_markup": {"inline_keyboard": [[BUTTON]]},
    }


def test_a_file_goes_out_as_a_form():
    body = body_of(SendDocument(chat_id=1, document=BufferedInputFile(b"{}", "answers.jsonl")))
    assert body.content_type.startswith("multipart/form-data")
