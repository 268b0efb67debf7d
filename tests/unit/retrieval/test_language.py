import pytest

from retrieval.analysis.transliteration import arabic_to_cyrillic, is_latin, latin_to_cyrillic
from retrieval.language import detect

QUESTIONS = {
    "kk": [
        "Жаңа Парламентте қанша депутат болады?",
        "курылтайда канша депутат болады",
        "qurultaida qansha deputat bolady",
        "Құрылтай деген не?",
        "президент неше жылга сайланады",
        "вице-президентти ким тагайындайды",
        "Қазақстан",
        "адвокат қашан беріледі?",
        "пенсия туралы не айтылган",
        "ەل استاناسى قايدا",
        "2026",
    ],
    "ru": [
        "Что такое Құрылтай?",
        "Сколько депутатов будет в новом Парламенте?",
        "когда референдум",
        "skolko deputatov budet v parlamente",
        "кто такой Қуат Байғожаев?",
        "можно ли второй паспорт",
        "Халық Кеңесі — это что такое?",
        "какие права у президента",
        "не могли бы вы объяснить",
    ],
}


@pytest.mark.parametrize(
    ("language", "question"), [(code, text) for code, texts in QUESTIONS.items() for text in texts]
)
def test_the_language_of_a_question_is_told_however_it_is_typed(language, question):
    assert detect(question) == language


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("qansha", "қанша"),
        ("qurultai", "құрултаи"),
        ("prezıdent", "презыдент"),
        ("zhana", "жана"),
        ("Şymkent", "шымкент"),
        ("skolko", "сколко"),
        ("shchit", "щит"),
        ("Qazaqstan'da", "қазақстанда"),
    ],
)
def test_latin_words_are_read_in_cyrillic(latin, cyrillic):
    from retrieval.analysis.folding import fold

    assert is_latin(latin)
    assert fold(latin_to_cyrillic(latin)) == fold(cyrillic)


@pytest.mark.parametrize(
    ("arabic", "cyrillic"),
    [
        ("قازاقستان", "қазақстан"),
        ("حالىق", "халық"),
        ("ەل", "ел"),
        ("استانا", "астана"),
        ("plain", "plain"),
    ],
)
def test_arabic_script_is_read_in_cyrillic(arabic, cyrillic):
    assert arabic_to_cyrillic(arabic) == cyrillic
