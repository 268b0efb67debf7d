"""Methods that put messages into chats or change them there."""

import time
from typing import Any

from tests.bot_api.chats import Chat, Content, Draft, Message
from tests.bot_api.entities import check_entities, detect
from tests.bot_api.html_entities import parse_html
from tests.bot_api.keyboards import read_inline_keyboard, read_markup
from tests.bot_api.parameters import Parameters
from tests.bot_api.refusals import bad_request
from tests.bot_api.rich import read_rich
from tests.bot_api.texts import check_length, clean, trim
from tests.bot_api.world import World

_DELETABLE_SECONDS = 48 * 3600
_ACTIONS = frozenset(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document"
    " choose_sticker find_location record_video_note upload_video_note".split()
)
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def send_message(world: World, given: Parameters) -> Any:
    """Send a text."""
    return _send(world, given, "sendMessage", _read_text(given))


def send_rich_message(world: World, given: Parameters) -> Any:
    """Send blocks."""
    return _send(world, given, "sendRichMessage", _read_blocks(given))


def _send(world: World, given: Parameters, method: str, content: Content) -> Any:
    chat = read_chat(world, given)
    content.keyboard = read_markup(given)
    reply_to = _read_reply(chat, given)
    world.limits.count(chat.id, method)
    return world.add_message(chat, world.bot, content, reply_to).to_json()


def send_message_draft(world: World, given: Parameters) -> bool:
    """Show a text that is being written; an empty one is the placeholder."""
    content = _read_text(given) if given.text("text") else Content()
    return _draft(world, given, "sendMessageDraft", content)


def send_rich_message_draft(world: World, given: Parameters) -> bool:
    """Show blocks that are being written."""
    return _draft(world, given, "sendRichMessageDraft", _read_blocks(given, is_draft=True))


def _draft(world: World, given: Parameters, method: str, content: Content) -> bool:
    chat = read_chat(world, given)
    if not chat.is_private:
        raise bad_request("DRAFT_PEER_INVALID: drafts are for private chats only")
    if not (number := given.number("draft_id")):
        raise bad_request("DRAFT_ID_INVALID: the identifier must be non-zero")
    world.limits.count(chat.id, method, is_draft=True)
    chat.drafts.append(Draft(number, content, time.monotonic(), given.flag("can_stop")))
    world.changed.notify_all()
    return True


def edit_message_text(world: World, given: Parameters) -> Any:
    """Let a message say something else, in text or in blocks."""
    is_rich = bool(given.text("rich_message")) and not world.is_old
    content = _read_blocks(given) if is_rich else _read_text(given)
    return _edit(world, given, "editMessageText", content)


def edit_message_reply_markup(world: World, given: Parameters) -> Any:
    """Change the buttons below a message."""
    now = _read_edited(world, given).content
    content = Content(now.text, now.entities, now.rich, now.other)
    return _edit(world, given, "editMessageReplyMarkup", content)


def _edit(world: World, given: Parameters, method: str, content: Content) -> Any:
    message = _read_edited(world, given)
    content.keyboard = read_markup(given)
    if content.to_json() == message.content.to_json():
        raise bad_request(_SAME)
    world.limits.count(message.chat.id, method)
    message.edit(content)
    world.tell(message)
    return True if given.text("inline_message_id") else message.to_json()


def _read_edited(world: World, given: Parameters) -> Message:
    """The message to edit: one of the bot's own."""
    if inline := given.text("inline_message_id"):
        if inline not in world.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return world.inline_messages[inline]
    chat = read_chat(world, given)
    if not given.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.find(given.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender != world.bot:
        raise bad_request("message can't be edited")
    return message


def delete_message(world: World, given: Parameters) -> bool:
    """Remove a message: the bot's own, and in a private chat anybody's."""
    chat = read_chat(world, given)
    message = chat.find(given.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    is_own = message.sender == world.bot or chat.is_private
    if not is_own or time.time() - message.date > _DELETABLE_SECONDS:
        raise bad_request("message can't be deleted")
    message.is_deleted = True
    world.changed.notify_all()
    return True


def send_chat_action(world: World, given: Parameters) -> bool:
    """Say that the bot is doing something."""
    chat = read_chat(world, given)
    if given.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.actions.append((time.monotonic(), given.text("action")))
    return True


def read_chat(world: World, given: Parameters) -> Chat:
    """The chat that is named by its number. Raises Refusal."""
    if not given.text("chat_id"):
        raise bad_request("chat_id is empty")
    if given.text("chat_id").startswith("@"):
        raise bad_request("chat not found")
    return world.chat(given.number("chat_id"))


def _read_text(given: Parameters) -> Content:
    named = given.json("entities", "entities")
    return read_text(given.text("text"), given.text("parse_mode"), named)


def read_text(text: str, parse_mode: str, named: object = None) -> Content:
    """A text with its entities, as a person gets it. Raises Refusal."""
    if not text:
        raise bad_request("message text is empty")
    if parse_mode.lower() == "html":
        plain, entities = parse_html(clean(text))
    elif parse_mode:
        raise bad_request("unsupported parse_mode")
    else:
        plain = text if named else clean(text)
        entities = check_entities(named, plain) if named else []
    plain, entities = trim(plain, entities)
    check_length(plain)
    return Content(plain, detect(plain, entities))


def _read_blocks(given: Parameters, *, is_draft: bool = False) -> Content:
    value = given.json("rich_message", "rich message")
    if value is None:
        raise bad_request("RICH_MESSAGE_CONTENT_REQUIRED")
    return Content(rich=read_rich(value, is_draft=is_draft))


def _read_reply(chat: Chat, given: Parameters) -> Message | None:
    """The message that is answered, by either of the two ways to name it."""
    reply = given.json("reply_parameters", "reply parameters") or {}
    if not isinstance(reply, dict):
        raise bad_request("can't parse reply parameters JSON object")
    number = reply.get("message_id") or given.number("reply_to_message_id")
    if not number:
        return None
    found = chat.find(number) if isinstance(number, int) else None
    may_lack = reply.get("allow_sending_without_reply", given.flag("allow_sending_without_reply"))
    if found is None and not may_lack:
        raise bad_request("message to be replied not found")
    if found and (quote := reply.get("quote")) and str(quote) not in found.shown:
        raise bad_request("QUOTE_TEXT_INVALID")
    return found


def read_inline_content(value: Any) -> Content:
    """The content of an inline result. Raises Refusal."""
    if not isinstance(value, dict):
        raise bad_request("can't parse inline query result: input message content is expected")
    if "rich_message" in value:
        return Content(rich=read_rich(value["rich_message"]))
    text = value.get("message_text")
    if not isinstance(text, str):
        raise bad_request("can't parse inline query result: message text is expected")
    return read_text(text, str(value.get("parse_mode") or ""), value.get("entities"))


def read_result_keyboard(result: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The buttons below an inline result. Raises Refusal."""
    return read_inline_keyboard(result.get("reply_markup") or {})
