"""The turns of a conversation, and the completion of a question that leans on them."""

from collections import deque
from collections.abc import Iterable, Sequence
from functools import lru_cache

from retrieval.analysis.folding import fold
from retrieval.analysis.stopwords import is_stopword
from retrieval.analysis.transliteration import is_latin, latin_to_cyrillic
from retrieval.analysis.words import words_of

_KEPT_TURNS = 6
# How a question that leans on the one before begins and ends («Ал оның жасы?», «Павлодарда ше?»),
# the words that point back, and those that only ask for more. Folded.
_OPENING = frozenset("ал а и сонда тогда ну".split())
_ENDING = frozenset(("ше",))
_POINTING = frozenset(
    "ол оны онын оган одан онымен онда ондай олар олардын оларды оларга олармен сол соны сонын "
    "бул муны мунын мунда он она оно они его ее ей им их ему него нее них нему ней ними этого "
    "этом этот эта это эти там туда".split()
)
_MORE = frozenset("подробнее поподробнее конкретнее еще дальше тагы толыгырак нактырак ары".split())
_ASKING = frozenset(
    "кто кого кому кем что когда где куда откуда сколько какой какая какое какие какую каком чей "
    "ким кимди кимге не нени кашан кайда кайдан канша неше кандай кай калай".split()
)
# So many content words a question may have and still lean: where it begins so and points back,
# points back, begins so without a question word, with one, or none of these.
_BOTH, _POINTS, _OPENS, _OPENS_ASKING, _NEITHER = 4, 2, 2, 1, 0


class Conversation:
    """What one person asked lately, the latest last; bounded."""

    def __init__(self, questions: Iterable[str] = ()) -> None:
        """Go on after these questions; without any, begin."""
        self._questions: deque[str] = deque(questions, maxlen=_KEPT_TURNS)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that are remembered, each complete, the latest last."""
        return tuple(self._questions)

    def remember(self, question: str) -> None:
        """Add a question, in its complete form: also one that found no answer can be leant on."""
        self._questions.append(question)

    def complete(self, question: str) -> str:
        """Return the question with what it leans on: the words of the question before it.

        A question that stands by itself comes back as it is.
        """
        if not self._questions or not _leans(question):
            return question
        subject = [
            word.text for word in words_of(self._questions[-1]) if not is_stopword(word.text)
        ]
        known = {fold(word.text) for word in words_of(question)}
        added = [word for word in subject if fold(word) not in known]
        return " ".join([question, *added])


@lru_cache(maxsize=1_000)  # many ask in the same words
def _leans(question: str) -> bool:
    words = [_folded(word.text) for word in words_of(question)]
    content = [word for word in words if not is_stopword(word) and word not in _MORE]
    return len(content) <= _most_content(words)


def _most_content(words: Sequence[str]) -> int:
    opens = words[0] in _OPENING or words[-1] in _ENDING
    points = not _POINTING.isdisjoint(words)
    if opens and not points:
        return _OPENS if _ASKING.isdisjoint(words) else _OPENS_ASKING
    if points:
        return _BOTH if opens else _POINTS
    return _NEITHER


def _folded(word: str) -> str:
    return fold(latin_to_cyrillic(word) if is_latin(word) else word)
