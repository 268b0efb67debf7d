"""Tasks of the training: pairs of texts that mean the same, or ask and answer, by the batch."""

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from corpus.document import Language
from retrieval.training.material import Material
from retrieval.training.noise import drop_words, latinise, mistype
from retrieval.training.translation import Translator
from retrieval.training.vocabulary import Numbers, Vocabulary

# How much of the training each task is: set on the dev sets (docs/embedding.md).
SHARES = {
    "pairs": 3.0,
    "concepts": 1.0,
    "translated": 2.0,
    "sampled": 1.0,
    "questions": 1.0,
    "paraphrases": 0.3,
}
_NAMES = 0.1  # of the concepts
_ACROSS = 0.8
_PART_TRANSLATED, _TRANSLATED, _WHOLE = 0.3, 0.3, 0.95
_DROPPED, _DROPPED_TRANSLATED = 0.1, 0.15
_SAMPLE = (0.2, 0.5)
_LATIN, _MISTYPED, _SLIPS = 0.1, 0.2, 0.2
# The least share of a sentence's words that the lexicon must know for it to be translated.
_LEAST_COVERED = 0.5


class Example(NamedTuple):
    """Two texts that belong together; examples of one `kind` are no negatives of each other."""

    one: Numbers
    other: Numbers
    kind: object = None


class Examples:
    """Draws examples of every task. The same dice, the same examples."""

    def __init__(
        self, material: Material, translator: Translator, vocabulary: Vocabulary, dice: Random
    ) -> None:
        """Take what there is to draw from."""
        self._material, self._translator = material, translator
        self._vocabulary, self._dice = vocabulary, dice
        self._translatable = {
            language: [t for t in texts if translator.covers(t, language) >= _LEAST_COVERED]
            for language, texts in material.sentences.items()
        }
        self._concepts = [one for one in material.concepts if len(one[0]) + len(one[1]) > 1]

    def batch(self, size: int) -> list[Example]:
        """Draw a task, and examples of it."""
        tasks = [name for name in SHARES if self._has(name)]
        (name,) = self._dice.choices(tasks, [SHARES[task] for task in tasks])
        draw: Callable[[], Example] = getattr(self, f"_draw_{name}")
        return [draw() for _ in range(size)]

    def _has(self, name: str) -> bool:
        material = self._material
        held: dict[str, Sequence[object]] = {
            "pairs": material.pairs,
            "questions": material.questions,
            "paraphrases": material.groups,
        }
        return bool(held.get(name, (name,)))

    def _draw_pairs(self) -> Example:
        kk, ru = self._dice.choice(self._material.pairs)
        return Example(
            self._half_translated(kk, Language.KK), self._half_translated(ru, Language.RU)
        )

    def _half_translated(self, text: Numbers, language: Language) -> Numbers:
        if self._dice.random() < _PART_TRANSLATED:
            text = self._translator.translate(text, language, _TRANSLATED)
        return drop_words(text, _DROPPED, self._dice)

    def _draw_concepts(self) -> Example:
        """Two wordings of one concept, mostly across the languages."""
        if self._material.names and self._dice.random() < _NAMES:
            return Example(*self._dice.choice(self._material.names))
        kk, ru = self._dice.choice(self._concepts)
        if kk and ru and self._dice.random() < _ACROSS:
            return Example(self._dice.choice(kk), self._dice.choice(ru))
        return Example(*self._dice.sample([*kk, *ru], 2))

    def _draw_translated(self) -> Example:
        """A sentence, and itself word by word in the other language."""
        language = self._language(self._translatable)
        text = self._dice.choice(self._translatable[language])
        translated = self._translator.translate(text, language, _WHOLE)
        dropped = (drop_words(one, _DROPPED_TRANSLATED, self._dice) for one in (text, translated))
        return Example(*dropped)

    def _draw_sampled(self) -> Example:
        """A few words of a sentence as someone may type them, and the sentence."""
        language = self._language(self._material.sentences)
        text = self._dice.choice(self._material.sentences[language])
        count = max(2, int(len(text) * self._dice.uniform(*_SAMPLE)))
        words = self._dice.sample(text, min(count, len(text)))
        typed = tuple(self._translator.inflect(number, language) for number in words)
        return Example(self._as_typed(typed), drop_words(text, _DROPPED, self._dice))

    def _draw_questions(self) -> Example:
        question, answers, answered_by = self._dice.choice(self._material.questions)
        asked = self._as_typed(drop_words(question, _DROPPED, self._dice))
        return Example(asked, self._dice.choice(answers), answered_by)

    def _draw_paraphrases(self) -> Example:
        return Example(*self._dice.sample(self._dice.choice(self._material.groups), 2))

    def _as_typed(self, text: Numbers) -> Numbers:
        if self._dice.random() < _LATIN:
            return latinise(text, self._vocabulary, self._dice)
        if self._dice.random() < _MISTYPED:
            return mistype(text, _SLIPS, self._vocabulary, self._dice)
        return text

    def _language(self, texts: dict[Language, list[Numbers]]) -> Language:
        return self._dice.choice([language for language in Language if texts[language]])
