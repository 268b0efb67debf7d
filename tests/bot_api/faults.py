"""Faults on request: what a network and a busy server do to calls.

The kinds:
    drop_before   the connection breaks, and nothing was done
    drop_after    it was done, and the connection breaks before the bot hears of it
    delay         it is done after some seconds
    error_500     a JSON error of the server
    error_502     a page of HTML from a proxy on the way
    too_many      429 that the bot has not caused
    garbage       a response that is no JSON
    hang          no response, until the bot gives up
    hang_after    it was done, and no response comes: the moment to kill a bot in
"""

import fnmatch
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

KINDS = frozenset(
    "drop_before drop_after delay error_500 error_502 too_many garbage hang hang_after".split()
)


@dataclass
class Fault:
    """One kind of fault for calls whose method fits `methods` (as file names are matched).

    It befalls each such call with a likelihood of `rate`, at most `times` times altogether, the
    first `skip` calls left alone. `seconds` is how long a delay is, or what a 429 asks for.
    """

    kind: str
    methods: str = "*"
    times: float = 1
    rate: float = 1.0
    seconds: float = 1.0
    skip: int = 0
    befallen: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no fault is called {self.kind}; there are {sorted(KINDS)}")


@dataclass
class Faults:
    """The faults that are to come; the same seed brings the same ones."""

    coming: list[Fault] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(2026))

    def add(self, kind: str, methods: str = "*", **more: float) -> Fault:
        """Let a fault come."""
        fault = Fault(kind, methods, **more)
        self.coming.append(fault)
        return fault

    def draw(self, method: str) -> Fault | None:
        """The fault that befalls a call, if any."""
        for fault in self.coming:
            if fault.befallen < fault.times and fnmatch.fnmatch(method, fault.methods):
                if fault.skip > 0:
                    fault.skip -= 1
                elif self.dice.random() < fault.rate:
                    fault.befallen += 1
                    return fault
        return None

    def clear(self) -> Sequence[Fault]:
        """Let none come any more; return those that were asked for."""
        ended, self.coming = self.coming, []
        return ended
