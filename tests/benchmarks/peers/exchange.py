"""What a peer reads and writes: JSON Lines on its standard input and output, no import of ours.

In: a line {"documents": [{"id", "text"}], "embedding": path or "", "llm": path or ""}, then a
question a line, {"id", "text"}. Out: an answer a line, {"id", "text", "citations", "evidence",
"ms", "peak_mb"}: `citations` and `evidence` are lists of {"document", "text"}, and the n-th
citation is what `[n]` names in the text.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

FOUND = 5
CHARACTERS, OVERLAP = 1000, 100
Setting = dict[str, Any]
Answer = dict[str, Any]


def serve(build: Callable[[Setting], Callable[[str], Answer]]) -> None:
    """Build a pipeline from the first line; answer the others."""
    answer = build(json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        question = json.loads(line)
        begun = time.perf_counter()
        record = answer(question["text"])
        milliseconds = (time.perf_counter() - begun) * 1000
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        record |= {"id": question["id"], "ms": round(milliseconds, 2), "peak_mb": round(peak)}
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def quoted(found: list[dict[str, str]]) -> Answer:
    """The answer of a pipeline without a model: its best passage, cited."""
    best = found[:1]
    text = " ".join(f"{' '.join(item['text'].split())} [1]" for item in best)
    return {"text": text, "citations": best, "evidence": found}
