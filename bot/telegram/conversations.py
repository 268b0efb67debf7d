"""Conversations: what each person asked lately in each chat, so that a question may lean on it."""

from typing import Protocol

from bot.conversation import Conversation


class Conversations(Protocol):
    """One conversation a person and chat: what is said in private never shows in a group."""

    async def open(self, chat: int, person: int) -> Conversation:
        """Return the conversation as it stands; a new one where there is none."""
        ...

    async def forget(self, chat: int, person: int) -> None:
        """Begin anew."""
        ...
