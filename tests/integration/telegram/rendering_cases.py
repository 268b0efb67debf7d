"""Answers to be rendered: real ones of the default corpus, and constructed ones that are nasty."""

from datetime import date

from bot.answer import Answer, Citation, Question, Status
from corpus.document import Document, Kind, Language, Span
from retrieval.locator import Locator
from retrieval.passage import Passage
from tests.bot_api.html_entities import parse_html
from tests.bot_api.rich import Rich, read_rich
from tests.bot_api.texts import check_length, trim

KK, RU = Language

# What a document may hold: it must be shown as it is, or not at all, and never change the rest.
NASTY = [
    "<b>жирный</b>",
    "</blockquote><a href='https://zlo.kz'>тык</a>",
    "&lt;script&gt; &amp;amp; &#60; &nbsp; &quot",
    "справа налево: \u202eбелгісіз\u202c и \u2067изолят\u2069",
    "нуль\u200bширина\u200d\ufeff\u2060",
    "[1] [2] [99] [1, 2]",
    "@durov /start #тег $USD t.me/joinchat/x",
    "tg://user?id=1 javascript:alert(1)",
    "😀👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "\u0000\u0007\u001b[31m красный",
    "z\u0351\u0351\u0351\u0351\u0351\u0351 далго",
    "{ $days } %s {0}",
    "\u2800\u3164\u034f",
    "مرحبا بكم",
]


def make_citation(number, text, language=KK, start=0, **particulars):
    """A citation of a Document that says just this."""
    known = {"id": f"d{number}", "title": "Тақырып", "kind": Kind.NEWS} | particulars
    document = Document(text=text, language=language, **known)
    passage = Passage(document, Span(0, len(text)), Locator(1))
    return Citation(number, passage, Span(start, len(text)))


def make_citations(numbers, paragraphs, **particulars):
    """Citations of the paragraphs of one Constitution."""
    text = "\n".join(paragraphs)
    document = Document(
        title="Конституция", text=text, language=RU, kind=Kind.CONSTITUTION, **particulars
    )
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in paragraphs]
    places = [Locator(n, article="1") for n, _ in enumerate(spans, 1)]
    passages = [Passage(document, span, place) for span, place in zip(spans, places, strict=True)]
    return [Citation(n, one, one.span) for n, one in zip(numbers, passages, strict=True)]


def make_answer(text, citations=(), language=KK, status=Status.ANSWERED, generator="extractive"):
    """An answer of just these words."""
    question = Question("q", "Сұрақ?", language)
    return Answer(question, status, text, tuple(citations), generator)


def read_html(part):
    """What a person reads of a message, and its entities. Raises Refusal as Telegram refuses."""
    text, entities = trim(*parse_html(part))
    check_length(text)
    return text, entities


def read_message(rich, *, is_draft=False) -> Rich:
    """A rich message as Telegram reads it. Raises Refusal as Telegram refuses."""
    assert rich.skip_entity_detection
    return read_rich(rich.model_dump(mode="json", exclude_none=True), is_draft=is_draft)


def blocks_of(rich, kind):
    """All blocks of a kind at the top of a rich message."""
    return [block for block in rich.blocks if block.type == kind]


DAY = date(2026, 2, 2)
