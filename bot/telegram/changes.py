"""Changes that belong to the end of an update, and are kept together with it or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.telegram.answers import KeptAnswer


@dataclass(frozen=True, slots=True)
class KeepAnswer:
    """Keep an answer that stands in these messages; another of that name makes way."""

    answer: KeptAnswer
    messages: Sequence[int]


@dataclass(frozen=True, slots=True)
class KeepConversation:
    """Keep what a person asked lately in a chat."""

    chat: int
    person: int
    questions: Sequence[str]


@dataclass(frozen=True, slots=True)
class Count:
    """Count something so many times more, among the notes."""

    name: str
    more: int = 1


Change = KeepAnswer | KeepConversation | Count
