"""Figures of the service, for admins."""

import time

from bot.succession import Succession
from bot.telegram.answers import Answers
from bot.telegram.delivery import TOO_FAST
from bot.telegram.feedback import Feedback
from bot.telegram.feeder import FAILED
from bot.telegram.inbox import POSSIBLE_DOUBLES, Inbox
from bot.telegram.lanes import Slots
from bot.telegram.notes import Notes
from bot.telegram.people import People
from bot.telegram.pressure import Pressure

_DAY_S = 86_400.0


class Statistics:
    """Counts; nothing in it tells who asked what."""

    def __init__(
        self,
        people: People,
        answers: Answers,
        feedback: Feedback,
        inbox: Inbox,
        notes: Notes,
        slots: Slots,
        pressure: Pressure,
        succession: Succession,
    ) -> None:
        """Take what is to be counted."""
        self._people = people
        self._answers = answers
        self._feedback = feedback
        self._inbox = inbox
        self._notes = notes
        self._slots = slots
        self._pressure = pressure
        self._succession = succession

    async def states(self) -> dict[str, float]:
        """How things stand at this moment, by the names of the metrics."""
        return {
            "updates_open": await self._inbox.open(),
            "questions_waiting": self._slots.waiting,
            "expected_wait_seconds": self._pressure.wait_s,
            "possible_doubles": await self._notes.count(POSSIBLE_DOUBLES),
            "failed_updates": await self._notes.count(FAILED),
            "disk_stuck": self._inbox.is_stuck,
            "index_age_seconds": time.time() - self._succession.present.indexed_at(),
        }

    async def figures(self) -> dict[str, int]:
        """Figures by their names, which are those of the messages `telegram-stat-…`."""
        good, bad = await self._feedback.counts()
        return {
            "people": await self._people.count(),
            "answers-today": await self._answers.count_since(time.time() - _DAY_S),
            "open": await self._inbox.open(),
            "good": good,
            "bad": bad,
            "doubles": await self._notes.count(POSSIBLE_DOUBLES),
            "failed": await self._notes.count(FAILED),
            "too-fast": await self._notes.count(TOO_FAST),
        }
