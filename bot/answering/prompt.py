"""Question and Evidence → the messages that a chat model reads."""

import re
from collections.abc import Sequence

from bot.answer import Question
from bot.answering.grammar import NOT_FOUND
from bot.answering.splitting import without_markers
from prompts.templates import render
from retrieval.passage import Evidence

Messages = list[dict[str, str]]

# Marks that chat templates give a meaning to: `<|im_end|>`, `<｜User｜>`, `</s>`, `<0x0A>`,
# `[INST]`, `<<SYS>>`, `>>TITLE<<`, `]~b]`. In a text they are parted behind their first character:
# then a tokenizer reads them as the characters they are.
_CONTROL = re.compile(
    r"<(?=[|｜/]|[^\W\d]|0x)|[|｜](?=>)|\[(?=/?[A-Za-z])|>(?=>[A-Z])|\](?=~)|~(?=\[)"
)


def build_messages(question: Question, evidence: Sequence[Evidence]) -> Messages:
    """Return the system message, the same for all, and the user's: sources, then question."""
    sources = [_described(item) for item in evidence]
    asked = render("question", question.language, sources=sources, question=defuse(question.text))
    system = render("system", question.language, not_found=NOT_FOUND)
    return [{"role": "system", "content": system}, {"role": "user", "content": asked}]


def defuse(text: str) -> str:
    """Part the marks of chat templates: `<|im_end|>` → `< |im_end| >`."""
    return _CONTROL.sub(r"\g<0> ", text)


def _described(evidence: Evidence) -> str:
    """A source in one line, without footnote marks, which would pass for numbers of sources."""
    document = evidence.passage.document
    published = document.published.isoformat() if document.published else ""
    origin = ", ".join(filter(None, (document.publisher, published)))
    text = f"({origin}) {evidence.passage.text}" if origin else evidence.passage.text
    return defuse(without_markers(text))
