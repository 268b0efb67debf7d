"""Documents and questions that mean harm, or are only odd: Telegram takes the message, as it is read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Status
from bot.telegram.rendering.answers import html_answer, rich_answer
from bot.telegram.rendering.drafts import html_draft, rich_draft
from bot.telegram.rendering.excerpts import inline_results, source_texts
from bot.telegram.rendering.keyboards import answer_keyboard
from bot.telegram.rendering.listing import sources_text
from bot.telegram.rendering.markup import safe_url, visible
from bot.telegram.rendering.paragraphs import sentences_of
from corpus.document import Kind, Language
from prompts.messages import message
from retrieval.passage import Evidence
from tests.bot_api.keyboards import read_inline_keyboard
from tests.integration.telegram.rendering_cases import (
    KK,
    NASTY,
    RU,
    make_answer,
    make_citation,
    make_citations,
    read_html,
    read_message,
)

# Bidirectional overrides, isolates, joiners, controls, halves of characters.
UNSEEN = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0009\u000b-\u001f\ud800-\udfff]"
)

texts = st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=80))
shown_texts = texts.filter(lambda text: visible(text).strip())
urls = st.one_of(
    st.sampled_from(
        ["https://a.kz/?x=1&y=<b>", "javascript:alert(1)", "http://[::1", "https://a@b.kz"]
    ),
    texts,
)


@st.composite
def answers(draw):
    language = draw(st.sampled_from(Language))
    citations = [
        make_citation(
            number,
            draw(shown_texts),
            language,
            id=draw(st.just(f"guide-4{number}-kk") | texts.map(f"{number} {{}}".format)),
            title=draw(texts),
            publisher=draw(st.sampled_from(["", "AtaZań"]) | texts),
            url=draw(urls),
            kind=draw(st.sampled_from(Kind)),
            version=draw(st.sampled_from(["", "1995-08-30", "2026-03-15"])),
        )
        for number in range(1, draw(st.integers(1, 4)))
    ]
    sentences = [
        f"{draw(shown_texts)} [{draw(st.integers(1, 5))}]" for _ in range(draw(st.integers(1, 4)))
    ]
    generator = draw(st.sampled_from(["extractive", "verbatim"]))
    status = draw(st.sampled_from([Status.ANSWERED, Status.NOT_FOUND]))
    return make_answer(" ".join(sentences), citations, language, status, generator)


@given(answers())
def test_telegram_takes_every_html_message(answer):
    for part in html_answer(answer):
        text, entities = read_html(part)
        assert not UNSEEN.search(text)
        links = [one["url"] for one in entities if one["type"] == "text_link"]
        assert links == [url for url in links if safe_url(url)]
        assert {one["type"] for one in entities} <= {
            "bold",
            "italic",
            "text_link",
            "expandable_blockquote",
        }


@given(answers())
def test_telegram_takes_every_rich_message(answer):
    rich = read_message(rich_answer(answer))
    assert not UNSEEN.search(rich.shown)
    assert all(safe_url(url) for url in rich.links)


@given(answers())
def test_telegram_takes_every_draft(answer):
    sentences = sentences_of(answer)
    read_message(rich_draft(KK, sentences), is_draft=True)
    read_html(html_draft(RU, sentences))


@given(
    answers(),
    st.lists(
        st.tuples(st.from_regex(r"[\w-]{1,32}", fullmatch=True, alphabet="abz019-_"), shown_texts),
        max_size=3,
    ),
)
def test_telegram_takes_every_keyboard(answer, related):
    keyboard = answer_keyboard(answer, "Zy1-_aaaaaaaaaa", related)
    read_inline_keyboard(keyboard.model_dump(mode="json", exclude_none=True))


@given(answers())
def test_telegram_takes_every_text_of_a_source(answer):
    for citation in answer.citations:
        for part in source_texts(citation):
            assert not UNSEEN.search(read_html(part)[0])
    for part in sources_text(answer.question.language, [c.document for c in answer.citations]):
        assert not UNSEEN.search(read_html(part)[0])


@given(answers())
def test_telegram_takes_every_inline_result(answer):
    evidence = [Evidence(c.passage, 1.0, 1.0, ()) for c in answer.citations]
    results = inline_results(answer.question.language, evidence)
    assert (
        len({result.id for result in results})
        == len(results)
        == len({c.passage for c in answer.citations})
    )
    for result in results:
        read_html(result.input_message_content.message_text)
        assert result.title
        assert len(result.id.encode()) <= 64


@pytest.mark.parametrize("words", NASTY)
def test_words_of_a_document_are_shown_as_they_stand(words):
    """All that is visible of it, and nothing of it is obeyed: no tag, no link, no direction."""
    text = f"Сөз {words} сөз."
    answer = make_answer("Сөз. [1]", [make_citation(1, text)])
    rich = read_message(rich_answer(answer))
    (html,) = html_answer(answer)
    shown, entities = read_html(html)
    assert " ".join(visible(text).split()) in " ".join(rich.shown.split())
    assert " ".join(visible(text).split()) in " ".join(shown.split())
    assert sorted(one["type"] for one in entities) == ["bold", "expandable_blockquote", "italic"]
    assert rich.links == []


@pytest.mark.parametrize(
    ("url", "is_followed"),
    [
        ("https://www.inform.kz/a?b=1&c=2#d", True),
        ("http://akorda.kz", True),
        ("HTTPS://AKORDA.KZ/kz", True),
        ("https://қазақстан.қаз/бет", True),
        ("javascript:alert(1)", False),
        ("tg://user?id=1", False),
        ("data:text/html,<b>", False),
        ("ftp://akorda.kz/a", False),
        ("//akorda.kz", False),
        ("akorda.kz", False),
        ("https://", False),
        ("https://akorda.kz@zlo.kz/", False),
        ("https://akorda.kz\u202e/zk", False),
        ("https://akorda\u200b.kz", False),
        ("https://akorda.kz/a b", False),
        ("https://akorda.kz/\n", False),
        ("http://[::1", False),
        ("https://akorda.kz/" + "a" * 3000, False),
        ("", False),
    ],
)
def test_only_an_honest_web_address_is_a_link(url, is_followed):
    assert bool(safe_url(url)) is is_followed
    answer = make_answer("Сөз. [1]", [make_citation(1, "Сөз.", url=url)])
    assert ("<a href=" in html_answer(answer)[0]) is is_followed
    assert bool(read_message(rich_answer(answer)).links) is is_followed


def test_a_quotation_mark_does_not_break_out_of_a_link():
    url = 'https://a.kz/"><b>'
    (html,) = html_answer(make_answer("Сөз. [1]", [make_citation(1, "Сөз.", url=url)]))
    _, entities = read_html(html)
    assert [one["url"] for one in entities if one["type"] == "text_link"] == [url]
    assert [one["type"] for one in entities].count("bold") == 1


def test_a_marker_without_a_source_links_nowhere():
    rich = rich_answer(make_answer("Бір. [1] Екі. [7]", [make_citation(1, "Бір.")]))
    assert "[7]" in read_message(rich).shown


LONG = "Құрылтай туралы ұзақ сөйлем айтылды. " * 400


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_long_answer_keeps_to_the_limits(count):
    citations = [
        make_citation(n, f"{n}. {LONG}", id=f"d{n}", title=LONG) for n in range(1, count + 1)
    ]
    answer = make_answer(" ".join(f"{LONG[:5000]} [{n}]" for n in range(1, count + 1)), citations)
    rich = read_message(rich_answer(answer))
    assert rich.shown.startswith(LONG[:4000])
    shown = "".join("".join(read_html(part)[0] for part in html_answer(answer)).split())
    assert all("".join(citation.quote.split()) in shown for citation in citations)


def test_sources_without_number_leave_room_for_the_answer():
    citations = [make_citation(n, "Сөз.", id=f"d{n}", title=LONG) for n in range(1, 500)]
    rich = read_message(rich_answer(make_answer(f"{LONG} [1] Сөз. [499]", citations)))
    assert " ".join(rich.shown.split()).startswith(LONG)
    assert "source-1" in rich.references
    assert "source-499" not in rich.references


def test_what_has_no_room_in_a_rich_message_is_told():
    answer = make_answer(f"{LONG * 3} [1]", [make_citation(1, LONG * 3)])
    rich = read_message(rich_answer(answer))
    assert message("telegram-cut", KK) in rich.shown
    assert rich.references == ["source-1"]


def test_a_long_comparison_keeps_to_the_limits():
    old = make_citations(
        range(1, 3), [f"{n}. {LONG}" for n in range(2)], id="old", version="1995-08-30"
    )
    new = make_citations(range(3, 5), [f"{n}. Новое. {LONG}" for n in range(2)], id="new")
    answer = make_answer("Сөз. [1]", [*old, *new], RU, generator="verbatim")
    assert message("telegram-cut", RU) in read_message(rich_answer(answer)).shown
    assert all(read_html(part) for part in html_answer(answer))


def test_a_marker_stays_with_its_sentence_when_an_answer_is_split():
    citations = [make_citation(n, "Сөз.") for n in range(1, 100)]
    answer = make_answer(" ".join(f"{LONG[:700]}сөз. [{n}]" for n in range(1, 100)), citations)
    parts = [read_html(part)[0] for part in html_answer(answer)]
    body = [part for part in parts if "ұзақ сөйлем" in part]
    assert len(body) > 15
    assert all(re.match("Құрылтай", part) for part in body)
    assert all(re.search(r"\[\d+\](?=\n|$)", part) for part in body)
