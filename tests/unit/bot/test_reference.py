import pytest

from bot.answering.reference import Reference, parse_reference
from corpus.document import Language
from retrieval.language import detect


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("43-бап", ("43",)),
        ("43 бап 1 тармақ", ("43", "1")),
        ("43 бап 1 тармак", ("43", "1")),
        ("43-бап, 1-тармақ", ("43", "1")),
        ("46-бап, 8) тармақша", ("46", "", "8")),
        ("15-баптың 3-тармағы", ("15", "3")),
        ("қырық үшінші бап", ("43",)),
        ("бап 43", ("43",)),
        ("43 bap", ("43",)),
        ("43-бапты көрсетші", ("43",)),
        ("43-бап не туралы?", ("43",)),
        ("Конституцияның 43-бабының 2-тармағында не айтылған?", ("43", "2")),
        ("ст. 43 п. 1", ("43", "1")),
        ("ст 43 п 1", ("43", "1")),
        ("п.2 ст.91", ("91", "2")),
        ("пункт 3 статьи 12", ("12", "3")),
        ("статья сорок три", ("43",)),
        ("статья 46, подпункт 8", ("46", "", "8")),
        ("о чём говорится в статье шестьдесят два", ("62",)),
        ("Процитируй, пожалуйста, 87-ю статью", ("87",)),
        ("покажи статью 43 Конституции", ("43",)),
        ("ст. 75 Конституции, полный текст", ("75",)),
        ("statya 43", ("43",)),
        ("Статья 18-1", ("18-1",)),
        ("77-бап нені реттейді екен?", ("77",)),
        ("Он екінші баптың мазмұнын білгім келеді", ("12",)),
        ("объясни, пожалуйста, статью 30", ("30",)),
        ("что регулирует статья 5", ("5",)),
    ],
)
def test_a_place_is_read_in_every_way_people_write_it(text, place):
    assert parse_reference(text, detect(text)) == Reference(*place)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("что изменилось в статье 49?", ("изменилос",)),
        ("ст.15 трудового кодекса", ("трудового", "кодекса")),
        ("51-бапта вице-президент туралы бар ма", ("вице", "президент")),
    ],
)
def test_words_that_ask_for_more_than_the_text_are_kept(text, others):
    reference = parse_reference(text, detect(text))
    assert reference is not None
    assert reference.others == others


@pytest.mark.parametrize(
    "text",
    ["43", "сколько статей в конституции", "Құрылтайда 145 депутат бар ма", "", "п. 5", "бап"],
)
def test_a_question_without_an_article_names_no_place(text):
    assert parse_reference(text, Language.RU) is None
