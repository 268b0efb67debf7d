"""Limits that all workers share."""

from bot.telegram.limits import DAY_S, MINUTE_S
from bot.telegram.redis.server import Server


class RedisLimits:
    """Counts the questions of each person. See Limits."""

    def __init__(self, server: Server, per_minute: int, per_day: int) -> None:
        """Take how many questions a minute and a day allow."""
        self._server = server
        self._windows = (per_minute, int(MINUTE_S), per_day, int(DAY_S))

    async def seconds_to_wait(self, person: str) -> int:
        """Count a question, or say in how many seconds the person may ask again; 0 is now."""
        return int(await self._server.run("count_question", person, *self._windows))
