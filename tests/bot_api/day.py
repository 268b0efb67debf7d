"""A day of a city: when people ask, from midnight to midnight, with a moment on television."""

import random
from bisect import bisect_left
from itertools import accumulate

# Questions of each hour, beside one another: few at night, most in the evening.
_HOURS = (
    1,
    0.5,
    0.3,
    0.2,
    0.2,
    0.4,
    1,
    2,
    3,
    4,
    4.5,
    4.5,
    5,
    4.5,
    4,
    4,
    4.5,
    5,
    6.5,
    8,
    9,
    8,
    5,
    2.5,
)
_SECONDS = 86_400
# At half past eight the news show the bot: within five minutes so much of the day's questions come.
TELEVISION, _ITS_LENGTH, _ITS_SHARE = 20.5 * 3600, 300.0, 0.08


def day_moments(count: int, seconds: float, seed: int) -> list[float]:
    """When each of so many questions is asked, in order, the day pressed into so many seconds."""
    dice = random.Random(seed)
    ends = list(accumulate(_HOURS))
    return sorted(_moment(dice, ends) * seconds / _SECONDS for _ in range(count))


def _moment(dice: random.Random, ends: list[float]) -> float:
    if dice.random() < _ITS_SHARE:
        return TELEVISION + dice.uniform(0, _ITS_LENGTH)
    hour = bisect_left(ends, dice.uniform(0, ends[-1]))
    return (hour + dice.random()) * 3600
