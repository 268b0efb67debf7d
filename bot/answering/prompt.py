"""Question and packed sources → the messages that a chat model reads."""

import re
from collections.abc import Sequence

from bot.answer import Question
from bot.answering.chat_model import Messages
from bot.answering.grammar import NOT_FOUND
from bot.answering.packing import PackedSource
from prompts.templates import render

# Marks that chat templates give a meaning to: `<|im_end|>`, `<｜User｜>`, `</s>`, `<0x0A>`,
# `[INST]`, `<<SYS>>`, `>>TITLE<<`, `]~b]`. In a text they are parted behind their first character:
# then a tokenizer reads them as the characters they are.
_CONTROL = re.compile(
    r"<(?=[|｜/]|[^\W\d]|0x)|[|｜](?=>)|\[(?=/?[A-Za-z])|>(?=>[A-Z])|\](?=~)|~(?=\[)"
)


def build_messages(question: Question, sources: Sequence[PackedSource]) -> Messages:
    """Return the system message, the same for all, and the user's: sources, then question.

    In this order a prompt begins as the one before it, and what a model has read of that stays.
    """
    numbered = [(source.number, _described(source)) for source in sources]
    return _messages("system", question, numbered)


def build_quoting_messages(question: Question, sources: Sequence[PackedSource]) -> Messages:
    """Return the messages for a model that is to name sentences by their numbers, from 1."""
    texts = (source.words_of(sentence) for source in sources for sentence in source.sentences)
    return _messages("system-quotes", question, list(enumerate(map(defuse, texts), 1)))


def _messages(system: str, question: Question, numbered: Sequence[tuple[int, str]]) -> Messages:
    language = question.language
    asked = render("question", language, sources=numbered, question=defuse(question.text))
    told = render(system, language, not_found=NOT_FOUND)
    return [{"role": "system", "content": told}, {"role": "user", "content": asked}]


def defuse(text: str) -> str:
    """Part the marks of chat templates: `<|im_end|>` → `< |im_end| >`."""
    return _CONTROL.sub(r"\g<0> ", text)


def _described(source: PackedSource) -> str:
    """A source in one line, after who published it and when."""
    document = source.evidence.passage.document
    published = document.published.isoformat() if document.published else ""
    origin = ", ".join(filter(None, (document.publisher, published)))
    return defuse(f"({origin}) {source.text}" if origin else source.text)
