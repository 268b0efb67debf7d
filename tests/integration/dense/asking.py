"""Questions and passages that these tests share."""

from corpus.document import Language
from prompts.messages import message
from retrieval.lexicon import Lexicon
from retrieval.query import build_query
from retrieval.segmentation import segment

QUESTION = "Құрылтайда қанша депутат болады?"


def passages_of(documents):
    return [passage for document in documents for passage in segment(document)]


def query(text):
    return build_query(text, Language.KK, Lexicon([]))


def said(error):
    """What a person reads: one line."""
    text = message(error.key, "ru", **error.values)
    assert len(text.splitlines()) == 1
    return text
