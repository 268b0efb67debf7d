"""What a GGUF file says of itself: read in milliseconds, before anything is loaded.

Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.errors import ModelFileError
from bot.models.memory import gigabytes

# The context that a language model is run with.
CONTEXT_TOKENS = 4096
_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_STRING, _ARRAY = 8, 9
# Value types as struct codes; strings and arrays apart.
_CODES = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
# Weights in a block and bytes of a block, by tensor type.
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 30: (1, 2),
}  # fmt: skip
_ALIGNMENT = 32
_DEEPEST_ARRAY = 4
# Numbers kept of each position in each layer's cache: two bytes each, of keys and of values.
_CACHE_BYTES = 4
# An allowance for what llama.cpp takes beside weights and cache: its compute buffers.
_BUFFERS = 300_000_000


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """The head of a GGUF file. `size` is the file's in bytes, `expected` what its tensors need."""

    architecture: str
    name: str
    layers: int
    width: int
    heads: int
    cache_heads: int
    head_width: int
    context: int
    size: int
    expected: int

    def memory(self) -> int:
        """Bytes that the model takes when it runs: weights, cache, buffers."""
        cache = _CACHE_BYTES * self.layers * CONTEXT_TOKENS * self.cache_heads * self.head_width
        return self.size + cache + _BUFFERS


def read_header(path: Path) -> GgufHeader:
    """Read the head of the file at `path`.

    Raises ModelFileError for a file that is missing, no GGUF, or shorter than its tensors.
    """
    try:
        with path.open("rb") as file:
            header = _Reader(file, path.stat().st_size).header()
    except (ValueError, OverflowError, MemoryError, struct.error) as error:
        raise ModelFileError("error-model-not-gguf", path=str(path)) from error
    except OSError as error:
        raise ModelFileError("error-model-gone", path=str(path)) from error
    if header.size < header.expected:
        size, expected = gigabytes(header.size), gigabytes(header.expected)
        raise ModelFileError("error-model-cut-off", path=str(path), size=size, expected=expected)
    return header


def check_memory(path: Path, available: int | None) -> None:
    """Raise ModelFileError where the model at `path` needs more than the available bytes."""
    needed = read_header(path).memory()
    if available is not None and needed > available:
        raise ModelFileError(
            "error-model-too-large",
            path=str(path),
            needed=gigabytes(needed),
            available=gigabytes(available),
        )


class _Reader:
    """Reads the head of one open file; a length beyond the file's end is a ValueError."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size

    def header(self) -> GgufHeader:
        if self._bytes(4) != _MAGIC or self._number("I") not in _VERSIONS:
            raise ValueError("no GGUF")
        tensors, pairs = self._number("Q"), self._number("Q")
        known = {self._string(): self._value(self._number("I")) for _ in range(self._sane(pairs))}
        ends = [self._tensor_end() for _ in range(self._sane(tensors))]
        alignment = _whole(known.get("general.alignment")) or _ALIGNMENT
        data = -(-self._file.tell() // alignment) * alignment
        architecture = str(known.get("general.architecture") or "")
        return _header(known, architecture, self._size, data + max(ends, default=0))

    def _tensor_end(self) -> int:
        """The byte after a tensor, from the start of the data; its start where its type is new."""
        self._string()
        weights = 1
        for _ in range(self._sane(self._number("I"))):
            weights *= self._number("Q")
        kind, offset = self._number("I"), self._number("Q")
        block, length = _BLOCKS.get(kind, (1, 0))
        return offset + weights // block * length

    def _value(self, kind: int, depth: int = 0) -> object:
        if kind == _STRING:
            return self._string()
        if kind == _ARRAY:
            self._pass_array(depth)
            return None
        return self._number(_CODES.get(kind, ""))

    def _pass_array(self, depth: int) -> None:
        kind, count = self._number("I"), self._sane(self._number("Q"))
        if depth > _DEEPEST_ARRAY:
            raise ValueError("arrays too deep")
        if kind in _CODES:
            self._skip(count * struct.calcsize(_CODES[kind]))
            return
        for _ in range(count):
            if kind == _STRING:
                self._skip(self._number("Q"))
            else:
                self._value(kind, depth + 1)

    def _string(self) -> str:
        return self._bytes(self._number("Q")).decode("utf-8", errors="replace")

    def _number(self, code: str) -> int:
        if not code:
            raise ValueError("a type that is not known")
        (value,) = struct.unpack(f"<{code}", self._bytes(struct.calcsize(code)))
        return value  # type: ignore[no-any-return] # a float or bool, too: taken for whole later

    def _bytes(self, count: int) -> bytes:
        return self._file.read(self._sane(count))

    def _skip(self, count: int) -> None:
        self._file.seek(self._sane(count), 1)

    def _sane(self, count: int) -> int:
        if self._file.tell() + count > self._size:
            raise ValueError("longer than the file")
        return count


def _header(known: dict[str, object], architecture: str, size: int, expected: int) -> GgufHeader:
    def number(name: str) -> int:
        return _whole(known.get(f"{architecture}.{name}"))

    heads, width = number("attention.head_count"), number("embedding_length")
    return GgufHeader(
        architecture,
        name=str(known.get("general.name") or ""),
        layers=number("block_count"),
        width=width,
        heads=heads,
        cache_heads=number("attention.head_count_kv") or heads,
        head_width=number("attention.key_length") or width // max(heads, 1),
        context=number("context_length"),
        size=size,
        expected=expected,
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
