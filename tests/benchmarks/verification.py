"""How well verification tells honest sentences from others: `python -m tests.benchmarks.verification`.

Over the tables in tests/quality/verification, in two halves (odd and even lines): how many honest
sentences stand, and how many others are cut, at each share of words that must be spoken of.
"""

import time
from statistics import median

import bot.answering.grounding as grounding
from bot.answer import Delta
from tests.unit.bot.test_verification import DISHONEST, HONEST, verify

SHARES = (0.0, 0.25, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.75)


def standing(cases: list[tuple]) -> float:
    """The share of sentences that stand."""
    return sum(isinstance(verify(*case[:4]), Delta) for case in cases) / len(cases)


def main() -> None:
    """Print the table."""
    print("| words spoken of | honest stand, odd / even | others cut, odd / even |\n|---|---|---|")
    chosen = grounding.LEAST_SPOKEN_OF
    for share in SHARES:
        grounding.LEAST_SPOKEN_OF = share
        honest = [standing(HONEST[half::2]) for half in (0, 1)]
        others = [1 - standing(DISHONEST[half::2]) for half in (0, 1)]
        mark = " (chosen)" if share == chosen else ""
        cells = (" / ".join(f"{value:.0%}" for value in each) for each in (honest, others))
        print(f"| {share:.2f}{mark} | " + " | ".join(cells) + " |")
    grounding.LEAST_SPOKEN_OF = chosen
    times = []
    for case in HONEST:
        begun = time.perf_counter()
        verify(*case)
        times.append((time.perf_counter() - begun) * 1000)
    print(f"\nA sentence is verified in {median(times):.1f} ms (median).")


if __name__ == "__main__":
    main()
