"""What the system tells of a process: its memory and its processor time."""

import os
from pathlib import Path

_MEGABYTE = 1024**2


def resident(pid: int) -> float:
    """Memory that a process holds, in MB; 0 once it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used; 0 once it has ended."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0.0
    ticks = told.rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
