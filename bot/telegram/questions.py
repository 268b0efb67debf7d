"""The way of a question in Telegram: limits, its turn, the answer as it is written, its end."""

import asyncio
import secrets
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial

from bot.answer import Answer, Delta, Searching
from bot.conversation import Conversation
from bot.errors import QuestionError
from bot.telegram.abilities import Abilities
from bot.telegram.answers import Answers, KeptAnswer, kept_answer
from bot.telegram.changes import KeepAnswer, KeepConversation
from bot.telegram.conversations import Conversations
from bot.telegram.delivery import Delivery, Record, RefusedError
from bot.telegram.desk import Desk
from bot.telegram.inbox import Entry, Inbox
from bot.telegram.journal import Names, journal
from bot.telegram.lanes import Slots, Ticket
from bot.telegram.limits import Limits
from bot.telegram.messages import Place, edit_html, say_answer, say_html
from bot.telegram.metrics import Metrics
from bot.telegram.notes import OUTAGE, Notes
from bot.telegram.people import Person
from bot.telegram.place_notice import PlaceNotice
from bot.telegram.pressure import Pressure, Step
from bot.telegram.rendering.keyboards import answer_keyboard
from bot.telegram.rendering.markup import escape
from bot.telegram.rendering.texts import limit_text
from bot.telegram.streaming import Canvas, Drafts, EditedMessage, View, typing
from bot.telegram.troubles import Trouble
from prompts.messages import message

_MOST_RELATED = 3
_NAME_BYTES = 8
_PLAINER = frozenset({Trouble.UNKNOWN, Trouble.MALFORMED, Trouble.UNSURE})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came: who asks what, where, in which message.

    `leans_on` is the question of the answer that it replies to; `renews` the answer that is to be
    written anew, because its question was edited.
    """

    person: Person
    text: str
    place: Place
    message: int
    leans_on: str = ""
    renews: KeptAnswer | None = None


class Questions:
    """Answers questions, one of a person at a time."""

    def __init__(
        self,
        desk: Desk,
        delivery: Delivery,
        inbox: Inbox,
        answers: Answers,
        conversations: Conversations,
        abilities: Abilities,
        notes: Notes,
        limits: Limits,
        slots: Slots,
        pressure: Pressure,
        names: Names,
        metrics: Metrics,
        longest_queue: int,
    ) -> None:
        """Take who answers and who delivers; `longest_queue` is how many of a person may wait."""
        self._desk = desk
        self._delivery = delivery
        self._inbox = inbox
        self._answers = answers
        self._conversations = conversations
        self._abilities = abilities
        self._notes = notes
        self._limits = limits
        self._slots = slots
        self._pressure = pressure
        self._names = names
        self._metrics = metrics
        self._longest_queue = longest_queue

    async def answer(self, asked: Asked, entry: Entry, ticket: Ticket) -> None:
        """Answer a question, or say why not now; the update is closed by that."""
        refusal = await self._refusal(asked, ticket)
        if refusal:
            await self._end(asked, entry, refusal)
            return
        if ticket.ahead:  # of several answers one sees which question each is to
            asked = replace(asked, place=replace(asked.place, reply_to=asked.message))
        try:
            written = await self._written(asked, entry, ticket)
        except asyncio.CancelledError:
            if not ticket.is_cancelled:
                raise
            await self._end_cancelled(asked, entry)
        except QuestionError as error:
            text = escape(message(error.key, asked.person.language, **error.values))
            await self._end(asked, entry, text)
        else:
            ticket.releases()
            await self._deliver(asked, entry, written)

    async def _written(self, asked: Asked, entry: Entry, ticket: Ticket) -> "_Written":
        """What is remembered, else what is written now: that can be stopped."""
        if not ticket.ahead:
            remembered = self._recall(asked, entry, await self._conversation(asked))
            if remembered and not ticket.is_cancelled:
                return remembered
        writing = asyncio.ensure_future(self._write(asked, entry, ticket))
        ticket.holds(writing)
        return await writing

    async def _refusal(self, asked: Asked, ticket: Ticket) -> str:
        """Why the question is not answered now, empty where it is."""
        language = asked.person.language
        if await self._notes.read(OUTAGE):
            return message("telegram-outage", language)
        if ticket.ahead > self._longest_queue:
            return message("telegram-queue-full", language, count=ticket.ahead)
        seconds = await self._limits.seconds_to_wait(self._names.of(asked.person.id))
        return limit_text(language, seconds) if seconds else ""

    async def _end(self, asked: Asked, entry: Entry, html: str) -> None:
        await self._delivery.finish(entry, [say_html(asked.place, html)])

    async def _end_cancelled(self, asked: Asked, entry: Entry) -> None:
        """Whoever stopped it is told so elsewhere; only what is seen already says it too."""
        shown = await self._inbox.shown(entry.number)
        if shown:
            html = message("telegram-cancelled", asked.person.language)
            await self._delivery.try_call(edit_html(asked.place, shown, html))
        await self._inbox.finish(entry.number)

    async def _write(self, asked: Asked, entry: Entry, ticket: Ticket) -> "_Written":
        """Wait for the question's turn and have it answered, in sight of the person."""
        await self._delivery.hint(typing(asked.place))
        async with self._notice(asked, entry, ticket) as notice:
            await ticket.turn()
            await self._slots.take(ticket)
        step, begun = self._pressure.step, time.monotonic()
        try:
            conversation = await self._conversation(asked)
            if remembered := self._recall(asked, entry, conversation):  # another asked it meanwhile
                return replace(remembered, shown=notice.messages)
            shown = await self._answers.messages_of(asked.renews) if asked.renews else []
            canvas = self._canvas(asked, entry, shown or notice.messages)
            async with View(canvas) as view:
                brief = self._pressure.is_brief
                answer = await self._generate(asked, conversation, view, brief=brief)
            self._pressure.note(time.monotonic() - begun, is_brief=answer.is_brief)
        finally:
            self._slots.give_back()
        if isinstance(canvas, EditedMessage) and canvas.message:
            shown = shown or [canvas.message]
        return _Written(answer, conversation, shown, step)

    def _notice(self, asked: Asked, entry: Entry, ticket: Ticket) -> PlaceNotice:
        """What tells the place: where very many wait at once, in what becomes the answer."""
        becomes = self._pressure.step is Step.PLACE and not asked.renews and not entry.shown
        return PlaceNotice(
            self._delivery,
            asked.place,
            asked.person.language,
            partial(self._ahead, ticket),
            partial(self._inbox.note_shown, entry) if becomes else None,
        )

    def _recall(self, asked: Asked, entry: Entry, conversation: Conversation) -> "_Written | None":
        """The answer that is remembered: it takes no turn, and less time than to be drawn."""
        if asked.renews or entry.shown:
            return None
        brief = self._pressure.is_brief
        answer = self._desk.recall(asked.text, asked.person.choice, conversation, brief=brief)
        return _Written(answer, conversation, [], self._pressure.step) if answer else None

    def _ahead(self, ticket: Ticket) -> int:
        """How many questions are answered before this one: the person's own, then those of all."""
        return ticket.ahead or self._slots.ahead(ticket)

    async def _conversation(self, asked: Asked) -> Conversation:
        if asked.leans_on:
            return Conversation([asked.leans_on])
        return await self._conversations.open(asked.place.chat, asked.person.id)

    def _canvas(self, asked: Asked, entry: Entry, shown: Sequence[int]) -> Canvas:
        """Where it is seen: an answer that is renewed, in its own place."""
        if asked.place.is_private and not shown:
            return Drafts(self._delivery, self._abilities, asked.place, entry)
        stands = shown[0] if shown else None
        return EditedMessage(self._delivery, self._inbox, asked.place, entry, stands)

    async def _generate(
        self, asked: Asked, conversation: Conversation, view: View, *, brief: bool
    ) -> Answer:
        sentences: list[Delta] = []
        events = self._desk.ask(asked.text, asked.person.choice, conversation, brief=brief)
        async with aclosing(events):
            async for event in events:
                if isinstance(event, Answer):
                    return event
                if isinstance(event, Searching):
                    language = event.question.language
                if isinstance(event, Delta):
                    sentences.append(event)
                view.show(language, sentences)
        raise AssertionError("the assistant ended without an answer")

    async def _deliver(self, asked: Asked, entry: Entry, written: "_Written") -> None:
        """Send the answer in the best form that the server takes, and keep what belongs to it."""
        answer, name = written.answer, _name_of(asked)
        related = self._desk.related(answer, _MOST_RELATED)
        keyboard = answer_keyboard(answer, name, related)
        shown = written.shown
        record = self._record(asked, written, name)
        rich = self._abilities.rich
        while True:
            methods = say_answer(asked.place, answer, keyboard, shown, rich=rich)
            try:
                await self._delivery.finish(entry, methods, record, is_plain=not rich)
                break
            except RefusedError as error:
                if error.trouble is Trouble.LOST and shown:
                    shown = []
                elif rich and error.trouble in _PLAINER:
                    rich = False
                    await self._note_plainer(error.trouble)
                else:
                    raise
        # The clock may have been set back meanwhile.
        waited = max(0.0, time.time() - entry.received_at)
        self._metrics.answered(answer, waited, written.step)
        self._tell(asked, answer)

    async def _note_plainer(self, trouble: Trouble) -> None:
        if trouble is Trouble.UNKNOWN:
            await self._abilities.do_without_rich()
        else:
            journal.error("rich message refused")

    def _record(self, asked: Asked, written: "_Written", name: str) -> Record:
        place, person = asked.place, asked.person.id
        kept = kept_answer(written.answer, name, place.chat, person, asked.message)
        talk = KeepConversation(place.chat, person, written.conversation.questions)
        return lambda messages: [KeepAnswer(kept, messages), talk]

    def _tell(self, asked: Asked, answer: Answer) -> None:
        journal.info(
            "answered",
            who=self._names.of(asked.person.id),
            where="private" if asked.place.is_private else "group",
            status=answer.status,
            language=answer.question.language,
            generator=answer.generator,
            ms=dict(answer.timings_ms),
        )


@dataclass(frozen=True, slots=True)
class _Written:
    """An answer, its conversation, the messages that show it already, what pressure left of it."""

    answer: Answer
    conversation: Conversation
    shown: list[int]
    step: Step


def _name_of(asked: Asked) -> str:
    """The short name of an answer: a renewed one keeps its own."""
    return asked.renews.id if asked.renews else secrets.token_urlsafe(_NAME_BYTES)
