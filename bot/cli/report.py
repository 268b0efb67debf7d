"""What an `add` or a `sync` did: counted, and told."""

from collections import Counter

from bot.terminal.speech import explain, say, tell
from corpus.catalogue import Change
from corpus.outcome import Outcome

_REFUSED = "refused"
_WOULD = {
    Change.ADDED: ("+", "sync-would-add"),
    Change.REPLACED: ("~", "sync-would-replace"),
    Change.RETIRED: ("-", "sync-would-retire"),
}


def tell_outcome(outcome: Outcome) -> None:
    """Say what was refused, and what is to be known of a file that went in."""
    if outcome.error:
        tell(f"{say('corpus-refused')}: {explain(outcome.error)}")
    if outcome.notice:
        tell(explain(outcome.notice))


class Report:
    """The outcomes of one run, counted; those that there is something to tell of are kept."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._told: list[Outcome] = []
        self._changes: list[Outcome] = []

    def count(self, outcome: Outcome) -> None:
        """Take an outcome into account."""
        if outcome.change:
            self._counts[outcome.change.value] += 1
        elif outcome.error:
            self._counts[_REFUSED] += 1
        if outcome.change is None:
            self._told.append(outcome)
        elif outcome.change in _WOULD:
            self._changes.append(outcome)

    def tallies(self) -> dict[str, int]:
        """How many Documents each thing became of."""
        return {name: self._counts[name] for name in (*(one.value for one in Change), _REFUSED)}

    def is_failure(self) -> bool:
        """Whether something was refused and nothing else has happened."""
        return self._counts.total() == self._counts[_REFUSED] > 0

    def tell_refused(self) -> None:
        """Say what was refused and why, and what is to be known of the rest."""
        for outcome in self._told:
            tell_outcome(outcome)

    def print_changes(self) -> None:
        """Print a line a Document that would change."""
        for outcome in self._changes:
            if outcome.change:
                sign, key = _WOULD[outcome.change]
                print(f"{sign} {outcome.name} ({say(key)})")
