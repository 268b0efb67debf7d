"""Wall time and peak memory of `atazan ask` from a shell, index present: `make bench`.

Runs the installed program as a person does, a fresh process each time, and prints medians beside
those of a bare interpreter, so that machines can be compared.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_RUNS = 15
_QUESTIONS = (
    "Жаңа Парламентте қанша депутат болады?",
    "Сколько депутатов будет в новом Парламенте?",
)


def measure(command: list[str], runs: int = _RUNS) -> tuple[float, float]:
    """Return the median wall time in seconds and the largest peak memory in MB of a command."""
    times, peaks = [], []
    for _ in range(runs):
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        times.append(time.perf_counter() - begun)
        peaks.append(usage.ru_maxrss / 1024)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{command} ended with {process.returncode}")
    return statistics.median(times), max(peaks)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home:
        ask = [str(Path(sys.executable).with_name("atazan")), "ask", "--home", home]
        measure([*ask, _QUESTIONS[0]], runs=1)  # indexes the default corpus
        rows = [("python -c pass", *measure([sys.executable, "-c", "pass"]))]
        rows += [
            (f"atazan ask «{question}»", *measure([*ask, question])) for question in _QUESTIONS
        ]
    for name, seconds, peak in rows:
        print(f"{seconds:6.2f} s  {peak:6.0f} MB  {name}")


if __name__ == "__main__":
    main()
