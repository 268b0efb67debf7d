"""What can go wrong in the answering machine.

BotError
├── QuestionError       a question that cannot be asked: empty, too long
├── UngroundedError     a citation that does not stand in its Document
├── SettingsError       a setting or command that cannot be followed
│   └── MissingExtraError   it needs packages that are not installed
├── ModelFileError      a model's files that cannot be fetched, read or trusted
├── BackupError         a backup that cannot be written, or put back
├── SnapshotError       a snapshot that cannot be published, or taken
└── GeneratorError      a generator that cannot write
"""

from corpus.keyed_error import KeyedError


class BotError(KeyedError):
    """A fault of the answering machine."""


class QuestionError(BotError):
    """A question that cannot be asked."""


class UngroundedError(BotError):
    """A citation that does not stand in its Document."""


class SettingsError(BotError):
    """A setting or a command that cannot be followed."""


class MissingExtraError(SettingsError):
    """Packages of an extra are needed and not installed."""

    def __init__(self, extra: str) -> None:
        super().__init__("error-extra-missing", extra=extra)


class ModelFileError(BotError):
    """A model's files cannot be fetched, read or trusted."""


class BackupError(BotError):
    """A backup cannot be written, or put back."""


class SnapshotError(BotError):
    """A snapshot cannot be published, or taken."""


class GeneratorError(BotError):
    """A generator that cannot write."""
