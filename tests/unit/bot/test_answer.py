from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Citation
from bot.errors import UngroundedError
from corpus.document import Document, Language, Span
from retrieval.locator import Locator
from retrieval.passage import Passage

TEXT = "Бірінші сөйлем. Сурет: біреу. Үшінші сөйлем."
CAPTION = Span(16, 29)
DOCUMENT = Document("d", "t", TEXT, Language.KK, asides=(CAPTION,))
PASSAGE = Passage(DOCUMENT, Span(0, 29), Locator(1))


def test_a_citation_derives_its_quote():
    citation = Citation(1, PASSAGE, Span(0, 15))
    assert citation.quote == "Бірінші сөйлем."
    assert citation.document is DOCUMENT


@pytest.mark.parametrize(
    "span",
    [
        pytest.param(Span(3, 3), id="empty"),
        pytest.param(Span(5, 2), id="backwards"),
        pytest.param(Span(-1, 4), id="before the text"),
        pytest.param(Span(30, 44), id="outside the passage"),
        pytest.param(Span(0, 1000), id="after the text"),
        pytest.param(CAPTION, id="a caption"),
        pytest.param(Span(10, 20), id="into a caption"),
        pytest.param(Span(0, 29), id="over a caption"),
    ],
)
def test_a_wrong_quote_cannot_be_made(span):
    with pytest.raises(UngroundedError, match="id=d"):
        Citation(1, PASSAGE, span)


@given(st.integers(-3, 50), st.integers(-3, 50))
def test_whatever_is_cited_stands_in_its_passage_and_clear_of_asides(start, end):
    span = Span(start, end)
    try:
        citation = Citation(1, PASSAGE, span)
    except UngroundedError:
        assert start < 0 or end <= start or end > 16
    else:
        assert citation.quote == TEXT[start:end] != ""
        assert citation.quote in PASSAGE.text
        assert not span.overlaps(CAPTION)


def test_a_citation_cannot_be_moved_to_a_wrong_place():
    citation = Citation(1, PASSAGE, Span(0, 15))
    with pytest.raises(AttributeError):
        citation.span = CAPTION
    with pytest.raises(UngroundedError):
        replace(citation, span=CAPTION)
