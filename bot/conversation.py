"""The turns of a conversation, and the completion of a question that leans on them."""

from collections import deque

from retrieval.analysis.folding import fold
from retrieval.analysis.stopwords import is_stopword
from retrieval.analysis.words import words_of

_KEPT_TURNS = 6
_FEW_WORDS = 2
# «Ал оның жасы?», «а сколько ему лет?»: how a question that leans on the one before begins, and
# the words that point back. Folded.
_OPENING = frozenset("ал а и сонда онда тогда ну".split())
_POINTING = frozenset(
    "ол оны онын оган одан онымен олар олардын сол соны сонын бул мунын "
    "он она оно они его ее ей им их ему него нее них нему этого этом этот эта это там туда".split()
)


class Conversation:
    """What one person asked lately, the latest last; bounded."""

    def __init__(self) -> None:
        """Begin without turns."""
        self._questions: deque[str] = deque(maxlen=_KEPT_TURNS)

    def remember(self, question: str) -> None:
        """Add a question that was answered, in its complete form."""
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


def _leans(question: str) -> bool:
    words = [fold(word.text) for word in words_of(question)]
    content = [word for word in words if not is_stopword(word)]
    points = words[0] in _OPENING or not _POINTING.isdisjoint(words)
    return not content or (points and len(content) <= _FEW_WORDS)
