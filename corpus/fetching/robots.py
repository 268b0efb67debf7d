"""robots.txt: which pages of a host a robot may fetch (RFC 9309).

The most specific rule decides; of equal ones, the one that allows. «*» stands for any characters,
«$» for the end. Crawl-delay is no part of the RFC, and is kept as it is meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

# What robots.txt is to call this program by.
ROBOT = "AtaZan"
_FIELDS, _DELAY = ("allow", "disallow"), "crawl-delay"
_LINE = re.compile(r"\s*(?P<field>[A-Za-z-]+)\s*:\s*(?P<value>[^#]*)")
# Seconds. A host that wants more time between requests does not want robots.
_LONGEST_DELAY = 10.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt says to this program: paths with whether they are allowed, and the pace."""

    paths: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, target: str) -> bool:
        """Whether a page, by its path and query, may be fetched."""
        wanted = _normal(target)
        fitting = [(len(path), allowed) for path, allowed in self.paths if _fits(path, wanted)]
        return max(fitting, default=(0, True))[1]


def parse_robots(text: str) -> Rules:
    """Read a robots.txt: the groups that name this program, or else those for all."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for agents, field, value in _lines(text):
        for agent in agents:
            groups.setdefault(agent, []).append((field, value))
    own = groups.get(ROBOT.lower(), groups.get("*", []))
    paths = tuple((_normal(v), field == "allow") for field, v in own if field in _FIELDS and v)
    return Rules(paths, max((_delay(v) for field, v in own if field == _DELAY), default=0.0))


def _lines(text: str) -> Iterator[tuple[list[str], str, str]]:
    """Yield each line with the robots that its group is for; the names alone give no line."""
    agents: list[str] = []
    in_names = False
    for line in filter(None, map(_LINE.match, text.splitlines())):
        field, value = line["field"].lower(), line["value"].strip()
        if field == "user-agent":
            agents = [*(agents if in_names else ()), value.partition("/")[0].strip().lower()]
            in_names = True
            yield agents, field, value
        elif field in (*_FIELDS, _DELAY):
            in_names = False
            yield agents, field, value


def _delay(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return min(seconds, _LONGEST_DELAY) if seconds > 0 else 0.0


def _normal(path: str) -> str:
    """One spelling for quoted and unquoted letters."""
    return quote(unquote(path, errors="replace"), safe="/?*$&=:;,@!'()+~-._[]")


def _fits(pattern: str, target: str) -> bool:
    """Match without a regular expression: one could be made to take long, and hosts write these."""
    first, *others = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    at = len(first)
    if pattern.endswith("$"):
        if not others:
            return at == len(target)
        last = others.pop()
        end = len(target) - len(last)
        if end < at or not target.endswith(last):
            return False
        target = target[:end]
    for part in others:
        found = target.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True
