import pytest

from corpus.document import Document, Kind, Language, Span
from corpus.parsing import parse_file
from corpus.parsing.plain import parse_plain
from retrieval.locator import Locator
from retrieval.segmentation import segment
from tests.unit.corpus.samples import CORPORA, needs_corpora, parse_one

KAZAKH = """Қазақстан Республикасының Конституциясы

      Біз, біртұтас Қазақстан халқы, осы Конституцияны қабылдаймыз.
 І бөлім
 Конституциялық құрылыс негіздері
 1-бап
      Қазақстан Республикасы – демократиялық мемлекет.
 2-бап
      1. Қазақстан Республикасы – унитарлы мемлекет.
      Ескертпе. Қаулыны қараңыз.
      2. Елорда – Астана қаласы.
II бөлім
Құқықтар
 3-бап
      Президент:
      1) жолдау жасайды;
      2) тағайындайды.
© 2012. Әділет министрлігі
"""
RUSSIAN = """# КОНСТИТУЦИЯ РЕСПУБЛИКИ КАЗАХСТАН

> *Сноска. Вступает в силу с 01.07.2026.*

## Раздел I Основы

**Статья 1**

Республика – демократическое государство.

**Статья 2-1**

1. Первый пункт.

1) первый подпункт;

2. Второй пункт.

Продолжение второго пункта.

**Статья 3**

Единственный абзац.
"""
LAW = """Кодекс о труде
Статья 1. Основные понятия
1. В настоящем Кодексе используются понятия.
Статья 2. Цель
Цель ясна.
Статья 3. Задачи
Задачи тоже.
"""


def places(text, language):
    document = parse_plain(text, "law")
    return [(p.locator.render(language), p.text.strip()) for p in segment(document)]


def test_a_kazakh_constitution_is_cut_by_articles_and_points():
    assert places(KAZAKH, Language.KK) == [
        ("1-абзац", "Біз, біртұтас Қазақстан халқы, осы Конституцияны қабылдаймыз."),
        ("1-бап", "Қазақстан Республикасы – демократиялық мемлекет."),
        ("2-бап, 1-тармақ", "1. Қазақстан Республикасы – унитарлы мемлекет."),
        ("2-бап, 2-тармақ", "2. Елорда – Астана қаласы."),
        ("3-бап", "Президент:"),
        ("3-бап, 1) тармақша", "1) жолдау жасайды;"),
        ("3-бап, 2) тармақша", "2) тағайындайды."),
    ]


def test_a_russian_constitution_is_cut_by_articles_and_points():
    assert places(RUSSIAN, Language.RU) == [
        ("статья 1", "Республика – демократическое государство."),
        ("статья 2-1, пункт 1", "1. Первый пункт."),
        ("статья 2-1, пункт 1, подпункт 1", "1) первый подпункт;"),
        ("статья 2-1, пункт 2", "2. Второй пункт."),
        ("статья 2-1, пункт 2", "Продолжение второго пункта."),
        ("статья 3", "Единственный абзац."),
    ]


def test_a_law_keeps_the_headings_of_its_articles_apart():
    document = parse_plain(LAW, "law")
    assert (document.kind, document.title) == (Kind.LAW, "Кодекс о труде")
    assert [p.heading for p in segment(document)] == ["Основные понятия", "Цель", "Задачи"]
    assert "Основные понятия" not in "".join(p.text for p in segment(document))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (KAZAKH, Kind.CONSTITUTION),
        (RUSSIAN, Kind.CONSTITUTION),
        ("Жаңалық\n43-бап туралы айтылды.\n44-бап та бар.", Kind.TEXT),
        (" date 2026-02-02 Конституция\n1-бап\nа\n2-бап\nб\n3-бап\nв", Kind.NEWS),
    ],
)
def test_a_law_is_told_by_its_articles(text, kind):
    assert parse_plain(text, "x").kind is kind


def test_footnotes_and_section_headings_cannot_be_cited():
    document = parse_plain(KAZAKH, "k")
    for words in ("Ескертпе.", "Конституциялық құрылыс негіздері", "©"):
        start = document.text.index(words)
        assert not document.is_citable(Span(start, start + len(words)))


@pytest.mark.parametrize(
    "note",
    [
        "\xa0 \xa0Ескертпе. Қаулыны қараңыз.",
        "Ескерту. 2-бапқа өзгеріс енгізілді.",
        "> *Сноска. См.*",
    ],
)
def test_a_footnote_is_known_by_its_first_word(note):
    document = parse_plain(f"{KAZAKH}{note}\n", "k")
    assert note.strip() not in [passage.text.strip() for passage in segment(document)]


def test_a_word_that_only_begins_like_a_footnote_is_the_law():
    document = parse_plain(f"{KAZAKH}Ескертусіз атуға болмайды.\n", "k")
    assert "Ескертусіз атуға болмайды." in [passage.text for passage in segment(document)]


@needs_corpora
def test_the_draft_and_the_adopted_text_agree_word_for_word_in_russian():
    def words(name):
        passages = segment(parse_one(CORPORA / name))
        return [p.text.split() for p in passages if p.locator.article]

    assert words("draft-2026-02-12-ru.docx") == words("constitution-2026-ru.md")


@pytest.mark.parametrize(
    "locator", [Locator(3), Locator(12, "46", "", "8"), Locator(7, "18-1", "2", "3-1")]
)
def test_a_locator_is_kept_in_one_word(locator):
    assert " " not in locator.code
    assert Locator.from_code(locator.code) == locator


@needs_corpora
@pytest.mark.parametrize("name", ["constitution-2026-kk.txt", "constitution-2026-ru.md"])
def test_the_adopted_constitution_has_its_96_articles_complete(name):
    (document,) = parse_file(CORPORA / name)
    assert isinstance(document, Document)
    assert document.kind is Kind.CONSTITUTION
    passages = list(segment(document))
    articles = [passage.locator.article for passage in passages if passage.locator.article]
    assert list(dict.fromkeys(articles)) == [str(number) for number in range(1, 97)]
    assert sum(len(passage.text) for passage in passages) > 80_000
