"""Golden questions → answers: running is apart from scoring."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.answer import Answer, Citation, Status
from bot.answering.attribution import source_words
from bot.assistant import Assistant
from bot.conversation import Conversation
from bot.errors import QuestionError
from bot.quality.golden import GoldenQuestion
from bot.quality.run import AnswerRecord, Asked, CitationRecord, EvidenceRecord
from bot.wiring import Application
from corpus.document import Language
from corpus.guide.cards import retold_article
from retrieval.passage import Evidence, Passage


def generate_answers(assistant: Assistant, questions: Iterable[GoldenQuestion]) -> Iterator[Asked]:
    """Ask every question after its own earlier turns, in the language that its text has."""
    for golden in questions:
        try:
            conversation = Conversation()
            for turn in golden.before:
                assistant.answer(turn, None, conversation)
            answer = assistant.answer(golden.question, None, conversation, golden.id)
            yield golden, record_answer(answer)
        except QuestionError as error:
            yield golden, AnswerRecord(golden.id, golden.language, Status.FAILED, str(error))


def describe(application: Application, files: Sequence[Path]) -> dict[str, str]:
    """Say what answers: the questions, the corpus, and the settings that bear on answers."""
    settings, catalogue = application.settings, application.catalogue
    digest = hashlib.sha256()
    for document in sorted(catalogue, key=lambda document: document.id):
        digest.update(f"{document.id} {document.checksum}\n".encode())
    models = (settings.llm_model, settings.embedding_model, settings.reranker_model)
    return {
        "questions": ", ".join(file.name for file in files),
        "corpus": f"{digest.hexdigest()[:12]} ({len(catalogue)})",
        "answer_threshold": str(settings.answer_threshold),
        "models": ", ".join(model.name for model in models if model),
    }


def record_answer(answer: Answer) -> AnswerRecord:
    """Take down an answer with all that scoring and a report need."""
    language = answer.question.language
    return AnswerRecord(
        id=answer.question.id,
        language=language,
        status=answer.status,
        text=answer.text,
        citations=tuple(_cited(citation, language) for citation in answer.citations),
        generator=answer.generator,
        confidence=answer.confidence,
        timings_ms=dict(answer.timings_ms),
        cuts=answer.cuts,
        evidence=tuple(_found(item, language) for item in answer.evidence),
        usage=answer.usage,
    )


def _cited(citation: Citation, language: Language) -> CitationRecord:
    passage, document = citation.passage, citation.document
    return CitationRecord(
        number=citation.number,
        document=document.id,
        language=document.language,
        quote=citation.quote,
        passage=passage.text,
        version=document.version,
        article=article_of(passage),
        locator=passage.locator.render(language),
        label=source_words(document, passage.locator, language),
        title=document.title,
    )


def _found(evidence: Evidence, language: Language) -> EvidenceRecord:
    passage = evidence.passage
    return EvidenceRecord(
        document=passage.document.id,
        locator=passage.locator.render(language),
        text=passage.text,
        score=round(evidence.score, 4),
        version=passage.document.version,
        article=article_of(passage),
    )


def article_of(passage: Passage) -> str:
    """The number of the article that a passage is of, or retells; empty where it is neither."""
    return passage.locator.article or retold_article(passage.document)
