"""A digest of a model's files, so that other weights in the same folder are another model."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

_SAMPLES = 16
_SAMPLE_BYTES = 65_536


def revision_of(path: Path) -> str:
    """Return the digest of all files of a folder: twelve hexadecimal digits.

    Of each file samples are read, evenly spread: training changes weights everywhere, and a whole
    model would take seconds at every start.
    """
    digest = hashlib.sha256()
    for file in sorted(file for file in path.rglob("*") if file.is_file()):
        digest.update(f"{file.relative_to(path)} {file.stat().st_size}".encode())
        for sample in _samples(file):
            digest.update(sample)
    return digest.hexdigest()[:12]


def _samples(file: Path) -> Iterator[bytes]:
    step = max(file.stat().st_size // _SAMPLES, _SAMPLE_BYTES)
    with file.open("rb") as opened:
        for start in range(0, file.stat().st_size, step):
            opened.seek(start)
            yield opened.read(_SAMPLE_BYTES)
