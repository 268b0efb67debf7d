"""Question and Evidence → the messages that a chat model reads."""

import re
from collections.abc import Sequence

from bot.answer import Question
from bot.answering.grammar import NOT_FOUND
from prompts.templates import render
from retrieval.passage import Evidence

Messages = list[dict[str, str]]

# Marks that chat templates give a meaning to. In a text they are parted, so that they are read as
# the characters they are.
_CONTROL = re.compile(
    r"<\|?(?=[/\w])|\|>|\[(?=/?(?:INST|SYS|system|user|assistant)\])|<<(?=/?SYS)", re.I
)


def build_messages(question: Question, evidence: Sequence[Evidence]) -> Messages:
    """Return the system message, the same for all, and the user's: sources, then question."""
    sources = [_described(item) for item in evidence]
    asked = render("question", question.language, sources=sources, question=defuse(question.text))
    system = render("system", question.language, not_found=NOT_FOUND)
    return [{"role": "system", "content": system}, {"role": "user", "content": asked}]


def defuse(text: str) -> str:
    """Part the marks of chat templates: `<|im_end|>` → `< |im_end| >`."""
    return _CONTROL.sub(lambda mark: _parted(mark[0]), text)


def _parted(mark: str) -> str:
    return "| >" if mark == "|>" else f"{mark[0]} {mark[1:]}"


def _described(evidence: Evidence) -> str:
    document = evidence.passage.document
    published = document.published.isoformat() if document.published else ""
    origin = ", ".join(filter(None, (document.publisher, published)))
    return defuse(f"({origin}) {evidence.passage.text}" if origin else evidence.passage.text)
