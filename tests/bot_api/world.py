"""The world behind the server: the bot, people, groups, updates, and what was called.

Threads of tests and the server's own share it: `changed` is its lock, and wakes those who wait.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.bot_api.chats import Chat, Content, Message, User
from tests.bot_api.faults import Faults
from tests.bot_api.limits import Limits
from tests.bot_api.refusals import bad_request, forbidden
from tests.bot_api.updates import Updates

BOT_ID = 4_200_000_000
TOKEN = f"{BOT_ID}:AAH-for-tests-only"
_BOT = User(BOT_ID, "AtaZań", username="atazan_test_bot", is_bot=True)


@dataclass(frozen=True)
class Call:
    """A call of the bot: when, which method with which parameters, and the status it got."""

    at: float
    method: str
    parameters: dict[str, str]
    status: int
    description: str = ""


@dataclass
class Asked:
    """A tap on a button or an inline query, until the bot answers it: `answer` is what it says."""

    id: str
    person: User
    at: float
    query: str = ""
    answer: dict[str, Any] | None = None


@dataclass(repr=False)
class World:
    """Everything the server knows; a restart that keeps nothing makes a new one."""

    bot: User = _BOT
    token: str = TOKEN
    is_old: bool = False
    keeps_calls: bool = True
    query_seconds: float = 60.0
    limits: Limits = field(default_factory=Limits)
    faults: Faults = field(default_factory=Faults)
    updates: Updates = field(default_factory=Updates)
    chats: dict[int, Chat] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    refusals: list[Call] = field(default_factory=list)
    call_counts: Counter[str] = field(default_factory=Counter)
    asked: dict[str, Asked] = field(default_factory=dict)
    inline_messages: dict[str, Message] = field(default_factory=dict)
    settings: dict[tuple[str, ...], Any] = field(default_factory=dict)
    webhook: dict[str, Any] = field(default_factory=dict)
    heard: list[Callable[[Message], None]] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=lambda: threading.Condition())
    _numbers: Any = field(default_factory=lambda: count(1))

    def add_message(
        self, chat: Chat, sender: User, content: Content, reply_to: Message | None = None
    ) -> Message:
        """Put a message into a chat, and tell those who listen."""
        message = chat.add(Message(chat, next(self._numbers), sender, content, reply_to))
        self.tell(message)
        return message

    def tell(self, message: Message) -> None:
        """Say that a message is new or edited."""
        for listener in self.heard:
            listener(message)
        self.changed.notify_all()

    def chat(self, number: int) -> Chat:
        """The chat the bot may write to. Raises Refusal where it may not."""
        found = self.chats.get(number)
        if found is None:
            raise bad_request("chat not found")
        if found.moved_to is not None:
            raise bad_request(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=found.moved_to
            )
        if found.is_deactivated:
            raise forbidden("user is deactivated")
        if found.is_blocked:
            raise forbidden(
                "bot was blocked by the user"
                if found.is_private
                else f"bot was kicked from the {found.kind} chat"
            )
        if found.is_private and not found.is_started:
            raise forbidden("bot can't initiate conversation with a user")
        return found

    def ask(self, query_id: str, person: User, query: str = "") -> Asked:
        """Remember that an answer is waited for."""
        asked = self.asked[query_id] = Asked(query_id, person, time.monotonic(), query)
        return asked

    def answer(self, query_id: str, answer: dict[str, Any]) -> None:
        """Take the answer to a tap or an inline query. Raises Refusal where it comes too late."""
        asked = self.asked.get(query_id)
        is_late = asked is None or time.monotonic() - asked.at > self.query_seconds
        if is_late or asked.answer is not None:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        asked.answer = answer
        self.changed.notify_all()

    def note_call(self, call: Call) -> None:
        """Keep a call in the log; only its count where so many come that memory would matter."""
        self.call_counts[f"{call.method} {call.status}"] += 1
        if 400 <= call.status < 500 and call.status != 429:
            self.refusals.append(call)
        if self.keeps_calls:
            self.calls.append(call)
        self.changed.notify_all()

    def wait_until(self, condition: Callable[[], Any], timeout: float, what: str) -> Any:
        """Wait for something to become true; return it. Raises TimeoutError, which says what."""
        with self.changed:
            found = self.changed.wait_for(condition, timeout)
        if not found:
            raise TimeoutError(f"{what}: not within {timeout:g} s")
        return found
