"""Which Documents a search is narrowed to."""

from dataclasses import dataclass
from datetime import date

from corpus.document import Kind


@dataclass(frozen=True, slots=True)
class Filter:
    """Documents of these kinds and versions, from one day to another (both inclusive).

    Empty parts narrow nothing; a Document without a date lies outside all days.
    """

    kinds: frozenset[Kind] = frozenset()
    since: date | None = None
    until: date | None = None
    versions: frozenset[str] = frozenset()
    excluded_versions: frozenset[str] = frozenset()

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and last day as ordinals; None when any day will do."""
        if not self.since and not self.until:
            return None
        return (self.since or date.min).toordinal(), (self.until or date.max).toordinal()


EVERYTHING = Filter()
