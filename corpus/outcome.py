"""What became of the Documents of an intake."""

from dataclasses import dataclass

from corpus.catalogue import Change
from corpus.errors import CorpusError, Notice


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one Document: a change, or the error that kept it out.

    With a notice it is neither, but something to know of a file that went in.
    """

    name: str
    change: Change | None = None
    error: CorpusError | None = None
    notice: Notice | None = None


def outcome_of(name: str, told: CorpusError) -> Outcome:
    """Return the outcome that an error or a notice makes."""
    return Outcome(name, notice=told) if isinstance(told, Notice) else Outcome(name, error=told)
