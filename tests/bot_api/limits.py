"""How fast a bot may send: one message a second in a chat, 20 a minute in a group, 30 a second.

core.telegram.org/bots/faq, «My bot is hitting limits»: short bursts in a chat are let pass, then
come refusals. Every refusal for speed is kept, so that a test can say there was none.
"""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.bot_api.refusals import too_many_requests


@dataclass(frozen=True)
class Rates:
    """What is let through; each may be set otherwise, 0 lifts a limit.

    `burst` messages may go to a chat at once after a pause; then one a `chat_pause` seconds.
    """

    burst: int = 3
    chat_pause: float = 1.0
    group_per_minute: int = 20
    per_second: int = 30


@dataclass(frozen=True)
class Violation:
    """A call that came too fast: when (seconds of the server's clock), where, which limit."""

    at: float
    chat: int
    method: str
    limit: str


@dataclass
class Limits:
    """Counts what is sent."""

    rates: Rates = Rates()
    clock: Callable[[], float] = time.monotonic
    violations: list[Violation] = field(default_factory=list)
    _tokens: dict[int, tuple[float, float]] = field(default_factory=dict)
    _minutes: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _second: deque[float] = field(default_factory=deque)

    def count(self, chat: int, method: str, *, is_draft: bool = False) -> None:
        """Let a call pass and count it. Raises Refusal where it comes too fast.

        A draft counts over all, and not as a message of its chat.
        """
        now = self.clock()
        waits = {"over all": _wait(self._second, now, self.rates.per_second, 1.0)}
        if not is_draft:
            waits["chat"] = self._wait_in_chat(chat, now)
            if chat < 0:
                waits["group"] = _wait(self._minutes[chat], now, self.rates.group_per_minute, 60.0)
        limit = max(waits, key=waits.__getitem__)
        if waits[limit] > 0:
            self.violations.append(Violation(now, chat, method, limit))
            raise too_many_requests(math.ceil(waits[limit]))
        self._pass(chat, now, is_draft)

    def _pass(self, chat: int, now: float, is_draft: bool) -> None:
        self._second.append(now)
        if not is_draft:
            tokens, _ = self._refilled(chat, now)
            self._tokens[chat] = tokens - 1, now
            if chat < 0:
                self._minutes[chat].append(now)

    def _wait_in_chat(self, chat: int, now: float) -> float:
        if not self.rates.chat_pause:
            return 0.0
        tokens, _ = self._refilled(chat, now)
        # A clock that ticks a hair slower there is no violation.
        return (1 - tokens) * self.rates.chat_pause if tokens < 0.99 else 0.0

    def _refilled(self, chat: int, now: float) -> tuple[float, float]:
        tokens, since = self._tokens.get(chat, (float(self.rates.burst), now))
        gained = (now - since) / self.rates.chat_pause if self.rates.chat_pause else math.inf
        return min(float(self.rates.burst), tokens + gained), now


def _wait(passed: deque[float], now: float, most: int, seconds: float) -> float:
    """Seconds until one more may pass, where so many may in so many seconds."""
    while passed and passed[0] <= now - seconds:
        passed.popleft()
    return passed[-most] + seconds - now if most and len(passed) >= most else 0.0
