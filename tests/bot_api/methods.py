"""Which methods there are; their names in any case, as with Telegram."""

from collections.abc import Callable
from typing import Any

from tests.bot_api import profile, queries, sending, webhook
from tests.bot_api.parameters import Parameters
from tests.bot_api.refusals import not_found
from tests.bot_api.world import World

Method = Callable[[World, Parameters], Any]

_METHODS: dict[str, Method] = {
    "sendMessage": sending.send_message,
    "sendMessageDraft": sending.send_message_draft,
    "sendRichMessage": sending.send_rich_message,
    "sendRichMessageDraft": sending.send_rich_message_draft,
    "editMessageText": sending.edit_message_text,
    "editMessageReplyMarkup": sending.edit_message_reply_markup,
    "deleteMessage": sending.delete_message,
    "sendChatAction": sending.send_chat_action,
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": queries.answer_inline_query,
    "getMe": profile.get_me,
    "getChat": profile.get_chat,
    "getChatMember": profile.get_chat_member,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.setter("name"),
    "getMyName": profile.getter("name"),
    "setMyDescription": profile.setter("description"),
    "getMyDescription": profile.getter("description"),
    "setMyShortDescription": profile.setter("short_description"),
    "getMyShortDescription": profile.getter("short_description"),
    "setWebhook": webhook.set_webhook,
    "deleteWebhook": webhook.delete_webhook,
    "getWebhookInfo": webhook.get_webhook_info,
    "close": profile.do_nothing,
    "logOut": profile.do_nothing,
}
GET_UPDATES = "getUpdates"
# What servers from before 2026 have not heard of.
_NEW = frozenset({"sendMessageDraft", "sendRichMessage", "sendRichMessageDraft"})
_SPELLINGS = {name.lower(): name for name in (*_METHODS, GET_UPDATES)}


def spell(name: str) -> str:
    """The name of a method as it is documented, or as it was called where there is none."""
    return _SPELLINGS.get(name.lower(), name)


def call_method(world: World, name: str, given: Parameters) -> Any:
    """Do what a method does. Raises Refusal."""
    if name not in _METHODS or (world.is_old and name in _NEW):
        raise not_found()
    return _METHODS[name](world, given)
