"""What the errors of all packages have in common: they name a message for people."""

from functools import partial


class KeyedError(Exception):
    """An error with the key of its message (prompts/messages.*.ftl) and the message's values."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return " ".join([self.key, *(f"{name}={value}" for name, value in self.values.items())])

    def __reduce__(self) -> tuple[partial["KeyedError"], tuple[()]]:
        """Errors travel between processes."""
        return partial(type(self), self.key, **self.values), ()
