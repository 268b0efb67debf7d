"""What the bot says beside its answers, and its buttons."""

import re
from datetime import date

import pytest
from aiogram.types import InlineKeyboardMarkup

from bot.answer import Status
from bot.settings import Settings
from bot.telegram.rendering import texts
from bot.telegram.rendering.callbacks import (
    Ask,
    ChooseLanguage,
    Complaint,
    Rate,
    Reason,
    ShowSource,
)
from bot.telegram.rendering.excerpts import inline_results, source_texts
from bot.telegram.rendering.keyboards import (
    answer_keyboard,
    examples_keyboard,
    language_keyboard,
    reasons_keyboard,
)
from bot.telegram.rendering.listing import sources_text
from bot.wiring import build_application
from corpus.document import Document, Kind, Language
from prompts.messages import keys, message
from retrieval.passage import Evidence
from retrieval.segmentation import segment
from tests.bot_api.keyboards import read_inline_keyboard
from tests.integration.telegram.rendering_cases import (
    KK,
    RU,
    make_answer,
    make_citation,
    make_citations,
    read_html,
)

ID = "Zy1-_aaaaaaaaaaa"
EVERY_LANGUAGE = pytest.mark.parametrize("language", Language)


@pytest.fixture(scope="module")
def application(default_home):
    return build_application(Settings(home=default_home))


def pressed(keyboard: InlineKeyboardMarkup) -> list[tuple[str, str]]:
    """What stands on every button, and what it says when pressed; Telegram takes them all."""
    rows = read_inline_keyboard(keyboard.model_dump(mode="json", exclude_none=True))
    return [(button["text"], button["callback_data"]) for row in rows for button in row]


SAID = {
    "start": texts.start_text,
    "help": texts.help_text,
    "privacy": lambda language: texts.privacy_text(language, 30),
    "place": lambda language: texts.place_text(language, 3),
    "limit": lambda language: texts.limit_text(language, 40.2),
    "stats": lambda language: texts.stats_text(language, {"people": 3, "good": 1}),
}


@EVERY_LANGUAGE
@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_telegram_takes_every_text(said, language):
    text, _ = read_html(said(language))
    assert "{" not in text


@EVERY_LANGUAGE
@pytest.mark.parametrize("key", [key for key in keys("kk") if key.startswith("telegram-")])
def test_every_message_is_html_that_telegram_takes(key, language):
    values = dict.fromkeys(("count", "days", "number", "article", "place"), 3)
    read_html(message(key, language, **values))


@EVERY_LANGUAGE
def test_help_says_what_is_never_done(language):
    said = {
        KK: ("Қалай дауыс беру керегін айтпаймын", "Ойымнан шығармаймын"),
        RU: ("Не советую, как голосовать", "Не выдумываю"),
    }
    assert all(words in texts.help_text(language) for words in said[language])


@EVERY_LANGUAGE
def test_privacy_says_how_long_and_how_to_erase(language):
    text = texts.privacy_text(language, 21)
    assert {KK: "21 күн", RU: "21 день"}[language] in text
    assert "/forget" in text


@pytest.mark.parametrize(
    ("seconds", "kazakh", "russian"),
    [
        (0.2, "1 секунд", "1 секунду"),
        (21, "21 секунд", "21 секунду"),
        (41.5, "42 секунд", "42 секунды"),
        (59.0, "59 секунд", "59 секунд"),
        (60, "1 минуттан", "1 минуту"),
        (61, "2 минуттан", "2 минуты"),
        (1500, "25 минуттан", "25 минут"),
        (3600, "1 сағаттан", "1 час."),
        (80_000, "23 сағаттан", "23 часа."),
    ],
)
def test_the_time_to_wait_is_said_in_whole_units_that_are_enough(seconds, kazakh, russian):
    assert kazakh in texts.limit_text(KK, seconds)
    assert russian in texts.limit_text(RU, seconds)


@pytest.mark.parametrize(
    ("place", "words"),
    [(1, "1 вопрос,"), (3, "3 вопроса,"), (5, "5 вопросов,"), (21, "21 вопрос,")],
)
def test_the_place_in_the_queue_is_counted_in_good_russian(place, words):
    assert words in texts.place_text(RU, place)


@EVERY_LANGUAGE
def test_commands_are_what_telegram_takes(language):
    commands = texts.commands(language)
    assert len({one.command for one in commands}) == len(commands) == 9
    assert all(re.fullmatch("[a-z]{1,32}", one.command) for one in commands)
    assert all(1 <= len(one.description) <= 256 for one in commands)


@EVERY_LANGUAGE
def test_what_the_bot_is_fits_its_profile(language):
    assert 0 < len(texts.about_text(language)) <= 512
    assert 0 < len(texts.short_about_text(language)) <= 120


def test_a_figure_without_words_is_an_error():
    with pytest.raises(KeyError):
        texts.stats_text(RU, {"nonsense": 1})


@EVERY_LANGUAGE
def test_every_example_is_answered_in_its_language(language, application):
    """Over the corpus that comes with the program: who taps an example never meets «not found»."""
    for text, data in pressed(examples_keyboard(language)):
        question = texts.example_question(Ask.unpack(data).key)
        assert question == text
        answer = application.assistant.answer(question)
        assert answer.status is Status.ANSWERED
        assert answer.question.language is language


def test_a_key_that_is_no_examples_asks_nothing():
    assert texts.example_question("guide-43-kk-0") is None


def test_buttons_say_what_they_carry():
    assert pressed(language_keyboard(RU)) == [("Қазақша", "lang:kk"), ("✓ Русский", "lang:ru")]
    assert [Reason.unpack(data).reason for _, data in pressed(reasons_keyboard(ID, KK))] == list(
        Complaint
    )
    assert all(Reason.unpack(data).answer == ID for _, data in pressed(reasons_keyboard(ID, KK)))


LONGEST = [
    ChooseLanguage(language=KK),
    Rate(answer="x" * 16, good=False),
    Reason(answer="x" * 16, reason=Complaint.INCOMPLETE),
    ShowSource(answer="x" * 16, number=999),
    Ask(key="x" * 32),
]


@pytest.mark.parametrize("data", LONGEST, ids=lambda data: type(data).__name__)
def test_what_a_button_says_fits_and_is_read_again(data):
    assert len(data.pack().encode()) <= 64
    assert type(data).unpack(data.pack()) == data


@pytest.mark.parametrize(
    "data", ["rate:a:b:1", "rate::1", f"rate:{'x' * 17}:1", "rate:x y:1", "rate:x:maybe"]
)
def test_a_button_that_was_forged_is_not_read(data):
    with pytest.raises((ValueError, TypeError)):
        Rate.unpack(data)


def test_an_answer_is_rated_and_its_sources_opened():
    citations = [make_citation(n, "Сөз.", id="d1" if n < 3 else f"d{n}") for n in range(1, 5)]
    keyboard = answer_keyboard(
        make_answer("Сөз. [1] [2] [3] [4]", citations), ID, [("guide-1", "Тағы?")]
    )
    assert pressed(keyboard) == [
        ("👍", f"rate:{ID}:1"),
        ("👎", f"rate:{ID}:0"),
        ("📖 [1]", f"src:{ID}:1"),
        ("📖 [3]", f"src:{ID}:3"),
        ("📖 [4]", f"src:{ID}:4"),
        ("Тағы?", "ask:guide-1"),
    ]


def test_the_only_source_is_named_by_what_its_button_does():
    (*_, button) = pressed(answer_keyboard(make_answer("Сөз. [1]", [make_citation(1, "Сөз.")]), ID))
    assert button == ("📖 Дереккөзін оқу", f"src:{ID}:1")


@pytest.mark.parametrize(
    ("status", "is_rated"),
    [(Status.NOT_FOUND, True), (Status.REFUSED, False), (Status.FAILED, False)],
)
def test_only_what_can_be_judged_is_rated(status, is_rated):
    assert (answer_keyboard(make_answer("Жоқ.", status=status), ID) is not None) is is_rated


def test_a_long_question_is_shortened_on_its_button():
    (*_, (text, _)) = pressed(
        answer_keyboard(make_answer("Сөз."), ID, [("k", "Өте ұзақ сұрақ " * 20)])
    )
    assert len(text) <= 60
    assert text.endswith("…")


@EVERY_LANGUAGE
def test_the_default_corpus_is_listed_on_one_page(language, application):
    (page,) = sources_text(language, list(application.catalogue))
    text, _ = read_html(page)
    assert {
        KK: "Конституцияның түсіндірмесі, ресми емес: 96 бап",
        RU: "Неофициальный пересказ Конституции: 96 статей",
    }[language] in text
    assert (
        "Батыс Қазақстан облысының активі Конституцияның жобасын қолдады (KAZINFORM, 02.02.2026)"
        in text
    )
    assert f"({len(application.catalogue)})" in text


def test_sources_are_listed_by_kind_the_latest_first():
    def document(name, kind, day=None):
        return Document(name, name, "Мәтін.", RU, kind, published=day and date(2026, 2, day))

    listed = [
        document("А", Kind.NEWS, 1),
        document("Б", Kind.LAW),
        document("В", Kind.NEWS, 3),
        document("Г", Kind.NEWS),
    ]
    (page,) = sources_text(RU, listed)
    assert page.split("\n") == [
        "<b>Документы, которые я прочитал</b> (4)",
        "",
        "<b>Законы</b>",
        "• Б",
        "",
        "<b>Новости</b>",
        "• В (03.02.2026)",
        "• А (01.02.2026)",
        "• Г",
    ]


def test_of_many_sources_the_rest_is_counted():
    documents = [Document(f"d{n}", f"Хабар {n} " * 9, "Мәтін.", KK, Kind.NEWS) for n in range(1000)]
    pages = sources_text(KK, documents)
    assert 1 < len(pages) < 4
    assert pages[-1].endswith("…тағы 950 құжат")
    assert all(read_html(page) for page in pages)


@EVERY_LANGUAGE
def test_without_sources_that_is_said(language):
    assert sources_text(language, []) == [message("telegram-sources-none", language)]


def test_a_source_is_shown_as_the_whole_article_with_the_quote_in_bold(application):
    answer = application.assistant.answer("кто назначает вице-президента")
    citation = answer.citations[0]
    (page,) = source_texts(citation, RU)
    text, entities = read_html(page)
    assert citation.document.text.split("\n\n", 1)[1].strip() in text
    bold = [text[e["offset"] : e["offset"] + e["length"]] for e in entities if e["type"] == "bold"]
    assert bold == [citation.document.title, citation.quote]
    assert "неофициальный пересказ статьи 49" in text


def test_a_source_of_many_paragraphs_is_shown_with_those_beside_the_quote(application):
    answer = application.assistant.answer("Жаңа Конституция жобасын кімдер қолдады?")
    citation = answer.citations[1]
    (page,) = source_texts(citation)
    text, entities = read_html(page)
    paragraph = citation.passage.locator.paragraph
    beside = range(paragraph - 1, paragraph + 2)
    shown = [p.text.strip() for p in segment(citation.document) if p.locator.paragraph in beside]
    assert len(shown) > 1
    assert text.split("\n\n")[1:] == shown
    bold = [text[e["offset"] : e["offset"] + e["length"]] for e in entities if e["type"] == "bold"]
    assert bold[1:] == [citation.quote.strip()]


def test_a_quote_that_is_all_there_is_needs_no_emphasis():
    citation = make_citation(1, "Жалғыз сөйлем.")
    assert source_texts(citation)[0].endswith("</i>\n\nЖалғыз сөйлем.")


def test_inline_results_are_the_passages_with_their_sources(application):
    evidence = application.assistant.answer("Құрылтайда қанша депутат болады?").evidence
    results = inline_results(KK, evidence)
    assert [one.title for one in results] == [item.passage.document.title for item in evidence]
    for result, item in zip(results, evidence, strict=True):
        content = result.input_message_content
        text, _ = read_html(content.message_text)
        assert item.passage.text.strip() in text
        assert content.parse_mode == "HTML"
        assert content.link_preview_options.is_disabled


def test_inline_results_are_no_more_than_telegram_takes():
    passages = make_citations(range(60), [f"{n}-ші сөйлем." for n in range(60)], id="d")
    results = inline_results(KK, [Evidence(one.passage, 1.0, 1.0, ()) for one in passages])
    assert len({one.id for one in results}) == len(results) == 50
