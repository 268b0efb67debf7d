"""The typed text → the text that is asked."""

import re
import unicodedata
from functools import lru_cache

from bot.errors import QuestionError

LONGEST_QUESTION = 1000
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=1_000)  # many ask in the same words
def normalise(text: str) -> str:
    """Bring a question to NFC, without invisible and control characters, spaces folded.

    Raises QuestionError when nothing is left, or more than the longest question.
    """
    visible = "".join(_visible(character) for character in unicodedata.normalize("NFC", text))
    tidy = _SPACE.sub(" ", visible).strip()
    if not any(character.isalnum() for character in tidy):
        raise QuestionError("error-question-empty")
    if len(tidy) > LONGEST_QUESTION:
        raise QuestionError("error-question-too-long", limit=LONGEST_QUESTION)
    return tidy


def _visible(character: str) -> str:
    """White space and control characters become a space, format characters and the like nothing."""
    category = unicodedata.category(character)
    if character.isspace() or category == "Cc":
        return " "
    return "" if category in ("Cf", "Cs", "Co", "Cn") else character
