"""The assistant: the whole way of a question, top to bottom."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Generator as Writing
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import chain
from time import perf_counter

from bot.answer import Answer, Cut, Delta, Event, Found, Question, Searching, Status, Usage
from bot.answering.answerability import confidence
from bot.answering.attribution import attribute
from bot.answering.cache import AnswerCache, Flight
from bot.answering.comparing import changed_article
from bot.answering.editions import Scope, scope_of, without_scope
from bot.answering.generator import Generator
from bot.answering.grounding import Grounding
from bot.answering.neutrality import asks_for_advocacy
from bot.answering.reference import parse_reference
from bot.answering.splitting import cited_sentences
from bot.answering.verbatim import choose_text, quote
from bot.conversation import Conversation
from bot.errors import GeneratorError, ModelFileError, SettingsError
from bot.normalisation import normalise
from corpus.document import Language
from corpus.edition import DRAFTS, EDITIONS, OF_1995
from prompts.messages import message
from retrieval.language import detect
from retrieval.lexicon import Lexicon
from retrieval.passage import Evidence
from retrieval.retriever import Retriever

_EVIDENCE = 5
# What an article is compared with, if it is there.
_OLDER = (OF_1995, *DRAFTS)


class Assistant:
    """Answers questions from the indexed Documents, each sentence cited and verified."""

    def __init__(
        self,
        retriever: Retriever,
        generators: Sequence[Generator],
        lexicon: Lexicon,
        threshold: float,
        cache: AnswerCache | None = None,
    ) -> None:
        """Take who finds, who writes, and from which confidence on there is an answer.

        A generator of which nothing stands is followed by the next; the last is extractive. With a
        cache, a question that was answered already is not answered anew.
        """
        self._retriever = retriever
        self._generators = generators
        self._lexicon = lexicon
        self._threshold = threshold
        self._cache = cache

    def ask(
        self,
        text: str,
        language: Language | None = None,
        conversation: Conversation | None = None,
        question_id: str = "",
        stopped: Callable[[], bool] = lambda: False,
    ) -> Writing[Event, None, None]:
        """Yield the events of one question; the last is its Answer.

        `language` is the person's choice; without one the text tells. A Delta holds a sentence
        that has been verified: nothing else is ever shown. `stopped` is asked before every piece
        that is written; once it says so, no more is. Raises QuestionError for a text that is no
        question.
        """
        clock = _Clock()
        question = _understand(text, language, conversation, question_id)
        yield Searching(question)
        if asks_for_advocacy(question.text):
            yield _without_sources(question, Status.REFUSED, "answer-refused", clock.total())
            return
        if conversation:
            conversation.remember(question.text)
        with self._flight(question, stopped) as flight:
            known = flight.answer
            answer = known or (yield from self._answer_anew(question, clock, stopped))
            if not stopped():
                flight.land(answer)
        repeated = known is not None
        yield replace(answer, question=question, timings_ms=clock.total(), repeated=repeated)

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

    def recall(
        self,
        text: str,
        language: Language | None = None,
        conversation: Conversation | None = None,
    ) -> Answer | None:
        """Return the answer that is remembered, in a fraction of a millisecond; None where none is.

        Raises QuestionError for a text that is no question.
        """
        clock = _Clock()
        question = _understand(text, language, conversation, "")
        if self._cache is None or asks_for_advocacy(question.text):
            return None
        known = self._cache.recall(question, self._retriever.state())
        if known is None:
            return None
        if conversation:
            conversation.remember(question.text)
        return replace(known, question=question, timings_ms=clock.total(), repeated=True)

    def find(
        self, text: str, language: Language | None = None
    ) -> tuple[Question, tuple[Evidence, ...]]:
        """Return what was understood, and the passages that fit it best, without an answer.

        Raises QuestionError for a text that is no question.
        """
        question = _understand(text, language, None, "")
        return question, tuple(chain.from_iterable(self._search(question)))

    def _flight(
        self, question: Question, stopped: Callable[[], bool]
    ) -> AbstractContextManager[Flight]:
        if self._cache is None:
            return nullcontext(Flight())
        return self._cache.flight(question, self._retriever.state(), stopped)

    def _answer_anew(
        self, question: Question, clock: "_Clock", stopped: Callable[[], bool]
    ) -> Writing[Event, None, Answer]:
        """Show the article that the question names, else answer from what is found."""
        article = self._named_article(question)
        if article:
            yield from article
            return _answered(question, article, "verbatim", ())
        return (yield from self._answer_from_evidence(question, clock, stopped))

    def _named_article(self, question: Question) -> Sequence[Delta]:
        """The text of the article that the question names, or what became of it; else nothing."""
        language, scope = question.language, scope_of(question.text, self._held())
        subject = question.text if scope is Scope.NEW else without_scope(question.text)
        reference = parse_reference(subject, language)
        texts = self._retriever.article(reference.article) if reference else {}
        paragraphs = choose_text(texts, reference, language, scope) if reference else None
        if not paragraphs:
            return ()
        if scope is not Scope.BOTH:
            return list(quote(paragraphs, language))
        olds = chain.from_iterable(map(self._retriever.edition, _OLDER))
        return changed_article(paragraphs, olds, language)

    def _answer_from_evidence(
        self, question: Question, clock: "_Clock", stopped: Callable[[], bool]
    ) -> Writing[Event, None, Answer]:
        """Retrieve, decide, generate and verify."""
        found = list(self._search(question))
        clock.lap("retrieve")
        surely = max(map(confidence, found))
        groups = [evidence for evidence in found if confidence(evidence) >= self._threshold]
        if groups:
            yield Found(tuple(chain.from_iterable(groups)))
            answer = yield from self._write(question, groups, stopped)
            clock.lap("generate")
        else:
            answer = _without_sources(question, Status.NOT_FOUND, "answer-not-found", {})
        return replace(answer, confidence=surely, evidence=tuple(chain.from_iterable(found)))

    def _search(self, question: Question) -> Iterator[list[Evidence]]:
        """Find Evidence in each of the editions that are asked about, as far as there are two."""
        held = self._held()
        scope = scope_of(question.text, held)
        subject = question.text if scope is Scope.NEW else without_scope(question.text)
        for narrowed in scope.filters(held):
            yield self._retriever.search_bilingual(subject, question.language, _EVIDENCE, narrowed)

    def _held(self) -> frozenset[str]:
        """The editions of the Constitution that are indexed."""
        return frozenset(filter(self._retriever.holds_version, EDITIONS))

    def _write(
        self,
        question: Question,
        groups: Sequence[Sequence[Evidence]],
        stopped: Callable[[], bool],
    ) -> Writing[Event, None, Answer]:
        """Let a generator write and show what stands; where nothing does, let the next one.

        Each group of Evidence is written from by itself, so that two editions never mix.
        """
        cuts: list[Cut] = []
        used: list[Usage] = []
        for generator in self._generators:
            written: list[Delta] = []
            for evidence in groups:
                grounding = Grounding(question.language, evidence, self._lexicon, _last(written))
                pieces = _until(stopped, generator.generate(question, evidence), used)
                verdicts = _verified(pieces, grounding)
                for verdict in attribute(verdicts, question.language):
                    if isinstance(verdict, Cut):
                        cuts.append(verdict)
                    else:
                        written.append(verdict)
                        yield verdict
            if written:
                answer = _answered(question, written, generator.name, cuts)
                return replace(answer, usage=_total(used))
        text = message("answer-not-found", question.language)
        return Answer(question, Status.NOT_FOUND, text, cuts=tuple(cuts), usage=_total(used))


def _verified(pieces: Iterator[str], grounding: Grounding) -> Iterator[Delta | Cut]:
    """Verify sentence by sentence while they are written; a fault of the generator ends them.

    So does one of its model's files: what it cannot write, the sources' own words say.
    """
    try:
        for sentence in cited_sentences(pieces):
            yield grounding.verify(sentence)
    except (GeneratorError, ModelFileError, SettingsError) as error:
        yield Cut("", error.key)


def _until(
    stopped: Callable[[], bool], items: Iterator[str | Usage], used: list[Usage]
) -> Iterator[str]:
    """Yield the pieces of text until nobody wants more; put by what was used."""
    for item in items:
        if stopped():
            return
        if isinstance(item, Usage):
            used.append(item)
        else:
            yield item


def _total(used: Sequence[Usage]) -> Usage | None:
    return sum(used[1:], used[0]) if used else None


def _answered(
    question: Question, written: Sequence[Delta], generator: str, cuts: Sequence[Cut]
) -> Answer:
    text = " ".join(delta.text for delta in written)
    cited = {citation.number: citation for delta in written for citation in delta.citations}
    citations = tuple(cited[number] for number in sorted(cited))
    return Answer(question, Status.ANSWERED, text, citations, generator, tuple(cuts))


def _last(written: Sequence[Delta]) -> int:
    """The highest number of a citation so far."""
    return max((c.number for delta in written for c in delta.citations), default=0)


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
