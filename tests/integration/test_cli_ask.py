import json

import pytest

from tests.conftest import write_lines

RECORD = ["id", "question", "language", "status", "answer", "citations", "generator", "timings_ms"]
CITATION = ["n", "document", "title", "kind", "published", "locator", "quote", "start", "end"]
OF_ALMATY = "003_9c4763a0303d8e9c"  # the Kazakh article that alone has the number of deputies

QUESTIONS = {
    "kk": {"question": "Жаңа Парламентте қанша депутат болады?"},
    "ru": {"question": "Сколько депутатов будет в новом Парламенте?"},
    "latin": {"question": "qurultaida qansha deputat bolady"},
    "date": {"question": "Республикалық референдум қашан өтеді?"},
    "russian source": {"question": "Что отметила проректор Жанар Досказиева?"},
    "kk in ru": {"question": "Құрылтайда қанша депутат болады?", "lang": "ru"},
    "weather": {"question": "Какая погода в Уральске?"},
    "advice": {"question": "За кого голосовать?"},
    "empty": {"question": "   "},
    "empty in kk": {"question": "", "lang": "kk"},
    "third language": {"question": "Құрылтай деген не?", "lang": "en"},
    "too long": {"question": "а" * 1001},
    "half a character": {"question": "Құрылтайда \ud800 қанша депутат?"},
    "7": {"question": "\ud800"},
}
ANSWERED = ("kk", "ru", "latin", "date", "russian source", "kk in ru", "half a character")


@pytest.fixture(scope="module")
def answers(atazan, default_home, tmp_path_factory):
    """The records of one batch, by id; a number may be an id."""
    records = [{"id": int(i) if i.isdigit() else i, **q} for i, q in QUESTIONS.items()]
    file = tmp_path_factory.mktemp("batch") / "questions.jsonl"
    file.write_text("".join(f"{json.dumps(record)}\n\n" for record in records), encoding="utf-8")
    done = atazan("ask", "--batch", file, "--home", default_home)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == list(QUESTIONS)
    return {line["id"]: line for line in lines}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_record_has_the_keys_of_the_contract_in_their_order(answers, name):
    record = answers[name]
    assert list(record) == RECORD
    assert all(list(citation) == CITATION for citation in record["citations"])
    assert record["language"] in ("kk", "ru")
    assert (record["status"] == "answered") == bool(record["citations"])
    assert record["answer"]


@pytest.mark.parametrize("name", ANSWERED)
def test_a_quote_stands_in_its_document_word_for_word(answers, stored_text, name):
    record = answers[name]
    assert record["status"] == "answered"
    assert record["generator"] == "extractive"
    assert record["timings_ms"]["total"] > 0
    for number, citation in enumerate(record["citations"], 1):
        text = stored_text(citation["document"])
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert citation["n"] == number
        assert f"[{number}]" in record["answer"]


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        ("kk", "kk", "145 депутат"),
        ("ru", "ru", "145 депутат"),
        ("latin", "kk", "145 депутат"),
        ("date", "kk", "15 наурызда"),
        ("russian source", "ru", "Проректор Казахстанского университета"),
        ("kk in ru", "ru", "145 депутат"),
    ],
)
def test_an_answer_says_what_the_sources_say(answers, name, language, words):
    assert answers[name]["language"] == language
    assert words in answers[name]["answer"]


def test_a_russian_question_is_answered_from_the_kazakh_article(answers):
    record = answers["ru"]
    assert record["citations"][0]["document"] == OF_ALMATY
    assert record["answer"].startswith("В источнике на казахском языке сказано: «")
    assert record["citations"][0]["locator"] == "абзац 3"


def test_a_citation_says_where_it_is_from(answers):
    citation = answers["kk"]["citations"][0]
    assert (citation["document"], citation["kind"]) == (OF_ALMATY, "news")
    assert (citation["published"], citation["locator"]) == ("2026-02-02", "3-абзац")
    assert citation["title"].startswith("Алматы облысының активі")


@pytest.mark.parametrize(
    ("name", "status", "language", "words"),
    [
        ("weather", "not_found", "ru", "не найдено"),
        ("advice", "refused", "ru", "решаете только вы"),
        ("empty", "failed", "ru", "Вопрос пуст"),
        ("empty in kk", "failed", "kk", "Сұрақ бос"),
        ("third language", "failed", "ru", "«en»"),
        ("too long", "failed", "ru", "1\xa0000 знаков"),
        ("7", "failed", "ru", "Вопрос пуст"),
    ],
)
def test_what_is_not_answered_says_why(answers, name, status, language, words):
    record = answers[name]
    assert (record["status"], record["language"], record["citations"]) == (status, language, [])
    assert words in record["answer"]


def test_the_question_is_given_back(answers):
    assert answers["kk"]["question"] == QUESTIONS["kk"]["question"]
    assert answers["7"]["question"] == "\ud800"


def test_a_batch_line_that_is_no_record_ends_the_batch_with_its_place(
    atazan, default_home, tmp_path
):
    records = [{"id": 1, "question": "Құрылтай?"}, {"id": 2}, {"id": 3, "question": "Құрылтай?"}]
    file = write_lines(tmp_path / "q.jsonl", records)
    done = atazan("ask", "--batch", file, "--home", default_home)
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    assert done.stderr == "Ошибка: q.jsonl:2: нужна запись JSON с полем «question».\n"


def test_a_batch_comes_from_standard_input_too(atazan, default_home, tmp_path):
    lines = write_lines(
        tmp_path / "q.jsonl", [{"id": "a", "question": "Құрылтайда қанша депутат?"}]
    )
    done = atazan("ask", "--batch", "-", "--home", default_home, stdin=lines.read_text("utf-8"))
    assert json.loads(done.stdout)["status"] == "answered"


def test_what_the_sources_do_not_say_is_an_answer_too(atazan, default_home):
    done = atazan("ask", "--json", "--home", default_home, "Какая погода в Уральске?")
    record = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (record["status"], record["citations"]) == ("not_found", [])


def test_the_language_of_the_answer_can_be_chosen(ask_json):
    record = ask_json("Құрылтайда қанша депутат болады?", "--language", "ru")
    assert record["language"] == "ru"
    assert "В Курултае 145 депутатов." in record["answer"]


def test_a_person_reads_the_answer_and_its_sources(atazan, default_home):
    done = atazan("ask", "--home", default_home, "Жаңа", "Парламентте", "қанша", "депутат?")
    assert (done.returncode, done.stderr) == (0, "")
    assert "145 депутат" in done.stdout
    assert "Дереккөздер\n[1] Алматы облысының активі" in done.stdout
    assert "\x1b" not in done.stdout


def test_kazakh_letters_are_written_in_any_locale(atazan, default_home):
    values = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1251", "LANG": "C"}
    done = atazan("ask", "Құрылтайда қанша депутат?", "--home", default_home, **values)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Құрылтай" in done.stdout


def test_an_empty_home_indexes_the_default_corpus_and_says_so(atazan, tmp_path):
    done = atazan("ask", "--json", "--home", tmp_path, "Құрылтайда қанша депутат?")
    assert json.loads(done.stdout)["status"] == "answered"
    assert done.stderr.startswith("Папка данных пуста: индексирую статьи и пояснения из поставки")
    assert done.stderr.count("\n") == 1


def test_home_stands_before_the_command_or_after_it_and_wins_over_the_variable(
    side_by_side, default_home
):
    home, command = ("--home", default_home), ("corpus", "list")
    done = side_by_side({"before": (*home, *command), "after": (*command, *home)})
    assert OF_ALMATY in done["before"].stdout
    assert OF_ALMATY in done["after"].stdout


def test_the_variable_says_where_home_is_only_without_the_flag(atazan, default_home, tmp_path):
    assert OF_ALMATY in atazan("corpus", "list", ATAZAN_HOME=str(default_home)).stdout
    done = atazan("--home", default_home, "corpus", "list", ATAZAN_HOME=str(tmp_path))
    assert OF_ALMATY in done.stdout
    assert list(tmp_path.iterdir()) == []


BAD_INPUT = {
    "empty question": (("ask", ""), 1, "Вопрос пуст"),
    "too long": (("ask", "а" * 1001), 1, "длиннее 1\xa0000"),
    "no batch file": (("ask", "--batch", "/no/file"), 1, "/no/file: файл не читается"),
    "no question": (("ask",), 2, "Usage"),
    "question and batch": (("ask", "x", "--batch", "f"), 2, "Usage"),
    "a third language": (("ask", "--language", "en", "x"), 2, "--language"),
    "no such command": (("nonsense",), 2, "nonsense"),
    "no command": ((), 2, ""),
}


@pytest.fixture(scope="module")
def refused(side_by_side, default_home):
    home = ("--home", default_home)
    return side_by_side({name: (*home, *case[0]) for name, case in BAD_INPUT.items()})


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_gets_a_word_and_a_code(refused, name):
    done, (_, code, words) = refused[name], BAD_INPUT[name]
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert code == 2 or (done.stdout, done.stderr.count("\n")) == ("", 1)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        pytest.param("EMBEDDING_MODEL", "/no/model", "/no/model", id="no embedding model"),
        pytest.param("ANSWER_THRESHOLD", "abc", "answer_threshold", id="a wrong setting"),
    ],
)
def test_a_wrong_setting_is_told_in_a_line(atazan, default_home, name, value, words):
    done = atazan("ask", "--home", default_home, "Құрылтай?", **{f"ATAZAN_{name}": value})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert words in done.stderr


def test_a_home_that_cannot_be_written_is_told_in_a_line(atazan, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = atazan("ask", "Құрылтай?", "--home", tmp_path / "file")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "--home" in done.stderr
