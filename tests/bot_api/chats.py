"""Chats as the server knows them: who is in them, their messages, what a person sees."""

import time
from dataclasses import dataclass, field
from typing import Any

from tests.bot_api.keyboards import Keyboard
from tests.bot_api.rich import Rich, render_blocks
from tests.bot_api.texts import Entity

DRAFT_SECONDS = 30.0

Json = dict[str, Any]


@dataclass(frozen=True)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    language_code: str = ""
    username: str = ""
    is_bot: bool = False

    def to_json(self) -> Json:
        """The User of the Bot API."""
        known = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        names = {"username": self.username, "language_code": self.language_code}
        return known | {name: value for name, value in names.items() if value}


@dataclass
class Content:
    """What a message says: a text with entities, or blocks, or something else; and its buttons."""

    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    rich: Rich | None = None
    other: Json = field(default_factory=dict)
    keyboard: Keyboard = field(default_factory=list)

    @property
    def shown(self) -> str:
        """The text as people read it."""
        return self.rich.shown if self.rich else self.text

    def to_json(self) -> Json:
        """The fields of a Message."""
        fields: Json = dict(self.other)
        if self.rich:
            fields["rich_message"] = {"blocks": render_blocks(self.rich.blocks)}
        elif self.text:
            fields["text"] = self.text
            if self.entities:
                fields["entities"] = self.entities
        if self.keyboard:
            fields["reply_markup"] = {"inline_keyboard": self.keyboard}
        return fields


@dataclass
class Message:
    """A message in a chat; `at` and the moments of `history` are seconds of the server's clock.

    `history` holds what it said before each edit.
    """

    chat: "Chat"
    number: int
    sender: User
    content: Content
    reply_to: "Message | None" = None
    date: int = field(default_factory=lambda: int(time.time()))
    at: float = field(default_factory=time.monotonic)
    edited_at: float | None = None
    history: list[Content] = field(default_factory=list)
    is_deleted: bool = False

    @property
    def shown(self) -> str:
        """The text as people read it."""
        return self.content.shown

    @property
    def buttons(self) -> list[str]:
        """The labels of the inline buttons, those within a rich message last."""
        rows = [button["text"] for row in self.content.keyboard for button in row]
        inner = self.content.rich.buttons if self.content.rich else []
        return rows + [button["text"] for button in inner]

    def button(self, label: str) -> Json:
        """The button of that label, or the only one that contains it."""
        inner = self.content.rich.buttons if self.content.rich else []
        every = [button for row in self.content.keyboard for button in row] + inner
        exact = [one for one in every if one["text"] == label]
        found = exact or [one for one in every if label in one["text"]]
        if len(found) != 1:
            raise LookupError(f"{len(found)} buttons of {self.buttons} are «{label}»")
        return found[0]

    def edit(self, content: Content) -> None:
        """Let it say something else."""
        self.history.append(self.content)
        self.content = content
        self.edited_at = time.monotonic()

    def to_json(self, *, with_reply: bool = True) -> Json:
        """The Message of the Bot API."""
        fields = {"message_id": self.number, "from": self.sender.to_json(), "date": self.date}
        fields |= {"chat": self.chat.to_json()} | self.content.to_json()
        if self.edited_at is not None:
            fields["edit_date"] = self.date + int(self.edited_at - self.at)
        if with_reply and self.reply_to:
            fields["reply_to_message"] = self.reply_to.to_json(with_reply=False)
        return fields


@dataclass(frozen=True)
class Draft:
    """What a person saw while an answer was being written."""

    number: int
    content: Content
    at: float
    can_stop: bool = False

    @property
    def shown(self) -> str:
        """The text as people read it; empty is the placeholder «Thinking…»."""
        return self.content.shown


@dataclass
class Chat:
    """A private chat (its number is the person's) or a group (its number is negative)."""

    id: int
    kind: str
    title: str = ""
    person: User | None = None
    members: dict[int, User] = field(default_factory=dict, repr=False)
    messages: list[Message] = field(default_factory=list, repr=False)
    drafts: list[Draft] = field(default_factory=list, repr=False)
    actions: list[tuple[float, str]] = field(default_factory=list, repr=False)
    is_started: bool = False
    is_blocked: bool = False
    is_deactivated: bool = False
    moved_to: int | None = None
    numbered: dict[int, Message] = field(default_factory=dict, repr=False)

    @property
    def is_private(self) -> bool:
        """Whether this is a chat with one person."""
        return self.kind == "private"

    def to_json(self) -> Json:
        """The Chat of the Bot API."""
        if self.person is None:
            return {"id": self.id, "type": self.kind, "title": self.title}
        names = {"first_name": self.person.first_name, "username": self.person.username}
        return {"id": self.id, "type": self.kind} | {n: v for n, v in names.items() if v}

    def add(self, message: Message) -> Message:
        """Put a message at the end."""
        self.messages.append(message)
        self.numbered[message.number] = message
        return message

    def find(self, number: int) -> Message | None:
        """The message of that number, unless it is gone."""
        found = self.numbered.get(number)
        return found if found and not found.is_deleted else None

    def visible(self) -> list[Message]:
        """The messages that are not deleted."""
        return [message for message in self.messages if not message.is_deleted]

    def abandoned_drafts(self, now: float) -> list[Draft]:
        """Drafts that faded without the message they promised: the last ones before a silence."""
        sent = [m.at for m in self.messages if m.sender.is_bot]
        ends = [*(draft.at for draft in self.drafts[1:]), now]
        return [
            draft
            for draft, end in zip(self.drafts, ends, strict=True)
            if end - draft.at > DRAFT_SECONDS
            and not any(draft.at <= at <= draft.at + DRAFT_SECONDS for at in sent)
        ]
