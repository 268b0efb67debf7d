"""Questions near an answer: what the guide lists for the articles that the answer cites."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from bot.answer import Answer, Citation
from corpus.document import Language
from corpus.edition import NEW_EDITIONS
from corpus.guide.cards import Card, retold_article
from retrieval.analysis.folding import fold

_KEY = re.compile(r"guide-(?P<article>\d+)-(?P<language>kk|ru)-(?P<number>\d+)")


class RelatedQuestions:
    """The questions of the guide, by the articles that they are about."""

    def __init__(self, cards: Sequence[Card]) -> None:
        """Take the cards of the guide."""
        self._questions = {
            (str(card.article), card.language): tuple(filter(_is_written_well, card.questions))
            for card in cards
        }
        listed = chain.from_iterable(self._questions.values())
        self._folded = {question: fold(question) for question in listed}

    def to(self, answer: Answer, limit: int) -> list[tuple[str, str]]:
        """At most so many questions that an answer leads to, each with a key to ask it by."""
        asked = {fold(text) for text in {answer.question.text, answer.question.asked}}
        near = (pair for pair in self._near(answer) if self._folded[pair[1]] not in asked)
        return [pair for pair, _ in zip(near, range(limit), strict=False)]

    def question(self, key: str) -> str | None:
        """The question of a key, None where the guide has none."""
        found = _KEY.fullmatch(key)
        if not found:
            return None
        listed = self._questions.get((found["article"], Language(found["language"])), ())
        number = int(found["number"])
        return listed[number] if number < len(listed) else None

    def _near(self, answer: Answer) -> Iterator[tuple[str, str]]:
        """The first question of every article, then the second ones, and so on."""
        language = answer.question.language
        articles = list(dict.fromkeys(filter(None, map(_article, answer.citations))))
        listed = [(article, self._questions.get((article, language), ())) for article in articles]
        for number in range(max((len(questions) for _, questions in listed), default=0)):
            for article, questions in listed:
                if number < len(questions):
                    yield f"guide-{article}-{language}-{number}", questions[number]


def _is_written_well(question: str) -> bool:
    """Whether it can be shown: the guide also lists how people type in haste."""
    return question[:1].isupper() and question.endswith("?")


def _article(citation: Citation) -> str:
    """The number of the article of the new Constitution that is cited, empty for anything else."""
    document = citation.document
    is_law = document.version in NEW_EDITIONS and not retold_article(document)
    return retold_article(document) or (citation.passage.locator.article if is_law else "")
