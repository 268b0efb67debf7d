"""How much a sentence of the Evidence is worth to an answer."""

from retrieval.passage import Evidence, Sentence

# Beside a sentence's own score: its passage's, the guide's being sure of that, and standing early
# in it (each sentence further down is worth less). Set on the golden questions: `atazan eval
# answers`, `make bench-packing`.
_PASSAGE, _GUIDED, _LATER = 1.3, 0.2, 0.01


def worth(evidence: Evidence, sentence: Sentence) -> float:
    """Return what a sentence of a passage is worth; comparable over all Evidence of a question."""
    found = _PASSAGE * evidence.score + _GUIDED * evidence.guided
    return sentence.score + found - _LATER * evidence.sentences.index(sentence)
