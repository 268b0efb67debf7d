"""People and groups: what they do becomes updates, what the bot does they see."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.bot_api.chats import Chat, Content, Draft, Json, Message, User
from tests.bot_api.entities import detect
from tests.bot_api.texts import clean
from tests.bot_api.world import Asked, World

PATIENCE = 10.0
_FIRST_PERSON = 1_000_001
_THINGS: dict[str, Json] = {
    "voice": {"voice": {"file_id": "V1", "file_unique_id": "v1", "duration": 3}},
    "photo": {"photo": [{"file_id": "P1", "file_unique_id": "p1", "width": 90, "height": 90}]},
    "sticker": {
        "sticker": {
            "file_id": "S1",
            "file_unique_id": "s1",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }
    },
    "document": {"document": {"file_id": "D1", "file_unique_id": "d1", "file_name": "a.pdf"}},
    "video_note": {
        "video_note": {"file_id": "N1", "file_unique_id": "n1", "length": 240, "duration": 3}
    },
}


@dataclass
class Seat:
    """A person in a chat: their own with the bot, or a group."""

    world: World
    user: User
    chat: Chat

    def types(self, text: str, reply_to: Message | None = None, **other: Any) -> Message:
        """Send a text; return the message."""
        cleaned = clean(text).strip()
        content = Content(cleaned, detect(cleaned), other=other)
        return self._send(content, reply_to)

    def sends(self, thing: str, **other: Any) -> Message:
        """Send a voice, photo, sticker, document or video_note."""
        return self._send(Content(other=_THINGS[thing] | other), None)

    def edits(self, message: Message, text: str) -> None:
        """Change one's own message."""
        with self.world.changed:
            message.edit(Content(text, detect(text)))
            self.world.updates.put("edited_message", message.to_json())

    def deletes(self, message: Message) -> None:
        """Remove a message: of this the bot hears nothing."""
        with self.world.changed:
            message.is_deleted = True

    def opens_link(self, payload: str) -> Message:
        """Follow t.me/the_bot?start=… and press Start."""
        return self.types(f"/start {payload}")

    def taps(self, label: str, message: Message | None = None) -> Asked:
        """Press a button of a message, else of the last one that has it; return what is asked."""
        with self.world.changed:
            tapped = message or self._last_with(label)
            button = tapped.button(label)
            asked = self.world.ask(self._query_id(), self.user)
            query = {"id": asked.id, "from": self.user.to_json(), "message": tapped.to_json()}
            query |= {"chat_instance": str(self.chat.id), "data": button["callback_data"]}
            self.world.updates.put("callback_query", query)
            return asked

    def taps_again(self, message: Message, data: str) -> Asked:
        """Press a button that is there no more, or never was: clients of people are not trusted."""
        with self.world.changed:
            asked = self.world.ask(self._query_id(), self.user)
            query = {"id": asked.id, "from": self.user.to_json(), "message": message.to_json()}
            self.world.updates.put("callback_query", query | {"chat_instance": "1", "data": data})
            return asked

    def asks_inline(self, query: str, offset: str = "") -> Asked:
        """Type @the_bot and a question in some chat."""
        with self.world.changed:
            asked = self.world.ask(self._query_id(), self.user, query)
            content = {"id": asked.id, "from": self.user.to_json(), "query": query}
            self.world.updates.put("inline_query", content | {"offset": offset})
            return asked

    def chooses(self, asked: Asked, place: int = 0) -> Message:
        """Send a result of an inline query into the chat; return the message."""
        with self.world.changed:
            result = asked.answer["results"][place]
            message = self.world.add_message(self.chat, self.user, result["content"])
            name = f"inline-{message.number}"
            self.world.inline_messages[name] = message
            chosen = {"result_id": result["id"], "from": self.user.to_json()}
            more = {"query": asked.query, "inline_message_id": name}
            self.world.updates.put("chosen_inline_result", chosen | more)
            return message

    def stops_draft(self) -> None:
        """Press the button that stops what is being written."""
        with self.world.changed:
            draft = self.chat.drafts[-1]
            assert draft.can_stop, "the last draft has no button to stop it"
            content = {"chat": self.chat.to_json(), "draft_id": draft.number}
            self.world.updates.put("stopped_message_generation", content)

    def blocks(self) -> None:
        """Block the bot, or put it out of the group."""
        self._change_membership("member", "kicked", is_blocked=True)

    def unblocks(self) -> None:
        """Let the bot in again."""
        self._change_membership("kicked", "member", is_blocked=False)

    def vanishes(self) -> None:
        """Delete one's account."""
        self.chat.is_deactivated = True

    def sees(self) -> list[Message]:
        """The bot's messages in the chat, those that are gone left out."""
        with self.world.changed:
            return [message for message in self.chat.visible() if message.sender.is_bot]

    def saw_drafts(self) -> list[Draft]:
        """Everything that was shown while it was being written."""
        with self.world.changed:
            return list(self.chat.drafts)

    def waits_for(
        self, count: int = 1, after: Message | None = None, timeout: float = PATIENCE
    ) -> list[Message]:
        """Wait for so many messages of the bot after one, by default after the person's last."""
        since = after or self._own_last()

        def arrived() -> list[Message]:
            found = [one for one in self.sees() if since is None or one.number > since.number]
            return found if len(found) >= count else []

        return self.world.wait_until(arrived, timeout, f"{count} messages after {since!r:.80}")

    def waits_for_edit(
        self, message: Message, edits: int = 1, timeout: float = PATIENCE
    ) -> Message:
        """Wait until a message was edited so often."""
        self.world.wait_until(lambda: len(message.history) >= edits, timeout, "an edit")
        return message

    def waits_for_answer(self, asked: Asked, timeout: float = PATIENCE) -> Json:
        """Wait for the answer to a tap or to an inline query."""
        return self.world.wait_until(lambda: asked.answer, timeout, "the answer to a query")

    def _send(self, content: Content, reply_to: Message | None) -> Message:
        with self.world.changed:
            self.chat.is_started = True
            message = self.world.add_message(self.chat, self.user, content, reply_to)
            if self.chat.is_private or self._concerns_bot(message):
                self.world.updates.put("message", message.to_json())
            return message

    def _concerns_bot(self, message: Message) -> bool:
        """Privacy mode: a bot in a group hears commands, replies to it and its own name."""
        names = f"@{self.world.bot.username}".lower()
        is_reply = message.reply_to is not None and message.reply_to.sender == self.world.bot
        text = message.content.text.lower()
        return is_reply or text.startswith("/") or names in text

    def _change_membership(self, old: str, new: str, *, is_blocked: bool) -> None:
        with self.world.changed:
            self.chat.is_blocked = is_blocked
            bot = self.world.bot.to_json()
            self.world.updates.put(
                "my_chat_member",
                {
                    "chat": self.chat.to_json(),
                    "from": self.user.to_json(),
                    "date": int(time.time()),
                    "old_chat_member": _member(bot, old),
                    "new_chat_member": _member(bot, new),
                },
            )

    def _last_with(self, label: str) -> Message:
        for message in reversed(self.sees()):
            if any(label in button for button in message.buttons):
                return message
        raise LookupError(f"no message has the button «{label}»")

    def _own_last(self) -> Message | None:
        own: Sequence[Message] = [m for m in self.chat.messages if m.sender == self.user]
        return own[-1] if own else None

    def _query_id(self) -> str:
        return str(10**17 + len(self.world.asked))


def _member(bot: Json, status: str) -> Json:
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})


def take_seat(world: World, name: str, language: str, number: int | None = None) -> Seat:
    """A new person, or the one of that number, in the chat with the bot."""
    number = number or _FIRST_PERSON + sum(chat.is_private for chat in world.chats.values())
    if number not in world.chats:
        user = User(number, name, language, f"person_{number}")
        world.chats[number] = Chat(number, "private", person=user)
    chat = world.chats[number]
    return Seat(world, chat.person, chat)
