"""Word-by-word translation by the lexicon: sentences in both languages out of sentences in one."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random

from corpus.document import Language
from retrieval.analysis.stemming import stem
from retrieval.lexicon import Lexicon
from retrieval.training.vocabulary import Numbers, Vocabulary

_LONGEST_PHRASE = 2
# How often a translation takes an ending that texts give it, not the lexicon's own form.
_INFLECTED = 0.6
_LEAST_LETTERS = 3


class Translator:
    """Translates words into wordings of the lexicon, with endings that the texts show."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, dice: Random) -> None:
        """Take the lexicon; words are looked up in it as they come."""
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._dice = dice
        self._wordings: dict[int, dict[Language, list[Numbers]]] = {}
        self._forms: dict[Language, dict[str, list[int]]] = {
            language: defaultdict(list) for language in Language
        }

    def learn_forms(self, texts: Iterable[Numbers], language: Language) -> None:
        """Take note of the forms in which texts of a language have their words."""
        forms = self._forms[language]
        for number in sorted({number for text in texts for number in text}):
            word = self._vocabulary.word(number)
            if len(word) >= _LEAST_LETTERS:
                forms[stem(word, language)].append(number)

    def covers(self, text: Numbers, language: Language) -> float:
        """The share of a text's words that can be translated from its language."""
        known = sum(bool(self._others(number, language.other)) for number in text)
        return known / max(len(text), 1)

    def translate(self, text: Numbers, language: Language, share: float) -> Numbers:
        """Put about that share of a text's words into the other language."""
        out: list[int] = []
        for number in text:
            wordings = self._others(number, language.other) if self._dice.random() < share else ()
            wording = self._dice.choice(wordings) if wordings else (number,)
            is_translated = bool(wordings) and len(wording) == 1
            out += [self.inflect(wording[0], language.other)] if is_translated else wording
        return tuple(out)

    def inflect(self, number: int, language: Language) -> int:
        """Give a word one of the endings that it has in texts, most of the time."""
        if self._dice.random() > _INFLECTED:
            return number
        forms = self._forms[language].get(stem(self._vocabulary.word(number), language))
        return self._dice.choice(forms) if forms else number

    def _others(self, number: int, language: Language) -> list[Numbers]:
        """A word's wordings in a language."""
        if number not in self._wordings:
            self._wordings[number] = self._look_up(self._vocabulary.word(number))
        return self._wordings[number].get(language, [])

    def _look_up(self, word: str) -> dict[Language, list[Numbers]]:
        found: dict[Language, list[Numbers]] = defaultdict(list)
        if len(word) < _LEAST_LETTERS - 1 or word.isdecimal():
            return found
        for expansion in self._lexicon.expand([word]):
            if expansion.trust == 1 and len(expansion.phrase) <= _LONGEST_PHRASE:
                numbers = tuple(map(self._vocabulary.number, expansion.phrase))
                found[expansion.language].append(numbers)
        return found
