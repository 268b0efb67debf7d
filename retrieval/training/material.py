"""All that the model learns from, read into numbers of words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

from corpus.document import Language
from corpus.guide.cards import Card, read_cards
from retrieval.lexicon.expansion import GROUPS
from retrieval.training.open_texts import read_names, read_pairs, read_sentences
from retrieval.training.texts import DATA, Parallel, Paraphrases, Questioned, read_texts
from retrieval.training.vocabulary import Numbers, Vocabulary

# Sentences of one language that are read, at most.
_MOST_SENTENCES = 60_000


class Question(NamedTuple):
    """A question, the texts that answer it, and a name that is theirs alone."""

    text: Numbers
    answers: tuple[Numbers, ...]
    answered_by: str


@dataclass(frozen=True, slots=True)
class Material:
    """Texts as numbers: pairs and names are Kazakh, Russian; a concept has wordings of both."""

    pairs: list[tuple[Numbers, Numbers]] = field(default_factory=list)
    names: list[tuple[Numbers, Numbers]] = field(default_factory=list)
    concepts: list[tuple[list[Numbers], list[Numbers]]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    groups: list[list[Numbers]] = field(default_factory=list)
    sentences: dict[Language, list[Numbers]] = field(default_factory=dict)

    def sizes(self) -> dict[str, int]:
        """How much there is of what."""
        named = {name: getattr(self, name) for name in self.__slots__ if name != "sentences"}
        named |= {f"sentences-{language}": those for language, those in self.sentences.items()}
        return {name: len(those) for name, those in named.items()}


def read_material(
    vocabulary: Vocabulary, dice: Random, open_texts: Path | None = None, own: Path = DATA
) -> Material:
    """Read the training texts in `own`, the lexicon, the guide, and the open texts, where told."""
    material = Material()
    _add_own(material, vocabulary, own)
    _add_lexicon(material, vocabulary)
    _add_guide(material, vocabulary)
    _add_open(material, vocabulary, open_texts)
    for place, language in enumerate(Language):
        told = read_sentences(open_texts, language) if open_texts else iter(())
        texts = list(told)
        kept = sorted(dice.sample(range(len(texts)), min(len(texts), _MOST_SENTENCES)))
        material.sentences[language] = [
            *_read(vocabulary, [texts[number] for number in kept]),
            *(pair[place] for pair in material.pairs),
        ]
    return material


def _add_own(material: Material, vocabulary: Vocabulary, folder: Path) -> None:
    for text in read_texts(folder):
        match text:
            case Parallel():
                material.pairs.append((vocabulary.read(text.kk), vocabulary.read(text.ru)))
            case Paraphrases():
                material.groups.append(list(_read(vocabulary, text.texts)))
            case Questioned():
                passage = vocabulary.read(text.passage)
                material.questions.extend(
                    Question(vocabulary.read(asked.text), (passage,), text.id)
                    for asked in text.questions
                )


def _add_lexicon(material: Material, vocabulary: Vocabulary) -> None:
    for file in sorted(GROUPS.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                kk, _, ru = line.partition("\t")
                wordings = [list(_read(vocabulary, column.split("|"))) for column in (kk, ru)]
                material.concepts.append((wordings[0], wordings[1]))


def _add_guide(material: Material, vocabulary: Vocabulary) -> None:
    """Every listed question has the cards of both languages for an answer; a card has its twin."""
    cards: dict[int, list[Card]] = {}
    for card in read_cards():
        cards.setdefault(card.article, []).append(card)
    for article, twins in cards.items():
        texts = tuple(vocabulary.read(f"{card.title}. {card.text}") for card in twins)
        material.questions.extend(
            Question(vocabulary.read(question), texts, f"article {article}")
            for card in twins
            for question in (*card.questions, card.title)
        )
        material.pairs.append((texts[0], texts[1]))


def _add_open(material: Material, vocabulary: Vocabulary, folder: Path | None) -> None:
    if folder is None:
        return
    for pairs, those in ((read_pairs, material.pairs), (read_names, material.names)):
        for texts in pairs(folder):
            kk, ru = _pair(vocabulary, *texts)
            if kk and ru:
                those.append((kk, ru))


def _pair(vocabulary: Vocabulary, kk: str, ru: str) -> tuple[Numbers, Numbers]:
    return vocabulary.read(kk), vocabulary.read(ru)


def _read(vocabulary: Vocabulary, texts: Sequence[str]) -> Iterator[Numbers]:
    return (numbers for text in texts if (numbers := vocabulary.read(text)))
