"""Questions that the program never answers: how one should vote, and texts that agitate.

How voting works («кто имеет право голосовать», «дауыс беру қай күні») is a question like any other.
"""

import re

from retrieval.analysis.folding import fold

# Patterns over the folded question, with the asking it recognises.
_ADVOCACY = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bза (?:кого|что)\b.*\bголос",
        r"\bголос\w* .*\bза (?:кого|что)\b",
        r"\b(?:кимге|не(?:ге)? ушин|ким ушин)\b.* дауыс",
        r"(?:голос|дауыс|галочк|бюллетен|\bмне\b|мага?н|\bстав\w+|белг\w+).*(?:\bза\b\W+или\W+против|"
        r"\bпротив\b\W+или\W+за\b|\bда\b\W+или\W+нет\b|\bиа\b.*\bжок\b|\bжок\b.*\bиа\b|"
        r"\bкарсы\b.*\bжакта\w*|\bжакта\w*.*\bкарсы\b)",
        r"(?:посоветуй|порекомендуй|стоит ли|надо ли|нужно ли|следует ли|как лучше|как правилно)"
        r".*голосоват",
        r"голосоват .*(?:стоит|следует|лучше) ?\?",
        r"(?:напиши|состав|придумай|сочини|сделай|подготов).*(?:агит|уговор|убеди|убежд|листовк|лозунг)",
        r"(?:агит|угит|насихат|ундеу|уран).*(?:жаз|курастыр|ойлап|жаса|дайында)",
        r"(?:угитте|сендир|кондир)\w*.*(?:жаз|курастыр|дайында)",
        r"(?:уговори|убеди|сагитируй)\b.*голос",
        r"дауыс\w* бер\w*.*\b(?:кенес|акыл) бер",
    )
)


def asks_for_advocacy(question: str) -> bool:
    """Whether a question wants to be told how to vote, or a text that agitates."""
    folded = fold(question)
    return any(pattern.search(folded) for pattern in _ADVOCACY)
