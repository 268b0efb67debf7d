"""How much memory this machine, or this container, has to give; how bytes are told."""

import os
import re
from pathlib import Path

_MEMINFO = Path("/proc/meminfo")
_CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")


def available_memory() -> int | None:
    """Bytes that a model may take without swapping; None where the system does not say."""
    told = [size for size in (_of_system(), _of_container()) if size is not None]
    return min(told, default=None)


def gigabytes(count: int) -> str:
    """Return a number of bytes as a person reads it, in gigabytes."""
    return f"{count / 1e9:.2f}"


def _of_system() -> int | None:
    try:
        available = re.search(r"^MemAvailable:\s+(\d+) kB", _MEMINFO.read_text(), re.MULTILINE)
    except OSError:
        available = None
    if available:
        return int(available[1]) * 1024
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def _of_container() -> int | None:
    try:
        limit = _CONTAINER_LIMIT.read_text().strip()
    except OSError:
        return None
    return int(limit) if limit.isdecimal() else None
