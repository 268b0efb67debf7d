"""The pressure: how long people would wait for their answers, and what is given up for that.

full ── many wait for the model ──▶ brief ── many wait even so ──▶ place

A full answer is written by the model, where there is one. A brief one is the sources' own words,
which takes some milliseconds. Where even these would keep people waiting, each reads at once which
place the question has. Nothing that came is dropped.
"""

from enum import StrEnum

from bot.telegram.lanes import Slots

# How much the latest answer counts in the measured time of one.
_SHARE = 0.2
# What an answer is taken to need until one has been measured.
_FULL_S, _BRIEF_S = 1.0, 0.05


class Step(StrEnum):
    """What people get while there are so many."""

    FULL = "full"
    BRIEF = "brief"
    PLACE = "place"


class Pressure:
    """Estimates waits from how long answers took lately and how many questions wait."""

    def __init__(self, slots: Slots, bearable_s: float, *, has_model: bool) -> None:
        """Take where questions wait, and the seconds that people are taken to bear."""
        self._slots = slots
        self._bearable_s = bearable_s
        self._has_model = has_model
        self._full_s, self._brief_s = _FULL_S if has_model else _BRIEF_S, _BRIEF_S

    def note(self, seconds: float, *, is_brief: bool) -> None:
        """Take how long an answer has held its slot."""
        if is_brief or not self._has_model:
            self._brief_s += _SHARE * (seconds - self._brief_s)
        if not is_brief:
            self._full_s += _SHARE * (seconds - self._full_s)

    @property
    def wait_s(self) -> float:
        """Seconds until a question that comes now is answered, if all get full answers."""
        return self._wait(self._full_s)

    @property
    def step(self) -> Step:
        """What people get now."""
        if self._wait(self._brief_s) > self._bearable_s:
            return Step.PLACE
        return Step.BRIEF if self._has_model and self.wait_s > self._bearable_s else Step.FULL

    @property
    def is_brief(self) -> bool:
        """Whether answers are to be brief."""
        return self._has_model and self.step is not Step.FULL

    def _wait(self, each_s: float) -> float:
        return self._slots.waiting * each_s / self._slots.count
