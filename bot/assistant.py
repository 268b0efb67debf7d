"""The assistant: the whole way of a question, top to bottom."""

import hashlib
from collections.abc import Generator as Writing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from bot.answer import Answer, Cut, Delta, Event, Found, Question, Searching, Status
from bot.answering.answerability import is_answerable
from bot.answering.generator import Generator
from bot.answering.grounding import Grounding
from bot.answering.neutrality import asks_for_advocacy
from bot.answering.splitting import cited_sentences
from bot.conversation import Conversation
from bot.errors import GeneratorError
from bot.normalisation import normalise
from corpus.document import Language
from prompts.messages import message
from retrieval.language import detect
from retrieval.lexicon import Lexicon
from retrieval.passage import Evidence
from retrieval.retriever import Retriever

_EVIDENCE = 5


class Assistant:
    """Answers questions from the indexed Documents, each sentence cited and verified."""

    def __init__(
        self,
        retriever: Retriever,
        generators: Sequence[Generator],
        lexicon: Lexicon,
        threshold: float,
    ) -> None:
        """Take who finds, who writes, and from which confidence on there is an answer.

        A generator of which nothing stands is followed by the next; the last is extractive.
        """
        self._retriever = retriever
        self._generators = generators
        self._lexicon = lexicon
        self._threshold = threshold

    def ask(
        self,
        text: str,
        language: Language | None = None,
        conversation: Conversation | None = None,
        question_id: str = "",
    ) -> Iterator[Event]:
        """Yield the events of one question; the last is its Answer.

        `language` is the person's choice; without one the text tells. A Delta holds a sentence
        that has been verified: nothing else is ever shown. Raises QuestionError for a text that
        is no question.
        """
        clock = _Clock()
        question = _understand(text, language, conversation, question_id)
        yield Searching(question)
        if asks_for_advocacy(question.text):
            yield _without_sources(question, Status.REFUSED, "answer-refused", clock.total())
            return
        if conversation:
            conversation.remember(question.text)
        evidence = self._retriever.search(question.text, question.language, _EVIDENCE)
        clock.lap("retrieve")
        if not is_answerable(evidence, self._threshold):
            yield _without_sources(question, Status.NOT_FOUND, "answer-not-found", clock.total())
            return
        yield Found(tuple(evidence))
        answer = yield from self._write(question, evidence)
        clock.lap("generate")
        yield replace(answer, timings_ms=clock.total())

    def answer(
        self,
        text: str,
        language: Language | None = None,
        conversation: Conversation | None = None,
        question_id: str = "",
    ) -> Answer:
        """Return the end of a question, for those who need no events. Raises as `ask` does."""
        *_, last = self.ask(text, language, conversation, question_id)
        assert isinstance(last, Answer)
        return last

    def _write(
        self, question: Question, evidence: Sequence[Evidence]
    ) -> Writing[Event, None, Answer]:
        """Let a generator write and show what stands; where nothing does, let the next one."""
        cuts: list[Cut] = []
        for generator in self._generators:
            grounding = Grounding(question.language, evidence, self._lexicon)
            sentences: list[str] = []
            for verdict in _verified(generator.generate(question, evidence), grounding):
                if isinstance(verdict, Cut):
                    cuts.append(verdict)
                else:
                    sentences.append(verdict.text)
                    yield verdict
            if sentences:
                text, citations = " ".join(sentences), grounding.citations
                return Answer(
                    question, Status.ANSWERED, text, citations, generator.name, tuple(cuts)
                )
        text = message("answer-not-found", question.language)
        return Answer(question, Status.NOT_FOUND, text, cuts=tuple(cuts))


def _verified(pieces: Iterator[str], grounding: Grounding) -> Iterator[Delta | Cut]:
    """Verify sentence by sentence while they are written; a generator's fault ends them."""
    try:
        for sentence in cited_sentences(pieces):
            yield grounding.verify(sentence)
    except GeneratorError as error:
        yield Cut("", error.key)


def _understand(
    text: str, language: Language | None, conversation: Conversation | None, question_id: str
) -> Question:
    """Normalise what was typed, tell its language, complete it from the conversation."""
    asked = normalise(text)
    spoken = language or detect(asked)
    complete = conversation.complete(asked) if conversation else asked
    digest = hashlib.sha256(f"{spoken} {complete}".encode()).hexdigest()
    return Question(question_id or digest[:12], complete, spoken, asked)


def _without_sources(
    question: Question, status: Status, key: str, timings_ms: Mapping[str, float]
) -> Answer:
    return Answer(question, status, message(key, question.language), timings_ms=timings_ms)


class _Clock:
    """Wall time of the stages, in milliseconds."""

    def __init__(self) -> None:
        self._begun = self._last = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = perf_counter()
        self._laps[stage] = round((now - self._last) * 1000, 2)
        self._last = now

    def total(self) -> Mapping[str, float]:
        return self._laps | {"total": round((perf_counter() - self._begun) * 1000, 2)}
