"""Whether a clause affirms or denies, in both languages, and whether an answer turns that round.

A negation is told by its words and, in Kazakh, by the verb's ending. Prohibition denies as well
(«запрещено» says what «нельзя» does), and both together affirm («не запрещается»).
"""

import re
from collections.abc import Iterable

from corpus.document import Language
from retrieval.alignment import align, coverage, prepare
from retrieval.lexicon import Lexicon
from retrieval.query import build_query

_CLAUSES = re.compile(
    r"[,;:()–—]|\s-\s|[.!?…]\s|\b(?:но|однако|зато|бірақ|алайда)\b", re.IGNORECASE
)
# «Не менее», «кем емес» measure, «не только» adds.
_NEGATION = {
    Language.RU: re.compile(
        r"\bне\s+(?!только|мене|боле|поздн|позж|ран|молож|старш|ниж|выш|чащ|реж|больш|меньш)"
        r"|\b(?:нельзя|нет|ни|никто|никого|никому|никем|ничто|ничего|никогда)\b"
        r"|\b(?:недопустим|невозможн|неправомерн)\w*",
        re.IGNORECASE,
    ),
    Language.KK: re.compile(
        r"(?<!кем )(?<!кеш )(?<!артық )(?<!аз )(?<!көп )(?<!ерте )\bемес\w*"
        r"|\b(?:жоқ|ешкім\w*|ештеңе\w*|ешқандай|ешбір|ешқашан)\b"
        # The suffix -ма, -ба, -па after the sounds that each stands after: «көбейді» has none.
        r"|\b(?!емес)\w*(?:(?<=[аәеиоөуұүыіэюярлй])м|(?<=[мнңзж])б|(?<=[кқптсшхцчгғбвд])п)[ае]"
        r"(?:й(?:ды|ді|мын|мін|мыз|міз|сың|сің|сыз|сіз|тын|тін|тіні|тыны)?|с|у|уы|уі"
        r"|уға|уге|ған|ген|ды|ді|стан|стен)\b",
        re.IGNORECASE,
    ),
}
_PROHIBITION = {
    Language.RU: re.compile(r"\b(?:запрещ|запрет|воспрещ)\w*", re.IGNORECASE),
    Language.KK: re.compile(r"\bтыйым\w*", re.IGNORECASE),
}
# How much of a clause another must speak of to be about the same; how near the best it counts.
_SAME, _AS_GOOD = 0.5, 0.8
_LEAST_WORDS = 2


def is_negative(clause: str, language: Language) -> bool:
    """Whether a clause denies or forbids."""
    denies = bool(_NEGATION[language].search(clause))
    return denies != bool(_PROHIBITION[language].search(clause))


def turns_round(
    text: str, language: Language, sources: Iterable[tuple[str, Language]], lexicon: Lexicon
) -> bool:
    """Whether a clause of the text denies what the sources affirm of the same, or affirms it.

    `sources` are the texts that it cites, each with its language.
    """
    said = [(clause, other) for source, other in sources for clause in clauses_of(source)]
    return any(_contradicts(clause, language, said, lexicon) for clause in clauses_of(text))


def clauses_of(text: str) -> list[str]:
    """Part a text at its punctuation and at the conjunctions that turn it."""
    return [clause.strip() for clause in _CLAUSES.split(text) if clause.strip()]


def _contradicts(
    clause: str, language: Language, said: Iterable[tuple[str, Language]], lexicon: Lexicon
) -> bool:
    query = build_query(clause, language, lexicon)
    weights = [float(term.is_content) for term in query.terms]
    if sum(weights) < _LEAST_WORDS:
        return False
    alike = [
        (coverage(align(query, prepare(source, other)), weights), is_negative(source, other))
        for source, other in said
    ]
    best = max((likeness for likeness, _ in alike), default=0.0)
    if best < _SAME:
        return False
    polarities = {negative for likeness, negative in alike if likeness >= _AS_GOOD * best}
    return is_negative(clause, language) not in polarities
