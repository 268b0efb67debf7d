import pytest

from bot.answer import Citation
from bot.errors import UngroundedError
from corpus.document import Document, Language, Span
from retrieval.locator import Locator
from retrieval.passage import Passage

TEXT = "Бірінші сөйлем. Сурет: біреу. Үшінші сөйлем."
DOCUMENT = Document("d", "t", TEXT, Language.KK, asides=(Span(16, 29),))
PASSAGE = Passage(DOCUMENT, Span(0, 29), Locator(1))


def test_a_citation_derives_its_quote():
    assert Citation(1, PASSAGE, Span(0, 15)).quote == "Бірінші сөйлем."


@pytest.mark.parametrize(
    "span",
    [
        pytest.param(Span(3, 3), id="empty"),
        pytest.param(Span(5, 2), id="backwards"),
        pytest.param(Span(-1, 4), id="before the text"),
        pytest.param(Span(30, 44), id="outside the passage"),
        pytest.param(Span(0, 1000), id="after the text"),
        pytest.param(Span(10, 20), id="over a caption"),
    ],
)
def test_a_wrong_quote_cannot_be_made(span):
    with pytest.raises(UngroundedError):
        Citation(1, PASSAGE, span)
