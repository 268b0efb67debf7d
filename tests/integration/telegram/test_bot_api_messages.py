"""Messages, drafts, edits, buttons and inline results: what the server takes, and its refusals."""

import pytest

from tests.bot_api import BotApi
from tests.bot_api.plain_calls import call, call_as


@pytest.fixture
def aru(api):
    """Somebody who has pressed Start."""
    seat = api.person("Ару", "kk")
    seat.types("/start")
    return seat


def said(response):
    return response["description"].removeprefix("Bad Request: ")


def keyboard(*buttons):
    return {"inline_keyboard": [list(buttons)]}


TEXT, RICH = {"text": "x"}, {"rich_message": {"blocks": [{"type": "paragraph", "text": "x"}]}}
REFUSED = {
    "no chat": ("sendMessage", {"chat_id": "", "text": "x"}, "chat_id is empty"),
    "a chat that is none": ("sendMessage", {"chat_id": 77, "text": "x"}, "chat not found"),
    "no number": ("sendMessage", {"chat_id": "77x", "text": "x"}, 'invalid parameter "chat_id" specified: a number is expected'),
    "no text": ("sendMessage", {}, "message text is empty"),
    "nothing to see": ("sendMessage", {"text": " \u200b\n\u2800"}, "text must be non-empty"),
    "nothing within tags": ("sendMessage", {"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    "4,097 letters": ("sendMessage", {"text": "ә" * 4097}, "message is too long"),
    "2,049 emoji": ("sendMessage", {"text": "😀" * 2049}, "message is too long"),
    "bad markup": ("sendMessage", {"text": "<b>x", "parse_mode": "HTML"}, 'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'),
    "an unknown markup": ("sendMessage", {"text": "x", "parse_mode": "RTF"}, "unsupported parse_mode"),
    "entities that lie": ("sendMessage", {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]}, "ENTITY_BOUNDS_INVALID"),
    "an answer to nothing": ("sendMessage", TEXT | {"reply_parameters": {"message_id": 999}}, "message to be replied not found"),
    "a quote nobody wrote": ("sendMessage", TEXT | {"reply_parameters": {"message_id": 1, "quote": "y"}}, "QUOTE_TEXT_INVALID"),
    "a broken keyboard": ("sendMessage", TEXT | {"reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    "a keyboard that is none": ("sendMessage", TEXT | {"reply_markup": {"x": 1}}, "object expected as reply markup"),
    "a row that is none": ("sendMessage", TEXT | {"reply_markup": {"inline_keyboard": [{"text": "x"}]}}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    "a button without words": ("sendMessage", TEXT | {"reply_markup": keyboard({"text": " ", "callback_data": "x"})}, 'can\'t parse inline keyboard button: Field "text" must be of type String and not empty'),
    "a button that does nothing": ("sendMessage", TEXT | {"reply_markup": keyboard({"text": "x"})}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    "a button with 66 bytes": ("sendMessage", TEXT | {"reply_markup": keyboard({"text": "x", "callback_data": "ә" * 33})}, "BUTTON_DATA_INVALID"),
    "a button to nowhere": ("sendMessage", TEXT | {"reply_markup": keyboard({"text": "x", "url": "x.kz"})}, "inline keyboard button URL 'x.kz' is invalid: Wrong HTTP URL"),
    "nine buttons in a row": ("sendMessage", TEXT | {"reply_markup": keyboard(*[{"text": "x", "callback_data": "x"}] * 9)}, "REPLY_MARKUP_TOO_LONG"),
    "blocks that are missing": ("sendRichMessage", {}, "RICH_MESSAGE_CONTENT_REQUIRED"),
    "blocks that are no JSON": ("sendRichMessage", {"rich_message": "{"}, "can't parse rich message JSON object"),
    "a draft without a number": ("sendMessageDraft", TEXT, "DRAFT_ID_INVALID: the identifier must be non-zero"),
    "a draft of the number 0": ("sendRichMessageDraft", RICH | {"draft_id": 0}, "DRAFT_ID_INVALID: the identifier must be non-zero"),
    "an edit of no message": ("editMessageText", TEXT, "message identifier is not specified"),
    "an edit of what is gone": ("editMessageText", TEXT | {"message_id": 999}, "message to edit not found"),
    "an edit of somebody else's": ("editMessageText", TEXT | {"message_id": 1}, "message can't be edited"),
    "an unknown inline message": ("editMessageText", TEXT | {"inline_message_id": "x"}, "MESSAGE_ID_INVALID"),
    "deleting what is gone": ("deleteMessage", {"message_id": 999}, "message to delete not found"),
    "an action that is none": ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
    "a tap nobody made": ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old and response timeout expired or query ID is invalid"),
    "a notice of 201 letters": ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    "a command in capitals": ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    "a command of 33 letters": ("setMyCommands", {"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
    "a command that says nothing": ("setMyCommands", {"commands": [{"command": "x", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    "101 commands": ("setMyCommands", {"commands": [{"command": "x", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    "a language that is none": ("setMyCommands", {"commands": [], "language_code": "kaz"}, "invalid language code specified"),
    "a scope that is none": ("setMyCommands", {"commands": [], "scope": {"type": "x"}}, "can't parse BotCommandScope: Unsupported type specified"),
    "too long a description": ("setMyDescription", {"description": "x" * 513}, "bot description is too long"),
    "a stranger in the chat": ("getChatMember", {"user_id": 5}, "PARTICIPANT_ID_INVALID"),
}  # fmt: skip


@pytest.mark.parametrize(("method", "given", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_telegram_would_refuse_is_refused(api, aru, method, given, reason):
    response = call(api, method, **{"chat_id": aru.chat.id} | given)
    assert (response["error_code"], said(response)) == (400, reason)
    assert aru.sees() == []
    assert [one.description for one in api.refused] == [f"Bad Request: {reason}"]


def test_4096_units_after_the_markup_are_a_message(api, aru):
    text = f"<b>{'😀' * 2048}</b>"
    assert call(api, "sendMessage", chat_id=aru.chat.id, text=text, parse_mode="HTML")["ok"]
    assert aru.sees()[0].shown == "😀" * 2048


def test_a_method_that_does_not_exist_and_a_token_that_is_wrong(api, aru):
    assert call(api, "sendTelepathy") == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found",
    }
    assert call_as("1:another", api, "getMe")["error_code"] == 401


def test_names_of_methods_may_be_spelt_in_any_case(api, aru):
    assert call(api, "SENDMESSAGE", chat_id=aru.chat.id, text="x")["ok"]


def test_an_old_server_knows_neither_rich_messages_nor_drafts():
    with BotApi(is_old=True) as api:
        aru = api.person()
        aru.types("/start")
        for method in ("sendRichMessage", "sendRichMessageDraft", "sendMessageDraft"):
            assert call(api, method, chat_id=aru.chat.id, **RICH)["error_code"] == 404
        sent = call(api, "sendMessage", chat_id=aru.chat.id, text="x")["result"]["message_id"]
        edited = call(api, "editMessageText", chat_id=aru.chat.id, message_id=sent, **RICH)
        assert said(edited) == "message text is empty"


GONE = {
    "blocked": (lambda seat: seat.blocks(), "Forbidden: bot was blocked by the user"),
    "deactivated": (lambda seat: seat.vanishes(), "Forbidden: user is deactivated"),
}


@pytest.mark.parametrize(("leave", "reason"), GONE.values(), ids=GONE)
def test_whoever_is_gone_gets_nothing(api, aru, leave, reason):
    leave(aru)
    response = call(api, "sendMessage", chat_id=aru.chat.id, text="x")
    assert (response["error_code"], response["description"]) == (403, reason)


def test_a_bot_does_not_begin_a_conversation(api):
    stranger = api.person()
    response = call(api, "sendMessage", chat_id=stranger.chat.id, text="x")
    assert response["description"] == "Forbidden: bot can't initiate conversation with a user"


def test_a_group_that_became_a_supergroup_says_where_it_is(api, aru):
    [seat] = api.group("Топ", aru, kind="group")
    seat.chat.moved_to = -1002
    response = call(api, "sendMessage", chat_id=seat.chat.id, text="x")
    assert response["parameters"] == {"migrate_to_chat_id": -1002}


def test_a_draft_is_seen_in_a_private_chat_and_refused_in_a_group(api, aru):
    [seat] = api.group("Топ", aru)
    assert call(api, "sendRichMessageDraft", chat_id=aru.chat.id, draft_id=1, **RICH)["ok"]
    assert [draft.shown for draft in aru.saw_drafts()] == ["x"]
    refused = call(api, "sendMessageDraft", chat_id=seat.chat.id, draft_id=1, text="x")
    assert said(refused) == "DRAFT_PEER_INVALID: drafts are for private chats only"


def test_a_draft_that_no_message_follows_is_abandoned(api, aru):
    call(api, "sendMessageDraft", chat_id=aru.chat.id, draft_id=1, text="x")
    [draft] = aru.saw_drafts()
    assert aru.chat.abandoned_drafts(draft.at + 29) == []
    assert aru.chat.abandoned_drafts(draft.at + 31) == [draft]
    call(api, "sendMessage", chat_id=aru.chat.id, text="x")
    assert aru.chat.abandoned_drafts(draft.at + 31) == []


def test_an_edit_must_change_something_be_it_the_buttons(api, aru):
    place = {"chat_id": aru.chat.id}
    place["message_id"] = call(api, "sendMessage", **place, **TEXT)["result"]["message_id"]
    same = call(api, "editMessageText", **place, text="<b></b>x", parse_mode="HTML")
    assert said(same).startswith("message is not modified: specified new message content")
    markup = keyboard({"text": "👍", "callback_data": "up"})
    assert call(api, "editMessageReplyMarkup", **place, reply_markup=markup)["ok"]
    assert call(api, "editMessageText", **place, **RICH)["ok"]
    [message] = aru.sees()
    assert message.buttons == []
    assert [content.shown for content in message.history] == ["x", "x"]


def test_in_a_group_a_bot_deletes_only_its_own_messages(api, aru):
    [seat] = api.group("Топ", aru)
    typed = seat.types("/start")
    refused = call(api, "deleteMessage", chat_id=seat.chat.id, message_id=typed.number)
    assert said(refused) == "message can't be deleted"
    own = call(api, "sendMessage", chat_id=seat.chat.id, **TEXT)["result"]["message_id"]
    assert call(api, "deleteMessage", chat_id=seat.chat.id, message_id=own)["ok"]
    assert seat.sees() == []


def test_a_tap_is_answered_once_and_in_time(api, aru):
    markup = keyboard({"text": "👍", "callback_data": "up"})
    call(api, "sendMessage", chat_id=aru.chat.id, reply_markup=markup, **TEXT)
    tapped = aru.taps("👍")
    assert call(api, "answerCallbackQuery", callback_query_id=tapped.id, text="Рақмет")["ok"]
    assert aru.waits_for_answer(tapped) == {"text": "Рақмет", "show_alert": False}
    assert not call(api, "answerCallbackQuery", callback_query_id=tapped.id)["ok"]
    late = aru.taps("👍")
    api.world.query_seconds = 0
    assert said(call(api, "answerCallbackQuery", callback_query_id=late.id)).startswith("query is")


def article(identifier="1", **more):
    content = {"message_text": "<b>x</b>", "parse_mode": "HTML"}
    fields = {"type": "article", "id": identifier, "title": "x", "input_message_content": content}
    return fields | more


RESULTS = {
    "51 results": ([article(str(n)) for n in range(51)], "RESULTS_TOO_MUCH"),
    "a name given twice": ([article(), article()], "RESULT_ID_DUPLICATE"),
    "a name of 65 bytes": ([article("x" * 65)], "RESULT_ID_INVALID"),
    "no title": ([article(title="")], "ARTICLE_TITLE_EMPTY"),
    "no content": ([article(input_message_content=None)], "can't parse inline query result: input message content is expected"),
    "bad markup": ([article(input_message_content={"message_text": "<b>", "parse_mode": "HTML"})], 'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'),
    "what is no list": ({}, "expected an Array of inline query results"),
}  # fmt: skip


@pytest.mark.parametrize(("results", "reason"), RESULTS.values(), ids=RESULTS)
def test_inline_results_that_telegram_would_refuse(api, aru, results, reason):
    asked = aru.asks_inline("құрылтай")
    response = call(api, "answerInlineQuery", inline_query_id=asked.id, results=results)
    assert said(response) == reason
    assert asked.answer is None


def test_inline_results_reach_whoever_asked(api, aru):
    asked = aru.asks_inline("құрылтай")
    assert call(api, "answerInlineQuery", inline_query_id=asked.id, results=[article()])["ok"]
    [result] = aru.waits_for_answer(asked)["results"]
    assert result["content"].shown == "x"
    chosen = aru.chooses(asked)
    update = call(api, "getUpdates")["result"][-1]["chosen_inline_result"]
    edited = call(api, "editMessageText", inline_message_id=update["inline_message_id"], text="y")
    assert edited["result"] is True
    assert (chosen.shown, chosen.sender) == ("y", aru.user)


def test_commands_are_kept_for_each_scope_and_language(api):
    commands = [{"command": "help", "description": "Көмек"}]
    assert call(api, "setMyCommands", commands=commands, language_code="kk")["ok"]
    assert call(api, "getMyCommands", language_code="kk")["result"] == commands
    assert call(api, "getMyCommands")["result"] == []
