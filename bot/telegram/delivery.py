"""Delivery: every call to Telegram, paced, repeated where that helps, and its end recorded."""

import asyncio
from collections.abc import Callable, Sequence, Set
from contextlib import suppress
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.methods import TelegramMethod
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_never,
    wait_random_exponential,
)

from bot.telegram.changes import Change
from bot.telegram.inbox import POSSIBLE_DOUBLES, Entry, Inbox
from bot.telegram.journal import journal
from bot.telegram.metrics import Metrics
from bot.telegram.notes import Notes
from bot.telegram.pacing import Pacer, Urgency
from bot.telegram.troubles import Trouble, trouble_of

Method = TelegramMethod[Any]
# What is to be recorded with the end of an update, given the numbers of the messages accepted.
Record = Callable[[Sequence[int]], Sequence[Change]]
_Result = TypeVar("_Result")

# No messages: the limits of a chat do not hold for them.
_UNCOUNTED = frozenset(
    "sendChatAction sendMessageDraft sendRichMessageDraft answerCallbackQuery".split()
)
_REPEATED = frozenset({Trouble.TOO_FAST, Trouble.UNREACHED, Trouble.UNSURE, Trouble.MOVED})
_AT_ONCE = frozenset({Trouble.TOO_FAST, Trouble.MOVED})
# So often a message that can be said in a plainer form is sent to a server that fails at it.
_MOST_UNSURE = 4
# After these nobody will read the answer, and after the first the message says it already.
_ENDS = frozenset({Trouble.UNCHANGED, Trouble.GONE, Trouble.STALE})
_wait_after_fault = wait_random_exponential(multiplier=0.5, max=30)

# Calls that nobody waits for; groups that have become supergroups.
_MOST_IN_BACKGROUND, _MOST_MOVED = 500, 1_000

TOO_FAST = "too_fast"


class RefusedError(Exception):
    """Telegram has not done what it was asked for, and asking again would not help."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.name)
        self.trouble = trouble


class Delivery:
    """The one way out."""

    def __init__(
        self, bot: Bot, pacer: Pacer, inbox: Inbox, notes: Notes, metrics: Metrics
    ) -> None:
        """Take the bot that speaks, and where the ends of updates are recorded."""
        self._bot = bot
        self._pacer = pacer
        self._inbox = inbox
        self._notes = notes
        self._metrics = metrics
        self._moved: dict[int, int] = {}
        self._background: set[asyncio.Task[None]] = set()

    async def finish(
        self,
        entry: Entry,
        methods: Sequence[Method],
        record: Record = lambda messages: (),
        *,
        is_plain: bool = True,
    ) -> None:
        """Send the last messages of an update, and close it as soon as they are accepted.

        Those that an earlier run of the program sent are passed over. Raises RefusedError where
        another form or another message might be accepted; what `is_plain` already is sent again
        and again to a server that fails at it.
        """
        accepted: list[int] = []
        for method in methods[entry.parts :]:
            if accepted:
                await self._inbox.note_part(entry)
            try:
                result = await self._call(method, Urgency.FINAL, entry, is_plain=is_plain)
            except RefusedError as error:
                if error.trouble not in _ENDS:
                    raise
                journal.info("not delivered", trouble=error.trouble.name)
                result = None
            accepted.append(_message_number(result, method))
        await self._inbox.finish(entry.number, *record(accepted))

    async def call(
        self, method: TelegramMethod[_Result], urgency: Urgency = Urgency.REPLY
    ) -> _Result:
        """Call when there is room; repeat what failed on the way. Raises RefusedError."""
        return await self._call(method, urgency, None)

    async def attempt(self, method: TelegramMethod[_Result]) -> _Result | None:
        """Call now or not at all: what would be stale later. Raises RefusedError."""
        chat, counts = self._chat_of(method), _counts(method)
        if not self._pacer.has_room(chat, counts=counts):
            return None
        return await self._once(method, Urgency.PROGRESS, None)

    async def hint(self, method: Method) -> None:
        """Attempt what is nice to have; a refusal is let be."""
        with suppress(RefusedError):
            await self.attempt(method)

    def soon(self, method: Method) -> None:
        """Call when there is room, and do not wait for that; a refusal is let be.

        Where very many such calls wait already it is left out.
        """
        if len(self._background) >= _MOST_IN_BACKGROUND:
            return
        task = asyncio.create_task(self.try_call(method))
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def try_call(self, method: Method) -> None:
        """Call for what is nice to have: a refusal is let be."""
        try:
            await self.call(method)
        except RefusedError as error:
            journal.info("not done", method=method.__api_method__, trouble=error.trouble.name)

    async def _call(
        self,
        method: TelegramMethod[_Result],
        urgency: Urgency,
        entry: Entry | None,
        *,
        is_plain: bool = True,
    ) -> _Result:
        # Every server knows the plain methods: one that says otherwise is not well.
        repeated = _REPEATED | {Trouble.UNKNOWN} if entry and is_plain else _REPEATED
        try:  # nearly every call is taken at once, and needs nothing of what repeats it
            return await self._once(method, urgency, entry)
        except RefusedError as error:
            if error.trouble not in repeated:
                raise
            failed = iter((error,))

        async def attempt() -> _Result:
            for first in failed:  # the one that was made above
                raise first
            return await self._once(method, urgency, entry)

        retrying = AsyncRetrying(
            retry=retry_if_exception(lambda error: _is_one_of(error, repeated)),
            stop=stop_never if is_plain else _has_failed_often,
            wait=_wait_before_next,
            reraise=True,
        )
        result: _Result = await retrying(attempt)
        return result

    async def _once(
        self, method: TelegramMethod[_Result], urgency: Urgency, entry: Entry | None
    ) -> _Result:
        chat = self._chat_of(method)
        if chat != getattr(method, "chat_id", chat):
            method = method.model_copy(update={"chat_id": chat})
        async with self._pacer.turn(chat, urgency, counts=_counts(method)):
            if entry:
                await self._inbox.mark_sending(entry)
            try:
                return await self._bot(method)
            except AiogramError as error:
                trouble = trouble_of(error)
                await self._note(error, trouble, method, entry)
                raise RefusedError(trouble) from error

    async def _note(
        self, error: AiogramError, trouble: Trouble, method: Method, entry: Entry | None
    ) -> None:
        """Learn from a refusal; what was surely not accepted is not `sending` any more."""
        journal.info("refused", method=method.__api_method__, trouble=trouble.name)
        self._metrics.refused(trouble)
        chat = self._chat_of(method)
        if isinstance(error, TelegramRetryAfter):
            self._pacer.pause(chat, error.retry_after)
            await self._notes.add(TOO_FAST)
        if isinstance(error, TelegramMigrateToChat) and chat is not None:
            self._moved[chat] = error.migrate_to_chat_id
            if len(self._moved) > _MOST_MOVED:  # the first are told of anew
                del self._moved[next(iter(self._moved))]
        if entry and trouble is not Trouble.UNSURE:
            await self._inbox.mark_waiting(entry)
        elif entry and method.__api_method__.startswith("send"):
            await self._notes.add(POSSIBLE_DOUBLES)

    def _chat_of(self, method: Method) -> int | None:
        chat = getattr(method, "chat_id", None)
        return self._moved.get(chat, chat) if isinstance(chat, int) else None


def _counts(method: Method) -> bool:
    return method.__api_method__ not in _UNCOUNTED


def _message_number(result: object, method: Method) -> int:
    """The number of the message that was sent or edited, 0 where there is none."""
    number = getattr(result, "message_id", None) or getattr(method, "message_id", None)
    return number if isinstance(number, int) else 0


def _is_one_of(error: BaseException | None, troubles: Set[Trouble]) -> bool:
    return isinstance(error, RefusedError) and error.trouble in troubles


def _has_failed_often(state: RetryCallState) -> bool:
    is_unsure = _is_one_of(state.outcome.exception(), {Trouble.UNSURE})
    return is_unsure and state.attempt_number >= _MOST_UNSURE


def _wait_before_next(state: RetryCallState) -> float:
    """What the pacer holds back anyway goes on at once, the rest later and later."""
    error = state.outcome.exception()
    return 0.0 if _is_one_of(error, _AT_ONCE) else float(_wait_after_fault(state))
