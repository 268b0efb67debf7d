import json

import pytest

from retrieval.training.check import check, main
from retrieval.training.texts import DATA, TextError, read_texts

PAIR = {
    "id": "life-0001",
    "kk": "Автобус қырық бес минутқа кешікті, сондықтан біз жаяу кеттік.",
    "ru": "Автобус опоздал на 45 минут, поэтому мы пошли пешком.",
    "topic": "жол",
    "origin": "written for AtaZań, 2026",
}
QUESTIONS = {
    "id": "life-q-001",
    "lang": "ru",
    "passage": "Библиотека открыта с девяти утра, а по воскресеньям не работает.",
    "questions": [{"lang": "kk", "text": "Кітапхана қай күні жұмыс істемейді?", "typed": "plain"}],
    "origin": "written for AtaZań, 2026",
}
GROUP = {
    "id": "life-p-001",
    "lang": "kk",
    "texts": ["Дүкен кешке дейін ашық болады.", "Сауда орны түнге таман жабылады."],
    "origin": "written for AtaZań, 2026",
}


def asked(text, typed, language="kk"):
    return QUESTIONS | {"questions": [{"lang": language, "text": text, "typed": typed}]}


def write(folder, name, *records):
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (folder / name).write_text("".join(lines), encoding="utf-8")


def rules(folder):
    return [problem.rule for problem in check(folder)]


def test_texts_that_keep_the_rules_have_no_problem(tmp_path):
    write(tmp_path, "parallel-life.jsonl", PAIR)
    write(tmp_path, "questions-life.jsonl", QUESTIONS)
    write(tmp_path, "paraphrases-life.jsonl", GROUP)
    assert rules(tmp_path) == []
    assert [text.id for text in read_texts(tmp_path)] == ["life-0001", "life-p-001", "life-q-001"]


@pytest.mark.parametrize(
    ("name", "record", "rule"),
    [
        ("parallel-a.jsonl", PAIR | {"origin": " "}, "empty origin"),
        ("parallel-a.jsonl", {"id": "a", "kk": "бар"}, "missing 'ru'"),
        ("questions-a.jsonl", QUESTIONS | {"lang": "en"}, "'en' is not a valid Language"),
        ("questions-a.jsonl", asked("Не?", "scribbled"), "'scribbled' is not a valid Typed"),
        ("paraphrases-a.jsonl", GROUP | {"texts": ["бір"]}, "fewer than two texts"),
        ("notes-a.jsonl", PAIR, "no file of parallel-, questions- or paraphrases-"),
        ("parallel-a.jsonl", PAIR | {"ru": PAIR["ru"].replace("45", "46")}, "numbers disagree: [45, 46]"),
        ("parallel-a.jsonl", PAIR | {"ru": PAIR["ru"].replace("45", "сорок")}, "numbers disagree: [40, 45]"),
        ("parallel-a.jsonl", PAIR | {"kk": "Автобус 45 минутқа кешікті", "ru": "Автобус 45 минутқа кешігіп келді"}, "not in ru"),
        ("questions-a.jsonl", asked("Когда библиотека закрыта для всех людей?", "plain"), "not in kk"),
        ("questions-a.jsonl", asked("кітапхана қашан ашық", "no_kazakh_letters"), "with Kazakh letters"),
        ("questions-a.jsonl", asked("китапхана кашан ашык", "latin"), "not in Latin letters"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_line_that_breaks_a_rule_is_told(tmp_path, name, record, rule):
    write(tmp_path, name, record)
    assert rules(tmp_path) == [rule]


@pytest.mark.parametrize(
    ("kk", "ru"),
    [
        ("Екі жақты келісімге бүгін таңертең қол қойылды.", "Сегодня утром подписали двустороннее соглашение."),
        ("Оның жүзі танысты еді, бірақ атын ұмыттым.", "Лицо его было знакомо, но имя я забыл."),
        ("Зейнетақы 1 тоқсанда өседі деп жоспарланған.", "Пенсия, по плану, вырастет в первом квартале."),
    ],
    ids=["two-sided", "a face is no hundred", "a quarter is no ninety"],
)  # fmt: skip
def test_number_words_of_idioms_need_no_counterpart(tmp_path, kk, ru):
    write(tmp_path, "parallel-a.jsonl", PAIR | {"kk": kk, "ru": ru})
    assert rules(tmp_path) == []


def test_a_text_that_says_the_same_in_other_forms_is_a_repeat(tmp_path):
    again = PAIR | {
        "id": "b",
        "kk": "Жаңбыр 45 минут жауды, ал жол тайғақ болды.",
        "ru": PAIR["ru"].upper(),
    }
    write(tmp_path, "parallel-a.jsonl", PAIR, again)
    assert rules(tmp_path) == ["says what parallel-a.jsonl:1 says"]


def test_an_id_comes_once(tmp_path):
    write(
        tmp_path, "questions-a.jsonl", QUESTIONS, QUESTIONS | {"passage": "Музей бүгін жабық тұр."}
    )
    assert "the id of questions-a.jsonl:1" in rules(tmp_path)


def test_a_malformed_line_is_named_with_its_file_and_number(tmp_path):
    (tmp_path / "parallel-a.jsonl").write_text("\n{\n", encoding="utf-8")
    with pytest.raises(TextError, match=r"^parallel-a\.jsonl:2: "):
        list(read_texts(tmp_path))


def test_the_texts_of_the_repository_keep_the_rules(capsys):
    assert main([]) == 0, capsys.readouterr().out
    assert any(DATA.glob("parallel-*.jsonl"))
