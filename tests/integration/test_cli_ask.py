import json

import pytest


def stored_text(atazan, home, document_id):
    done = atazan("corpus", "show", document_id, "--raw", "--home", str(home))
    assert done.returncode == 0
    return done.stdout


@pytest.mark.parametrize(
    ("question", "language", "number"),
    [
        ("Жаңа Парламентте қанша депутат болады?", "kk", "145"),
        ("Сколько депутатов будет в новом Парламенте?", "ru", "145"),
        ("qurultaida qansha deputat bolady", "kk", "145"),
        ("қай күні референдум", "kk", "15 наурыз"),
    ],
)
def test_an_answer_is_cited_word_for_word(
    ask_json, atazan, default_home, question, language, number
):
    answer = ask_json(question)
    assert (answer["status"], answer["language"], answer["generator"]) == (
        "answered",
        language,
        "extractive",
    )
    assert number in answer["answer"]
    for citation in answer["citations"]:
        text = stored_text(atazan, default_home, citation["document"])
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert f"[{citation['n']}]" in answer["answer"]


def test_the_record_has_the_keys_of_the_contract(ask_json):
    answer = ask_json("Жаңа Парламентте қанша депутат болады?")
    assert list(answer) == [
        "id", "question", "language", "status", "answer", "citations", "generator", "timings_ms",
    ]  # fmt: skip
    (citation, *_) = answer["citations"]
    assert list(citation) == [
        "n", "document", "title", "kind", "published", "locator", "quote", "start", "end",
    ]  # fmt: skip
    assert citation["document"] == "003_9c4763a0303d8e9c"
    assert (citation["kind"], citation["published"], citation["locator"]) == (
        "news",
        "2026-02-02",
        "3-абзац",
    )
    assert answer["timings_ms"]["total"] > 0


def test_what_the_sources_do_not_say_is_not_found(atazan, default_home):
    done = atazan("ask", "--json", "--home", str(default_home), "Какая погода в Уральске?")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["status"], answer["citations"]) == (0, "not_found", [])


def test_how_to_vote_is_refused(ask_json):
    answer = ask_json("За кого голосовать?")
    assert (answer["status"], answer["citations"]) == ("refused", [])


def test_the_language_can_be_chosen(ask_json):
    answer = ask_json("Құрылтайда қанша депутат болады?", "--language", "ru")
    assert answer["language"] == "ru"
    assert answer["answer"].startswith("В источнике на казахском языке сказано: «")


def test_a_person_reads_the_answer_and_its_sources(atazan, default_home):
    done = atazan("ask", "--home", str(default_home), "Жаңа", "Парламентте", "қанша", "депутат?")
    assert done.returncode == 0
    assert "145 депутаттан" in done.stdout
    assert "Дереккөздер\n[1] Алматы облысының активі" in done.stdout
    assert "\x1b" not in done.stdout


def test_home_may_stand_before_the_command(atazan, default_home):
    done = atazan("--home", str(default_home), "ask", "--json", "Құрылтайда қанша депутат?")
    assert json.loads(done.stdout)["status"] == "answered"
    assert done.stderr == ""


def test_an_empty_home_indexes_the_default_corpus_and_says_so(atazan, tmp_path):
    done = atazan("ask", "--json", "--home", str(tmp_path), "Құрылтайда қанша депутат?")
    assert json.loads(done.stdout)["status"] == "answered"
    assert done.stderr == "Папка данных пуста: индексирую статьи из поставки (5).\n"


def test_a_batch_is_answered_line_by_line(atazan, default_home, tmp_path):
    records = [
        {"id": "a", "question": "Құрылтайда қанша депутат болады?"},
        {"id": "b", "question": "Құрылтайда қанша депутат болады?", "lang": "ru"},
        {"id": 3, "question": "   "},
        {"id": "d", "question": "x", "lang": "en"},
        {"id": "e", "question": "Какая погода в Уральске?"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(r) for r in records) + "\n\n", encoding="utf-8")
    done = atazan("ask", "--batch", str(file), "--home", str(default_home))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [(a["id"], a["language"], a["status"]) for a in answers] == [
        ("a", "kk", "answered"), ("b", "ru", "answered"), ("3", "ru", "failed"), ("d", "ru", "failed"),
        ("e", "ru", "not_found"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ask", ""), 1, "Вопрос пуст"),
        (("ask", "а" * 1001), 1, "длиннее 1\xa0000"),
        (("ask",), 2, ""),
        (("ask", "--language", "en", "x"), 2, ""),
        (("ask", "--batch", "/no/such/file"), 1, "не читается"),
        (("corpus", "show", "nothing"), 1, "Нет документа nothing"),
        (("no-such-command",), 2, ""),
    ],
)
def test_bad_input_gets_one_line_and_a_code(atazan, default_home, arguments, code, words):
    done = atazan("--home", str(default_home), *arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert code == 2 or done.stderr.count("\n") == 1


def test_a_batch_line_that_is_no_record_is_named(atazan, default_home, tmp_path):
    (tmp_path / "q.jsonl").write_text(
        '{"id": 1, "question": "Құрылтай?"}\n{"id": 2}\n', encoding="utf-8"
    )
    done = atazan("ask", "--batch", str(tmp_path / "q.jsonl"), "--home", str(default_home))
    assert done.returncode == 1
    assert "q.jsonl:2" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_a_conversation_leans_on_what_was_asked(atazan, default_home):
    questions = "Құрылтайда қанша депутат болады?\nал оның палатасы нешеу?\n\n"
    done = atazan("chat", "--home", str(default_home), stdin=questions)
    assert done.returncode == 0
    assert done.stdout.count("145 депутаттан") == 2


@pytest.mark.parametrize("extra", ["llm", "embedding"])
def test_a_model_that_is_not_there_is_told_in_a_line(atazan, default_home, extra):
    name = f"ATAZAN_{extra.upper()}_MODEL"
    done = atazan("ask", "--home", str(default_home), "Құрылтай деген не?", **{name: "/no/model"})
    assert done.returncode == 1
    assert "/no/model" in done.stderr
    assert "Traceback" not in done.stderr
