"""Answers as messages: what the assistant says over the default corpus and over two Constitutions."""

import re
from itertools import pairwise

import pytest

from bot.answer import Status
from bot.settings import Settings
from bot.telegram.rendering.answers import html_answer, rich_answer
from bot.telegram.rendering.drafts import html_draft, rich_draft
from bot.telegram.rendering.sources import sources_of
from bot.wiring import build_application
from corpus.document import Kind, Language
from corpus.intake import take_in
from tests.conftest import write_text
from tests.integration.telegram.rendering_cases import (
    DAY,
    KK,
    RU,
    blocks_of,
    make_answer,
    make_citation,
    read_html,
    read_message,
)

QUESTIONS = {
    "Құрылтайда қанша депутат болады?": Status.ANSWERED,
    "Сколько депутатов будет в Курултае?": Status.ANSWERED,
    "Жаңа Конституция жобасын кімдер қолдады?": Status.ANSWERED,
    "кто назначает вице-президента": Status.ANSWERED,
    "43-бап": Status.ANSWERED,
    "статья 51": Status.ANSWERED,
    "Какая погода в Уральске?": Status.NOT_FOUND,
    "Айға қалай ұшамын?": Status.NOT_FOUND,
    "За кого мне голосовать на референдуме?": Status.REFUSED,
    "Референдумда қалай дауыс берейін?": Status.REFUSED,
}
OLD = """Конституция Республики Казахстан

Статья 40
1. Президент – глава государства.
Статья 41
1. Президент избирается сроком на пять лет.
2. Президентом может быть избран гражданин не моложе сорока лет.
3. Президент живёт в столице.
Статья 42
1. Президент вступает в должность с присяги.
"""
NEW = """Конституция Республики Казахстан

Статья 42
1. Президент – глава государства.
Статья 43
1. Президент избирается сроком на семь лет.
2. Президентом может быть избран гражданин не моложе сорока лет.
3. Один и тот же гражданин избирается один раз, и Курултай утверждает это.
Статья 44
1. Президент вступает в должность с присяги.
"""


@pytest.fixture(scope="module")
def answers(default_home):
    assistant = build_application(Settings(home=default_home)).assistant
    return {question: assistant.answer(question) for question in QUESTIONS}


@pytest.fixture(scope="module")
def comparison(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    files = [
        write_text(folder / f"{name}.txt", text) for name, text in (("old", OLD), ("new", NEW))
    ]
    application = build_application(Settings(home=tmp_path_factory.mktemp("home")))
    assert not [outcome.error for outcome in take_in(application.catalogue, files) if outcome.error]
    application.index()
    answer = application.assistant.answer("что изменилось в статье 43?")
    assert answer.generator == "verbatim"
    return answer


@pytest.fixture(params=QUESTIONS)
def answer(request, answers):
    found = answers[request.param]
    assert found.status is QUESTIONS[request.param]
    return found


def test_html_is_taken_and_shows_the_whole_answer(answer):
    parts = [read_html(part)[0] for part in html_answer(answer)]
    assert " ".join(answer.text.split()) in " ".join("\n".join(parts).split())


def test_a_rich_message_is_taken_and_shows_the_whole_answer(answer):
    shown = read_message(rich_answer(answer)).shown
    assert " ".join(answer.text.split()) in " ".join(shown.split())


def test_every_source_is_named_with_its_quote(answer):
    html = "\n\n".join(read_html(part)[0] for part in html_answer(answer))
    rich = read_message(rich_answer(answer))
    for citation in answer.citations:
        assert citation.quote.strip() in rich.shown
        assert citation.document.title in rich.shown
        assert citation.document.title in html
        assert f"[{citation.number}]" in html
        assert answer.generator == "verbatim" or citation.quote.strip() in html


def test_every_marker_of_a_rich_message_jumps_to_its_source(answer):
    rich = rich_answer(answer)
    links = [
        run
        for block in blocks_of(rich, "paragraph")
        for run in (block.text if isinstance(block.text, list) else [])
        if getattr(run, "type", "") == "reference_link"
    ]
    summaries = {block.summary[0].name: block for block in blocks_of(rich, "details")}
    assert [run.text for run in links] == re.findall(r"\[\d+\]", answer.text)
    assert {run.reference_name for run in links} == set(summaries)
    for source in sources_of(answer):
        name = f"source-{source.numbers[0]}"
        assert summaries[name].summary[0].text == source.markers


def test_sources_are_closed_until_they_are_opened(answer):
    assert all(block.is_open is None for block in blocks_of(rich_answer(answer), "details"))


def test_quotes_stand_in_quotations_that_expand(answers):
    (part,) = html_answer(answers["Құрылтайда қанша депутат болады?"])
    text, entities = read_html(part)
    quotes = [one for one in entities if one["type"] == "expandable_blockquote"]
    shown = [text[one["offset"] : one["offset"] + one["length"]] for one in quotes]
    cited = [source for source in sources_of(answers["Құрылтайда қанша депутат болады?"])]
    assert len(shown) == len(cited)
    assert [shown[0].count(citation.quote) for citation in cited[0].citations] == [1, 1]


@pytest.mark.parametrize("language", Language)
def test_a_retelling_is_said_to_be_none_of_the_laws_own_words(language, answers):
    question = {KK: "43-бап", RU: "статья 51"}[language]
    label = {KK: "43-баптың түсіндірмесі, ресми емес", RU: "неофициальный пересказ статьи 51"}[
        language
    ]
    (source,) = blocks_of(rich_answer(answers[question]), "details")
    assert source.summary[-1].text == label
    assert f"<i>{label}</i>" in html_answer(answers[question])[0]


@pytest.mark.parametrize(
    ("language", "hint"), [(KK, "Айға қалай ұшамын?"), (RU, "Какая погода в Уральске?")]
)
def test_what_is_not_found_comes_with_a_way_on(language, hint, answers):
    assert "/sources" in html_answer(answers[hint])[0]
    assert "/sources" in read_message(rich_answer(answers[hint])).shown


@pytest.mark.parametrize(
    "question", ["Какая погода в Уральске?", "За кого мне голосовать на референдуме?"]
)
def test_without_sources_there_is_no_heading_for_them(question, answers):
    assert blocks_of(rich_answer(answers[question]), "heading") == []
    assert "Источники" not in html_answer(answers[question])[0]


def test_what_a_source_is_stands_below_its_title():
    citation = make_citation(
        1, "Сөз.", title="Хабар", publisher="Өлке", published=DAY, url="https://olke.kz/1"
    )
    (html,) = html_answer(make_answer("Сөз. [1]", [citation]))
    assert (
        '[1] <a href="https://olke.kz/1">Хабар</a>\n<i>жаңалық · Өлке · 02.02.2026 · 1-абзац</i>'
        in html
    )
    rich = read_message(rich_answer(make_answer("Сөз. [1]", [citation])))
    assert rich.links == ["https://olke.kz/1"]
    assert "[1] Хабар · 1-абзац\nжаңалық · Өлке · 02.02.2026 · olke.kz\nСөз." in rich.shown


def test_quotes_of_one_document_stand_together():
    one = make_citation(1, "Бірінші. Екінші.", start=9)
    two = make_citation(2, "Бірінші. Екінші.", id="d1")
    (html,) = html_answer(make_answer("Екінші. [1] Бірінші. [2]", [one, two]))
    assert "[1] [2] Тақырып" in html
    assert "<blockquote expandable>[1] Екінші.\n\n[2] Бірінші. Екінші.</blockquote>" in html
    (source,) = blocks_of(
        rich_answer(make_answer("Екінші. [1] Бірінші. [2]", [one, two])), "details"
    )
    assert [block.credit for block in source.blocks[1:]] == ["[1]", "[2]"]


@pytest.mark.parametrize(
    ("numbers", "markers"),
    [
        ((1,), "[1]"),
        ((1, 2), "[1] [2]"),
        ((1, 2, 3), "[1]–[3]"),
        ((1, 2, 4), "[1] [2] [4]"),
        ((98, 99, 100), "[98]–[100]"),
    ],
)
def test_the_numbers_of_a_source_are_a_range_where_there_is_no_gap(numbers, markers):
    citations = [make_citation(n, "Сөз.", id="d") for n in numbers]
    text = " ".join(f"Сөз. [{n}]" for n in numbers)
    rich = rich_answer(make_answer(text, citations))
    (source,) = blocks_of(rich, "details")
    assert source.summary[0].text == markers
    (paragraph,) = blocks_of(rich, "paragraph")
    links = [run for run in paragraph.text if getattr(run, "type", "") == "reference_link"]
    assert [run.text for run in links] == [f"[{n}]" for n in numbers]
    assert {run.reference_name for run in links} == {f"source-{numbers[0]}"}


def test_versions_stand_side_by_side_each_named(comparison):
    (table,) = blocks_of(rich_answer(comparison), "table")
    heading, *rows = table.cells
    assert [cell.text for cell in heading] == [
        "Конституция 1995 года, статья 41",
        "Конституция, статья 43",
    ]
    assert all(cell.is_header for cell in heading)
    shown = [[_shown(cell.text) for cell in row] for row in rows]
    assert shown == [
        [
            "1. Президент избирается сроком на пять лет. [1]",
            "1. Президент избирается сроком на семь лет. [4]",
        ],
        ["2. Президентом может быть избран гражданин не моложе сорока лет. [2]"] * 1
        + ["2. Президентом может быть избран гражданин не моложе сорока лет. [5]"],
        ["3. Президент живёт в столице. [3]", "–"],
        ["–", "3. Один и тот же гражданин избирается один раз, и Курултай утверждает это. [6]"],
    ]


def _shown(text):
    return (
        text
        if isinstance(text, str)
        else "".join(_shown(run) for run in text)
        if isinstance(text, list)
        else _shown(text.text)
    )


def test_the_words_that_changed_are_bold(comparison):
    (table,) = blocks_of(rich_answer(comparison), "table")
    bold = [
        run.text
        for row in table.cells[1:]
        for cell in row
        for run in cell.text
        if getattr(run, "type", "") == "bold"
    ]
    assert bold == ["пять", "семь"]
    html = "\n".join(html_answer(comparison))
    assert "на <b>пять</b> лет" in html
    assert "на <b>семь</b> лет" in html


def test_markers_in_a_table_jump_to_the_sources_below(comparison):
    rich = read_message(rich_answer(comparison))
    assert rich.references == ["source-1", "source-4"]
    assert "[1]–[3]" in rich.shown
    assert "[4]–[6]" in rich.shown


def test_versions_follow_each_other_in_html(comparison):
    text = "\n".join(read_html(part)[0] for part in html_answer(comparison))
    order = [
        "Конституция 1995 года, статья 41",
        "[3]",
        "Конституция, статья 43",
        "[6]",
        "Источники",
    ]
    assert all(text.index(one) < text.index(other) for one, other in pairwise(order))


@pytest.mark.parametrize("language", Language)
def test_before_the_first_sentence_a_draft_says_that_it_searches(language):
    rich = read_message(rich_draft(language, []), is_draft=True)
    (block,) = rich.blocks
    assert block["type"] == "thinking"
    text, entities = read_html(html_draft(language, []))
    assert text == rich.shown
    assert [one["type"] for one in entities] == ["italic"]


def test_a_draft_grows_into_the_answer(default_home):
    assistant = build_application(Settings(home=default_home)).assistant
    *deltas, answer = [
        e for e in assistant.ask("кто назначает вице-президента") if hasattr(e, "text")
    ]
    for count in range(1, len(deltas) + 1):
        rich = read_message(rich_draft(RU, deltas[:count]), is_draft=True)
        text, _ = read_html(html_draft(RU, deltas[:count]))
        assert " ".join(rich.shown.split()) == " ".join(text.split())
        assert " ".join(text.split()) == " ".join(d.text for d in deltas[:count])
    assert html_answer(answer)[0].startswith(html_draft(RU, deltas))


def test_the_cards_of_the_guide_are_the_only_explainers_here(answers):
    """What the label rests on: a card is known by its publisher and its id."""
    cited = [c.document for c in answers["43-бап"].citations]
    assert {document.kind for document in cited} == {Kind.EXPLAINER}
