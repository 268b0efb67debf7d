import pytest

from bot.errors import ModelFileError
from bot.models.registry import ModelKind, find_entry, is_non_commercial, known_models

NAMES = [entry.name for entry in known_models()]


def test_names_and_repositories_are_one_each():
    assert len(set(NAMES)) == len(NAMES)
    assert len({(entry.repo, entry.file) for entry in known_models()}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_says_what_a_person_decides_by(name):
    entry = find_entry(name)
    assert entry.licence
    assert entry.megabytes > 0
    assert entry.is_commercial != is_non_commercial(entry.licence)
    assert (entry.dimension > 0) == (entry.kind is ModelKind.EMBEDDING)
    assert bool(entry.query_prefix) == bool(entry.passage_prefix)
    assert find_entry(entry.repo) is entry


def test_language_models_fit_eight_gigabytes_and_speak_kazakh():
    llms = [entry for entry in known_models() if entry.kind is ModelKind.LLM]
    assert {"qwen3-4b", "qwen3-8b", "qolda"} <= {
        entry.name for entry in llms if entry.is_commercial
    }
    assert {entry.name for entry in llms if not entry.is_commercial} == {"kazllm-8b", "sherkala-8b"}
    assert all(entry.megabytes < 8000 and entry.speaks_kazakh for entry in llms)


def test_the_models_of_e5_want_their_prefixes():
    for name in ("multilingual-e5-small", "multilingual-e5-base"):
        entry = find_entry(name)
        assert (entry.query_prefix, entry.passage_prefix) == ("query: ", "passage: ")


@pytest.mark.parametrize(
    ("hub_id", "name", "file", "kind"),
    [
        pytest.param("someone/model", "someone--model", "", None, id="a repository"),
        pytest.param("someone/m/a.gguf", "someone--m--a", "a.gguf", ModelKind.LLM, id="a file"),
        pytest.param("s/m/q4/a.gguf", "s--m--q4--a", "q4/a.gguf", ModelKind.LLM, id="a file in a folder"),
    ],
)  # fmt: skip
def test_a_hub_id_that_is_not_known_makes_an_entry(hub_id, name, file, kind):
    entry = find_entry(hub_id)
    assert (entry.name, entry.file, entry.kind, entry.licence) == (name, file, kind, "")


@pytest.mark.parametrize(
    "name", ["", "e5", "a/b/c", "../a", "a/..", "a/b/../c.gguf", "/a/b", "a b/c", "https://a/b"]
)
def test_what_is_no_name_is_told(name):
    with pytest.raises(ModelFileError) as caught:
        find_entry(name)
    assert caught.value.key == "error-model-unknown"


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("cc-by-nc-4.0", True),
        ("cc-by-nc-sa-4.0", True),
        ("qwen-research", True),
        ("non-commercial", True),
        ("apache-2.0", False),
        ("mit", False),
        ("cc-by-sa-4.0", False),
        ("ncsa", False),
        ("", False),
    ],
)
def test_the_name_of_a_licence_says_whether_it_is_non_commercial(licence, expected):
    assert is_non_commercial(licence) is expected
