"""What stands behind `t.me/…?start=`: an article, or a question."""

import binascii
from base64 import urlsafe_b64decode
from re import fullmatch

from corpus.document import Language
from prompts.messages import message


def question_of(payload: str, language: Language) -> str | None:
    """The question that a link asks: `art43`, `q_` with base64url of UTF-8; None for any other."""
    article = fullmatch(r"art(\d{1,3})", payload)
    if article:
        return article_question(article[1], language)
    return _decoded(payload[2:]) if payload.startswith("q_") else None


def article_question(number: str, language: Language) -> str:
    """The question for the text of an article."""
    return message("telegram-article-question", language, number=number)


def _decoded(text: str) -> str | None:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("utf-8").strip() or None
    except (binascii.Error, ValueError):
        return None
