"""The stores of one bot, wherever they are kept."""

from dataclasses import dataclass

from bot.telegram.answers import Answers
from bot.telegram.conversations import Conversations
from bot.telegram.crew import Crew
from bot.telegram.feedback import Feedback
from bot.telegram.inbox import Inbox
from bot.telegram.limits import Limits
from bot.telegram.notes import Notes
from bot.telegram.people import People
from bot.telegram.traces import Traces


@dataclass(frozen=True)
class Stores:
    """Everything that is kept; `names_key` is the key of people's names in the journal."""

    inbox: Inbox
    people: People
    conversations: Conversations
    answers: Answers
    feedback: Feedback
    notes: Notes
    traces: Traces
    limits: Limits
    crew: Crew
    names_key: bytes
