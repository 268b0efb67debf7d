"""What the Bot API server can: found out by its first refusal, remembered for a week.

A server that is run by oneself may be older than the methods; it may also be renewed.
"""

from bot.telegram.journal import journal
from bot.telegram.notes import Notes

_REMEMBERED_S = 7 * 86_400.0


class Abilities:
    """Whether the server knows rich messages, and whether it knows drafts."""

    def __init__(self, notes: Notes, server: str) -> None:
        """Remember in the notes, for the server at that address."""
        self._notes = notes
        self._server = server
        self.rich = True
        self.drafts = True

    async def recall(self) -> None:
        """Know what was found out before."""
        self.rich = not await self._notes.read(self._note("rich"), _REMEMBERED_S)
        self.drafts = not await self._notes.read(self._note("drafts"), _REMEMBERED_S)

    async def do_without_rich(self) -> None:
        """The server has refused a rich message as something it does not know."""
        self.rich = False
        await self._remember("rich")

    async def do_without_drafts(self) -> None:
        """The server has refused a draft as something it does not know."""
        self.drafts = False
        await self._remember("drafts")

    async def _remember(self, ability: str) -> None:
        journal.warning("server lacks", ability=ability)
        await self._notes.write(self._note(ability), "no")

    def _note(self, ability: str) -> str:
        return f"{ability} {self._server}"
