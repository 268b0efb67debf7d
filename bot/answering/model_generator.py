"""The generator of a chat model: a small prompt, a grammar, and what the model may say.

Two modes. `answer`: the model writes sentences of its own, each citing sources that exist.
`quotes`: the model may only choose sentences of the sources and put them in order; the program
writes them, so that whatever the model does, each stands word for word in its source.
"""

import re
from collections.abc import Iterator, Sequence

from bot.answer import Question, Usage
from bot.answering.chat_model import DEFAULT_PROMPT_TOKENS, ChatModel, Mode
from bot.answering.grammar import NOT_FOUND, answer_grammar, quotes_grammar
from bot.answering.packing import PackedSource, pack
from bot.answering.prompt import build_messages, build_quoting_messages
from bot.answering.quoting import Chosen, quote_sentences
from corpus.document import Language
from retrieval.passage import Evidence

_MOST_TOKENS, _MOST_QUOTING_TOKENS = 400, 16
_NUMBER = re.compile(r"\d+")
_THOUGHT = re.compile(r"\s*<think>.*?</think>\s*", re.DOTALL)
_THINKING = "<think>"


class ModelGenerator:
    """Writes with a chat model from the sentences that its prompt has room for."""

    def __init__(
        self,
        model: ChatModel,
        mode: Mode = Mode.ANSWER,
        prompt_tokens: int = DEFAULT_PROMPT_TOKENS,
    ) -> None:
        """Take the model and how many tokens of sources it is shown."""
        self.name = model.name
        self._model = model
        self._mode = mode
        self._prompt_tokens = prompt_tokens

    def generate(self, question: Question, evidence: Sequence[Evidence]) -> Iterator[str | Usage]:
        """Yield the answer as the model writes it; no text when the model finds none.

        Raises GeneratorError, and what opening the model raises.
        """
        if not evidence:
            return
        sources = pack(evidence, self._prompt_tokens, self._model.count_tokens)
        if self._mode is Mode.QUOTES:
            yield from self._quotes(question, sources)
        else:
            yield from self._sentences(question, sources)

    def warm_up(self, language: Language) -> None:
        """Load the model and have it read the head of its prompts. Raises as `generate` does."""
        messages = build_messages(Question("", "", language), [])
        for _ in self._model.write(messages, None, 1):
            pass

    def _sentences(
        self, question: Question, sources: Sequence[PackedSource]
    ) -> Iterator[str | Usage]:
        grammar = answer_grammar([source.number for source in sources])
        messages = build_messages(question, sources)
        yield from _held_back(self._model.write(messages, grammar, _MOST_TOKENS))

    def _quotes(self, question: Question, sources: Sequence[PackedSource]) -> Iterator[str | Usage]:
        """Let the model name sentences by their numbers, and write these."""
        sentences = [Chosen(s.number, s.evidence, one) for s in sources for one in s.sentences]
        messages = build_quoting_messages(question, sources)
        grammar = quotes_grammar(len(sentences))
        written = ""
        for piece in self._model.write(messages, grammar, _MOST_QUOTING_TOKENS):
            if isinstance(piece, Usage):
                yield piece
            else:
                written += piece
                yield ""  # between pieces a listener may stop it
        named = dict.fromkeys(int(number) for number in _NUMBER.findall(written))
        chosen = [sentences[number - 1] for number in named if 1 <= number <= len(sentences)]
        yield from quote_sentences(chosen, question.language)


def _held_back(pieces: Iterator[str | Usage]) -> Iterator[str | Usage]:
    """Keep what may become, or is, the status that nothing was found, or a thought; yield the rest.

    A model that is bound by no grammar may think aloud before it answers.
    """
    written, is_answering = "", False
    for piece in pieces:
        if isinstance(piece, Usage) or is_answering:
            yield piece
            continue
        written = _THOUGHT.sub("", written + piece, count=1)
        begun = written.lstrip()
        is_answering = not NOT_FOUND.startswith(begun[: len(NOT_FOUND)]) and not (
            _THINKING.startswith(begun[: len(_THINKING)])
        )
        if is_answering:
            yield begun
