"""Any RAG service behind an OpenAI-compatible `/chat/completions`, asked question by question.

Passages are read where such services put them: a list `citations`, `sources`, `documents` or
`context` in the answer, in its message, or under the message's `context`; an entry is a text or a
record with `content`, `text`, `quote` or `snippet`, and `document`, `id`, `source`, `url`, `title`
or `filename`. The n-th is what `[n]` names.
"""

import json
import time
import urllib.request
from typing import Any

TIMEOUT_S = 120
_LISTS = ("citations", "sources", "documents", "context")
_TEXTS = ("quote", "content", "text", "snippet")
_NAMES = ("document", "id", "source", "url", "title", "filename")


def ask_endpoint(url: str, model: str, key: str, question: str) -> dict[str, Any]:
    """Ask once. Raises OSError and ValueError when there is no answer."""
    body = {"model": model, "messages": [{"role": "user", "content": question}], "temperature": 0}
    request = urllib.request.Request(
        f"{url.rstrip('/')}/chat/completions",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
    )
    begun = time.perf_counter()
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as reply:
        answer = json.load(reply)
    return read_answer(answer) | {"ms": round((time.perf_counter() - begun) * 1000, 2)}


def read_answer(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the text and the passages of an answer. Raises ValueError when it holds no message."""
    try:
        message = answer["choices"][0]["message"]
        text = str(message["content"] or "")
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError(f"no message in {str(answer)[:200]}") from error
    found = next(filter(None, map(_passages, (message, answer, message.get("context")))), [])
    return {"text": text, "citations": found, "evidence": found}


def _passages(record: object) -> list[dict[str, str]]:
    if not isinstance(record, dict):
        return []
    lists = (record[name] for name in _LISTS if isinstance(record.get(name), list))
    return next(([_passage(entry) for entry in entries] for entries in lists if entries), [])


def _passage(entry: object) -> dict[str, str]:
    if not isinstance(entry, dict):
        return {"document": "", "text": str(entry)}
    return {"document": _first(entry, _NAMES), "text": _first(entry, _TEXTS)}


def _first(entry: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((str(entry[name]) for name in names if entry.get(name)), "")
