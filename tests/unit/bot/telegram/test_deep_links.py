from base64 import urlsafe_b64encode

import pytest

from bot.telegram.deep_links import question_of
from corpus.document import Language

QUESTION = "Құрылтайда қанша депутат болады?"


def encoded(text):
    return "q_" + urlsafe_b64encode(text.encode()).decode().rstrip("=")


LINKS = {
    "an article": ("art43", "43-бап"),
    "a question": (encoded(QUESTION), QUESTION),
    "nothing": ("", None),
    "another word": ("ref123", None),
    "an article without a number": ("art", None),
    "an article with a word": ("art43x", None),
    "an empty question": ("q_", None),
    "no base64": ("q_%%%", None),
    "no UTF-8": ("q_" + urlsafe_b64encode(b"\xff\xfe\xff").decode(), None),
    "blank": (encoded("   "), None),
}


@pytest.mark.parametrize(("payload", "question"), LINKS.values(), ids=LINKS)
def test_a_link_asks(payload, question):
    assert question_of(payload, Language.KK) == question


def test_an_article_is_asked_for_in_the_language_of_the_person():
    assert question_of("art53", Language.RU) == "статья 53"
