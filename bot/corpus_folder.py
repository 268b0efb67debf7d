"""A folder that holds a catalogue and its indexes: HOME, or a snapshot of one."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class CorpusFolder:
    """Where the catalogue and the indexes lie.

    A portable one is copied between machines: its vectors lie in a file, whatever the settings
    say of Chroma.
    """

    path: Path
    is_portable: bool = False

    @property
    def catalogue(self) -> Path:
        """The file of the catalogue."""
        return self.path / "catalogue.sqlite"

    @property
    def index(self) -> Path:
        """The folder of the indexes, one a channel."""
        return self.path / "index"
