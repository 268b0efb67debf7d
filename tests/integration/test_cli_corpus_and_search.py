import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT, environment


def write(folder, name, text):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_the_corpus_is_filled_seen_and_emptied(atazan, tmp_path):
    home = ("--home", str(tmp_path / "home"))
    write(tmp_path / "in", "bilim.txt", "Білім туралы\nОрта білім алу міндетті әрі тегін.")
    write(tmp_path / "in", "empty.txt", "")
    added = atazan("corpus", "add", str(tmp_path / "in"), *home)
    assert (added.returncode, added.stdout) == (
        0, "Добавлено: 1, заменено: 0, без изменений: 0, не принято: 1.\n",
    )  # fmt: skip
    assert "empty.txt: файл пуст." in added.stderr
    listed = atazan("corpus", "list", *home).stdout
    assert listed.splitlines() == ["bilim  Білім туралы · kk · текст"]
    found = atazan("ask", "--json", "орта білім тегін бе", *home)
    assert json.loads(found.stdout)["citations"][0]["document"] == "bilim"
    assert atazan("corpus", "remove", "bilim", *home).returncode == 0
    assert (
        atazan("corpus", "check", *home).stdout
        == "Каталог и индекс целы: 0 документов, 0 фрагментов.\n"
    )


def test_a_changed_file_replaces_its_passages(atazan, tmp_path):
    home = ("--home", str(tmp_path / "home"))
    file = write(tmp_path, "a.txt", "Алма туралы\nАлма қызыл болады.")
    atazan("corpus", "add", str(file), *home)
    write(tmp_path, "a.txt", "Алмұрт туралы\nАлмұрт сары болады.")
    atazan("corpus", "add", str(file), *home)
    texts = [
        p["text"]
        for p in json.loads(atazan("search", "--json", "алма алмұрт", *home).stdout)["passages"]
    ]
    assert texts == ["Алмұрт сары болады."]


def test_a_home_holds_only_what_was_added(atazan, tmp_path):
    home = ("--home", str(tmp_path / "home"))
    atazan("corpus", "add", str(write(tmp_path, "a.txt", "Алма туралы\nАлма қызыл.")), *home)
    answer = json.loads(atazan("ask", "--json", "Құрылтайда қанша депутат?", *home).stdout)
    assert answer["status"] == "not_found"
    assert "добавлено: 5" in atazan("corpus", "add", "--default", *home).stdout.lower()


def test_when_nothing_goes_in_the_command_fails(atazan, tmp_path):
    done = atazan("corpus", "add", str(tmp_path / "gone.txt"), "--home", str(tmp_path / "home"))
    assert done.returncode == 1
    assert "gone.txt" in done.stderr


def test_found_passages_are_told_by_the_contract(atazan, default_home):
    done = atazan(
        "search", "--json", "-k", "3", "Құрылтай депутаттары", "--home", str(default_home)
    )
    record = json.loads(done.stdout)
    assert record["query"] == "Құрылтай депутаттары"
    assert [p["rank"] for p in record["passages"]] == [1, 2, 3]
    first = record["passages"][0]
    assert list(first) == [
        "rank", "score", "document", "title", "kind", "published", "locator", "text", "start", "end",
    ]  # fmt: skip
    assert first["document"] == "003_9c4763a0303d8e9c"
    assert first["locator"] == "3-абзац"


def test_a_beir_corpus_gives_a_trec_run(atazan, tmp_path):
    home = ("--home", str(tmp_path / "home"))
    texts = {
        "d1": "Алма ағашы бақта өседі.",
        "d2": "Құрылтай Астанада өтті.",
        "d3": "Алма мен алмұрт.",
    }
    lines = [
        json.dumps({"_id": i, "title": "", "text": t}, ensure_ascii=False) for i, t in texts.items()
    ]
    corpus = write(tmp_path, "corpus.jsonl", "\n".join(lines))
    queries = write(
        tmp_path,
        "queries.jsonl",
        '{"_id": "q1", "text": "алма"}\n{"_id": "q2", "text": "құрылтай"}\n',
    )
    atazan("corpus", "add", str(corpus), *home)
    done = atazan("search", "--batch", str(queries), "--format", "trec", *home)
    rows = [line.split() for line in done.stdout.splitlines()]
    assert all(len(row) == 6 and (row[1], row[5]) == ("Q0", "atazan") for row in rows)
    first = [row for row in rows if row[0] == "q1"]
    assert {row[2] for row in first[:2]} == {"d1", "d3"}
    assert [row[3] for row in first] == [str(rank) for rank in range(1, len(first) + 1)]
    assert sorted((float(row[4]) for row in first), reverse=True) == [
        float(row[4]) for row in first
    ]
    assert next(row for row in rows if row[0] == "q2")[2] == "d2"


def test_doctor_and_index_tell_the_state(atazan, default_home):
    doctor = atazan("doctor", "--home", str(default_home))
    assert doctor.returncode == 0
    assert "Документов в каталоге: 5: в порядке" in doctor.stdout
    assert atazan("index", "--home", str(default_home)).stdout == "lexical: 43 фрагмента.\n"


def test_a_question_loads_nothing_heavy(default_home):
    heavy = (
        "torch",
        "transformers",
        "sentence_transformers",
        "chromadb",
        "aiogram",
        "llama_cpp",
        "numpy",
    )
    code = (
        "import sys; from bot.__main__ import run; "
        f"sys.argv = ['atazan', 'ask', '--home', {str(default_home)!r}, 'Құрылтайда қанша депутат?']; "
        "code = run(); print(code, sorted(m for m in sys.modules if '.' not in m))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment(),
        cwd=ROOT,
        check=True,
    )
    assert "145 депутаттан" in done.stdout
    loaded = done.stdout.splitlines()[-1]
    assert loaded.startswith("0 ")
    assert not [name for name in heavy if f"'{name}'" in loaded]


def many_documents(folder, count):
    for number in range(count):
        body = " ".join(
            f"Бұл {number}-құжаттың {line}-сөйлемі, онда белгі{number} бар." for line in range(40)
        )
        write(folder, f"d{number:03}.txt", f"Тақырып {number}\n{body}")
    return folder


@pytest.mark.parametrize("moment", [0.35, 0.5, 0.7, 0.9, 1.2])
def test_after_a_kill_the_catalogue_and_the_index_agree(atazan, tmp_path, moment):
    documents = many_documents(tmp_path / "in", 300)
    home = ("--home", str(tmp_path / "home"))
    adding = subprocess.Popen(
        [sys.executable, "-m", "bot", "corpus", "add", str(documents), *home],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(), cwd=ROOT,
    )  # fmt: skip
    time.sleep(moment)
    os.kill(adding.pid, signal.SIGKILL)
    adding.wait()
    checked = atazan("corpus", "check", *home)
    assert checked.returncode == 0, checked.stderr
    again = atazan("corpus", "add", str(documents), *home)
    assert again.returncode == 0
    assert atazan("corpus", "check", *home).stdout.startswith(
        "Каталог и индекс целы: 300 документов"
    )
    found = json.loads(atazan("search", "--json", "-k", "1", "белгі217", *home).stdout)
    assert found["passages"][0]["document"] == "d217"


def test_people_ask_while_documents_are_added(atazan, tmp_path):
    documents = many_documents(tmp_path / "in", 200)
    home = ("--home", str(tmp_path / "home"))
    atazan("corpus", "add", "--default", *home)
    command = [sys.executable, "-m", "bot", "corpus", "add", str(documents), *home]
    pipes = {
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "env": environment(),
        "cwd": ROOT,
    }
    adders = [subprocess.Popen(command, **pipes) for _ in range(2)]
    answers = [atazan("ask", "--json", "Құрылтайда қанша депутат?", *home) for _ in range(3)]
    assert [json.loads(answer.stdout)["status"] for answer in answers] == ["answered"] * 3
    assert [adder.communicate() and adder.returncode for adder in adders] == [0, 0]
    assert "205 документов" in atazan("corpus", "check", *home).stdout


def test_a_catalogue_of_garbage_is_told_in_a_line(atazan, tmp_path):
    (tmp_path / "catalogue.sqlite").write_bytes(b"garbage" * 1000)
    done = atazan("ask", "Құрылтай?", "--home", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "catalogue.sqlite" in done.stderr


def test_a_damaged_index_is_told_and_mended(atazan, tmp_path):
    home = ("--home", str(tmp_path))
    atazan("corpus", "add", "--default", *home)
    (tmp_path / "index" / "lexical" / "meta.json").write_text("garbage", encoding="utf-8")
    done = atazan("ask", "Құрылтайда қанша депутат?", *home)
    assert done.returncode == 1
    assert "atazan index --rebuild" in done.stderr
    assert atazan("index", "--rebuild", *home).returncode == 0
    assert "145" in atazan("ask", "Құрылтайда қанша депутат?", *home).stdout


def test_a_home_that_cannot_be_written_is_told(atazan, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = atazan("ask", "Құрылтай?", "--home", str(tmp_path / "file"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
