import json

import pytest

from tests.conftest import write_lines

PASSAGE = ["rank", "score", "document", "title", "kind", "published", "locator", "text", "start", "end"]  # fmt: skip
TEXTS = {
    "d1": "Алма ағашы бақта өседі.\nАлма тәтті.\nАлма қызыл.",
    "d2": "Құрылтай Астанада өтті.",
    "d3": "Алма мен алмұрт.",
    "d4": "Өзенде балық бар.",
}
QUERIES = {"q1": "алма", "q2": "құрылтай", "q3": "", "q4": "зымыран"}


@pytest.fixture(scope="module")
def beir_home(atazan, tmp_path_factory):
    folder = tmp_path_factory.mktemp("beir")
    records = [{"_id": i, "title": "", "text": text} for i, text in TEXTS.items()]
    file = write_lines(folder / "corpus.jsonl", records)
    assert atazan("corpus", "add", file, "--home", folder / "home").returncode == 0
    return folder / "home"


@pytest.fixture(scope="module")
def queries(tmp_path_factory):
    records = [{"_id": i, "text": text} for i, text in QUERIES.items()]
    return write_lines(tmp_path_factory.mktemp("queries") / "queries.jsonl", records)


@pytest.fixture(scope="module")
def run(atazan, beir_home, queries):
    """The columns of a TREC run, and what was told meanwhile."""
    done = atazan("search", "--batch", queries, "--format", "trec", "--home", beir_home)
    assert done.returncode == 0, done.stderr
    return [line.split(" ") for line in done.stdout.splitlines()], done.stderr


def test_found_passages_are_told_by_the_contract(atazan, default_home, stored_text):
    query = "Құрылтай депутаттары"
    done = atazan("search", "--json", "-k", "3", "--kind", "news", query, "--home", default_home)
    record = json.loads(done.stdout)
    assert list(record) == ["query", "passages"]
    assert record["query"] == query
    assert [passage["rank"] for passage in record["passages"]] == [1, 2, 3]
    scores = [passage["score"] for passage in record["passages"]]
    assert scores == sorted(scores, reverse=True)
    for passage in record["passages"]:
        assert list(passage) == PASSAGE
        text = stored_text(passage["document"])
        assert text[passage["start"] : passage["end"]] == passage["text"]
    assert record["passages"][0]["document"] == "003_9c4763a0303d8e9c"
    assert record["passages"][0]["locator"] == "3-абзац"


def test_a_person_reads_passages_with_their_places(atazan, default_home):
    words = ("Құрылтай", "депутаттары")
    done = atazan("search", "-k", "2", "--kind", "news", *words, "--home", default_home)
    assert done.returncode == 0
    assert done.stdout.startswith("1. Алматы облысының активі")
    assert "145 депутат" in done.stdout
    assert "\n2. " in done.stdout
    assert "\n3. " not in done.stdout


def test_a_run_has_the_six_columns_of_trec(run):
    rows, _ = run
    assert rows
    assert all(len(row) == 6 and (row[1], row[5]) == ("Q0", "atazan") for row in rows)


def test_a_run_has_a_line_a_document_its_best_passage(run):
    rows, _ = run
    found = [row[2] for row in rows if row[0] == "q1"]
    assert set(found[:2]) == {"d1", "d3"}
    assert len(found) == len(set(found))
    assert next(row[2] for row in rows if row[0] == "q2") == "d2"


def test_ranks_ascend_from_one_and_scores_descend(run):
    rows, _ = run
    for query in ("q1", "q2"):
        mine = [row for row in rows if row[0] == query]
        assert [row[3] for row in mine] == [str(rank) for rank in range(1, len(mine) + 1)]
        scores = [float(row[4]) for row in mine]
        assert scores == sorted(scores, reverse=True)


def test_a_query_that_cannot_be_asked_is_told_and_the_run_goes_on(run):
    rows, told = run
    assert "q3" not in {row[0] for row in rows}
    assert told == "q3: Вопрос пуст: напишите его словами.\n"


def test_the_depth_of_a_run_is_counted_in_documents(atazan, beir_home, queries):
    done = atazan("search", "--batch", queries, "--format", "trec", "-k", "1", "--home", beir_home)
    ranks = [line.split()[3] for line in done.stdout.splitlines()]
    assert set(ranks) == {"1"}


def test_a_batch_in_json_is_a_record_a_query(atazan, beir_home, queries):
    done = atazan("search", "--batch", queries, "--home", beir_home)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["query"] for record in records] == list(QUERIES.values())
    assert records[1]["passages"][0]["document"] == "d2"
    assert records[2]["passages"] == []


BAD_INPUT = {
    "empty query": (("search", ""), 1, "Вопрос пуст"),
    "no such file": (("search", "--batch", "/no/file"), 1, "/no/file"),
    "no query": (("search",), 2, "Usage"),
    "no passages": (("search", "-k", "0", "алма"), 2, "-k"),
}


@pytest.fixture(scope="module")
def refused(side_by_side, beir_home):
    home = ("--home", beir_home)
    return side_by_side({name: (*home, *case[0]) for name, case in BAD_INPUT.items()})


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_gets_a_word_and_a_code(refused, name):
    done, (_, code, words) = refused[name], BAD_INPUT[name]
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_reader_of_a_pipe_may_go_away(start, default_home):
    searching = start("search", "-k", "50", "Конституция", "--home", default_home)
    searching.stdout.close()
    _, errors = searching.communicate()
    assert "Traceback" not in errors
    assert "BrokenPipe" not in errors


def test_a_search_is_narrowed_by_kind_and_day(atazan, default_home):
    def kinds(*options):
        done = atazan(
            "search", "--json", "-k", "50", "--home", default_home, *options, "референдум"
        )
        passages = json.loads(done.stdout)["passages"]
        return {(one["kind"], one["published"]) for one in passages}

    assert {kind for kind, _ in kinds("--kind", "news")} == {"news"}
    assert {kind for kind, _ in kinds("--kind", "news", "--kind", "explainer")} == {
        "news",
        "explainer",
    }
    assert all(day >= "2026-02-02" for _, day in kinds("--since", "02.02.2026"))
    assert kinds("--until", "2020-01-01") == set()
