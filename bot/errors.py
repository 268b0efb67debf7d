"""What can go wrong in the answering machine.

BotError
├── QuestionError       a question that cannot be asked: empty, too long
├── UngroundedError     a citation that does not stand in its Document
├── SettingsError       a setting or command that cannot be followed
│   └── MissingExtraError   it needs packages that are not installed
└── GeneratorError      a generator that cannot write

Each error carries the key of a message for people and its values (see prompts/messages.*.ftl).
"""


class BotError(Exception):
    """A fault of the answering machine, with the key and values of its message."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return " ".join([self.key, *(f"{name}={value}" for name, value in self.values.items())])


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


class GeneratorError(BotError):
    """A generator that cannot write."""
