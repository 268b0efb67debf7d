"""`atazan eval …` as an operator runs it."""

import json

import pytest

from tests.conftest import write_lines

GOLDEN = [
    {"id": "k1", "lang": "kk", "question": "Құрылтайда қанша депутат болады?", "expect": "answered",
     "facts": [["145"]], "articles": ["53"], "tags": ["direct"]},
    {"id": "k2", "lang": "kk", "question": "Ертең Алматыда жаңбыр жауа ма?", "expect": "not_found", "tags": ["far"]},
    {"id": "r1", "lang": "ru", "question": "На сколько лет избирают Президента?", "expect": "answered",
     "facts": [["7"]], "articles": ["43"], "tags": ["direct"]},
    {"id": "r2", "lang": "ru", "question": "Сколько стоит билет в Актау?", "expect": "answered",
     "facts": [["билет"]], "documents": [], "tags": ["far"]},
]  # fmt: skip


@pytest.fixture(scope="module")
def golden(tmp_path_factory):
    return write_lines(tmp_path_factory.mktemp("golden") / "golden.jsonl", GOLDEN)


@pytest.fixture(scope="module")
def run(atazan, default_home, golden):
    file = golden.with_name("a.run")
    done = atazan("eval", "answers", golden, "--save", file, "--home", default_home)
    assert done.returncode == 0, done.stderr
    return file, done


def test_figures_come_with_their_intervals_in_both_languages_and_a_word_on_noise(run):
    _, done = run
    lines = done.stdout.splitlines()
    assert lines[0] == "Качество ответов, вопросов: 4"
    outcome = next(line for line in lines if "верный исход" in line)
    assert outcome.split("  ")[1:]
    assert "75.0 [25.0; 100.0]" in outcome
    assert "100.0 [100.0; 100.0]" in outcome
    assert "Вопросов всего 4: по ним видна только большая разница." in lines
    failed = lines[lines.index("Не сошлось:") :]
    assert failed[1].split() == ["r2", "answered", "→", "not_found"]


def test_json_tells_every_metric_and_every_question(atazan, default_home, golden):
    done = atazan("eval", "answers", golden, "--json", "--home", default_home)
    record = json.loads(done.stdout)
    assert record["questions"] == 4
    assert record["metrics"]["false-refusals"]["mean"] == pytest.approx(1 / 3, abs=1e-4)
    assert record["metrics"]["outcome"]["kk"]["mean"] == 1.0
    assert record["metrics"]["outcome"]["gap"]["mean"] == 0.5
    assert set(record["latency_ms"]) == {"retrieve", "generate", "total"}
    assert [one["right"] for one in record["answers"]] == [True, True, True, False]


def test_a_threshold_curve_is_a_table(atazan, default_home, golden):
    done = atazan("eval", "answers", golden, "--curve", "--home", default_home)
    assert "| порог | ложные ответы | ложные отказы |" in done.stdout
    assert "| 1.00 | 0.0% | 100.0% |" in done.stdout


def test_two_runs_are_compared_question_by_question(atazan, run, tmp_path, default_home, golden):
    timid = tmp_path / "timid.run"
    arguments = ("eval", "answers", golden, "--save", timid, "--home", default_home)
    atazan(*arguments, ATAZAN_ANSWER_THRESHOLD="1")
    page = tmp_path / "page.html"
    done = atazan("eval", "compare", run[0], timid, "--html", page)
    assert done.returncode == 0, done.stderr
    assert "Теперь неверно: 2" in done.stdout
    assert "Теперь верно: 0" in done.stdout
    assert "+ В источниках ответа не найдено." in done.stdout
    assert "Сравнение двух прогонов" in page.read_text(encoding="utf-8")


def test_floors_are_raised_held_and_missed(atazan, run, tmp_path):
    floors = tmp_path / "floors.toml"
    hold = ("eval", "floors", run[0], "--file", floors, "--name", "ours")
    assert "нет таблицы «ours»" in atazan(*hold).stderr
    assert atazan(*hold, "--raise").returncode == 0
    assert "outcome = 0.75" in floors.read_text()
    held = atazan(*hold)
    assert (held.returncode, held.stdout) == (0, "ours: всё не ниже отметок.\n")
    floors.write_text("[ours]\nverbatim = 1.5\n")
    missed = atazan(*hold)
    assert missed.returncode == 1
    assert missed.stderr == (
        "дословность цитат: 100.0% [100.0%–100.0%], а должно быть не хуже 150.0%.\n"
    )


def test_a_checker_names_what_is_wrong_with_a_set(atazan, default_home, golden):
    done = atazan("eval", "check", golden, "--home", default_home)
    assert done.returncode == 0, done.stdout
    twice = write_lines(golden.with_name("twice.jsonl"), [*GOLDEN, GOLDEN[0] | {"id": "k3"}])
    done = atazan("eval", "check", twice, "--home", default_home)
    assert (done.returncode, done.stdout) == (1, "k3: повторяет k1\n")


def test_feedback_becomes_drafts_once_and_without_personal_data(atazan, tmp_path):
    feedback = write_lines(
        tmp_path / "feedback.jsonl",
        [
            {"question": "Меня зовут Айгуль, когда выборы?", "language": "ru", "reason": "wrong"},
            {"question": "Меня зовут Марат, когда выборы?", "language": "ru", "reason": "wrong"},
            {"question": "Зейнетақы туралы не жазылған? +7 701 123 45 67", "language": "kk"},
        ],
    )
    drafts = tmp_path / "drafts.jsonl"
    first = atazan("eval", "draft", feedback, "--out", drafts)
    assert first.stdout == f"Черновиков добавлено в {drafts}: 2\n"
    again = atazan("eval", "draft", feedback, "--out", drafts)
    assert again.stdout == f"Черновиков добавлено в {drafts}: 0\n"
    russian, kazakh = map(json.loads, drafts.read_text(encoding="utf-8").splitlines())
    assert russian["question"] == "Меня зовут […], когда выборы?"
    assert russian["tags"] == ["draft", "wrong"]
    assert (kazakh["lang"], kazakh["question"]) == ("kk", "Зейнетақы туралы не жазылған? […]")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("report", "GOLDEN"), "запись прогона не читается", id="golden questions for a run"),
        pytest.param(("draft", "GOLDEN", "--out", "x.jsonl"), "запись не читается", id="golden questions for feedback"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_in_a_line(atazan, golden, arguments, told):
    done = atazan("eval", *(golden if part == "GOLDEN" else part for part in arguments))
    assert done.returncode == 1
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
