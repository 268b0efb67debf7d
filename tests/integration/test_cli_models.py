"""`atazan models`: a hub over HTTP on loopback, real files, real small models."""

import os
import shutil
import time
import tomllib

import pytest

from bot.models.shelf import Shelf, read_record
from prompts.messages import message
from retrieval.static_embedding import MODEL
from tests.local_hub import Repository, local_hub
from tests.tiny_models import write_tiny_cross_encoder, write_tiny_gguf, write_tiny_static_model

E5 = "intfloat/multilingual-e5-small"
QWEN = "Qwen/Qwen3-4B-GGUF"
QWEN_FILE = "Qwen3-4B-Q4_K_M.gguf"
KAZLLM = "issai/LLama-3.1-KazLLM-1.0-8B-GGUF4"


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def gguf(tmp_path_factory):
    return write_tiny_gguf(tmp_path_factory.mktemp("gguf") / "tiny.gguf").read_bytes()


@pytest.fixture(scope="module")
def embedding(tmp_path_factory):
    folder = write_tiny_static_model(tmp_path_factory.mktemp("models") / "tiny", 16)
    config = folder / "config_sentence_transformers.json"
    config.write_text(config.read_text().replace('"query: "', '""').replace('"passage: "', '""'))
    return files_of(folder) | {
        "README.md": b"---\nlicense: mit\n---\n",
        "onnx/model.onnx": b"for another runtime",
        "pytorch_model.bin": b"the same weights, in another format",
        "tf_model.h5": b"and in another",
        ".gitattributes": b"",
    }


@pytest.fixture(scope="module")
def reranker(tmp_path_factory):
    return files_of(write_tiny_cross_encoder(tmp_path_factory.mktemp("models") / "tiny"))


@pytest.fixture
def hub(gguf, embedding, reranker):
    with local_hub() as running:
        running.repositories = {
            E5: Repository({**embedding}, "mit"),
            QWEN: Repository({QWEN_FILE: gguf, "Qwen3-4B-Q8_0.gguf": gguf}),
            KAZLLM: Repository({"model.gguf": gguf}, "cc-by-nc-4.0"),
            "someone/reranker": Repository(reranker, "mit"),
            "someone/nothing": Repository({"README.md": b"empty"}),
        }
        yield running


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def models(atazan, home, hub):
    def run(*arguments, **values):
        return atazan("models", *arguments, "--home", home, HF_ENDPOINT=hub.url, **values)

    return run


def failed(done, key, **values):
    """It ended with that one line, below what was told before."""
    assert (done.returncode, done.stdout) == (1, "")
    line = done.stderr.splitlines()[-1]
    assert line == f"Ошибка: {message(key, 'ru', **values)}"
    assert all(told.startswith("Лицензия ") for told in done.stderr.splitlines()[:-1])
    return True


def test_what_is_pulled_lies_whole_under_its_name_with_a_record(models, home, embedding):
    done = models("pull", "multilingual-e5-small")
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == [message("model-licence", "ru", name=E5, licence="mit")]
    folder = home / "models" / "multilingual-e5-small"
    brought = files_of(folder)
    record = brought.pop("atazan.toml")
    unwanted = {"onnx/model.onnx", "pytorch_model.bin", "tf_model.h5", ".gitattributes"}
    assert brought == {name: held for name, held in embedding.items() if name not in unwanted}
    assert tomllib.loads(record.decode())["prefix"] == {"query": "query: ", "passage": "passage: "}
    assert [path.name for path in (home / "models").iterdir() if path.is_dir()] == [folder.name]


def test_a_gguf_is_pulled_alone(models, home, gguf):
    assert models("pull", "qwen3-4b").returncode == 0
    assert set(files_of(home / "models" / "qwen3-4b")) == {QWEN_FILE, "atazan.toml"}
    assert (home / "models" / "qwen3-4b" / QWEN_FILE).read_bytes() == gguf


@pytest.mark.parametrize(
    ("name", "kind", "folder"),
    [
        pytest.param(E5, "embedding", "multilingual-e5-small", id="of the registry, by its hub id"),
        pytest.param("someone/reranker", "reranker", "someone--reranker", id="of the hub"),
        pytest.param(f"{QWEN}/Qwen3-4B-Q8_0.gguf", "llm", "Qwen--Qwen3-4B-GGUF--Qwen3-4B-Q8_0", id="a file"),
    ],
)  # fmt: skip
def test_a_hub_id_is_a_name_too(models, home, name, kind, folder):
    assert models("pull", name).returncode == 0
    record = read_record(home / "models" / folder / "atazan.toml")
    assert (record.kind, record.name) == (kind, folder)
    assert Shelf(home / "models").find(name) == record


def test_a_non_commercial_licence_is_told_before_anything_is_asked_of_the_hub(models, hub, home):
    done = models("pull", "kazllm-8b")
    assert failed(done, "error-model-licence", name=KAZLLM, licence="cc-by-nc-4.0")
    assert hub.asked == []
    assert models("pull", "kazllm-8b", "--accept-licence").returncode == 0
    assert (home / "models" / "kazllm-8b" / "model.gguf").is_file()


def test_the_hubs_own_word_of_a_licence_counts_for_a_model_that_is_not_known(models, hub, gguf):
    hub.repositories["someone/model"] = Repository({"a.gguf": gguf}, "cc-by-nc-4.0")
    done = models("pull", "someone/model")
    assert failed(done, "error-model-licence", name="someone/model", licence="cc-by-nc-4.0")
    assert [path for method, path, _ in hub.asked if "/resolve/" in path] == []


@pytest.fixture
def large(hub, gguf):
    """A GGUF of the size that comes in more than one piece: what follows its tensors is ignored."""
    hub.repositories[QWEN].files[QWEN_FILE] = gguf + os.urandom(30_000_000)
    return hub.repositories[QWEN].files[QWEN_FILE]


def test_a_broken_download_goes_on_where_it_was(models, hub, home, large):
    hub.breaks_after = 25_000_000
    broken = models("pull", "qwen3-4b")
    assert broken.returncode == 1
    assert "повторите: загрузка продолжится" in broken.stderr
    assert not (home / "models" / "qwen3-4b").exists()
    hub.breaks_after = None
    hub.asked.clear()
    assert models("pull", "qwen3-4b").returncode == 0
    (asked,) = hub.ranges(QWEN_FILE)
    assert int(asked.removeprefix("bytes=").removesuffix("-")) >= 20_000_000
    assert (home / "models" / "qwen3-4b" / QWEN_FILE).read_bytes() == large


def test_a_killed_download_leaves_nothing_under_the_final_name(start, hub, home, large):
    hub.breaks_after = 25_000_000
    pulling = start("models", "pull", "qwen3-4b", "--home", home, HF_ENDPOINT=hub.url)
    while not hub.ranges(QWEN_FILE):
        time.sleep(0.02)
    pulling.kill()
    pulling.communicate()
    assert not (home / "models" / "qwen3-4b").exists()


def test_a_server_without_ranges_sends_the_whole_again(models, hub, home, large):
    hub.breaks_after = 25_000_000
    assert models("pull", "qwen3-4b").returncode == 1
    hub.breaks_after, hub.ignores_ranges = None, True
    assert models("pull", "qwen3-4b").returncode == 0
    assert (home / "models" / "qwen3-4b" / QWEN_FILE).read_bytes() == large


def test_other_bytes_than_were_promised_are_thrown_away(models, hub, home):
    hub.spoils = True
    done = models("pull", "qwen3-4b")
    assert failed(done, "error-model-hash", name=f"{QWEN}/{QWEN_FILE}")
    assert [name for name in files_of(home / "models") if not name.endswith(".lock")] == []
    hub.spoils = False
    assert models("pull", "qwen3-4b").returncode == 0


def test_small_files_are_checked_too(models, hub):
    del hub.repositories[E5].files["model.safetensors"]
    hub.repositories[E5].files["pytorch_model.bin"] = b""
    hub.spoils = True
    assert "контрольная сумма" in models("pull", E5).stderr


def test_a_disk_without_space_is_told_before_the_download(models, hub):
    hub.promises = 10**15
    done = models("pull", "qwen3-4b")
    assert done.returncode == 1
    assert "мало места: нужно ещё 1000000.00 ГБ" in done.stderr.splitlines()[-1]
    assert hub.ranges(QWEN_FILE) == []


def test_no_network_is_told(atazan, home):
    done = atazan("models", "pull", "qwen3-4b", "--home", home, HF_ENDPOINT="http://127.0.0.1:9")
    assert failed(done, "error-model-network", name=QWEN, reason="[Errno 111] Connection refused")


@pytest.mark.parametrize(
    ("name", "key", "values"),
    [
        pytest.param("qwen", "error-model-unknown", {"name": "qwen"}, id="no such name"),
        pytest.param("a/../b", "error-model-unknown", {"name": "a/../b"}, id="no hub id"),
        pytest.param("no/such", "error-model-unknown", {"name": "no/such"}, id="no such repository"),
        pytest.param("someone/nothing", "error-model-no-weights", {"name": "someone/nothing"}, id="no weights"),
        pytest.param(f"{QWEN}/gone.gguf", "error-model-which-gguf", {"name": QWEN, "files": f"{QWEN}/{QWEN_FILE}, {QWEN}/Qwen3-4B-Q8_0.gguf"}, id="no such file"),
    ],
)  # fmt: skip
def test_a_model_that_is_not_there_is_told(models, name, key, values):
    assert failed(models("pull", name), key, **values)


def test_a_repository_of_several_ggufs_asks_which(models, hub, gguf):
    hub.repositories["a/b"] = Repository({"x.gguf": gguf, "y.gguf": gguf})
    done = models("pull", "a/b")
    assert failed(done, "error-model-which-gguf", name="a/b", files="a/b/x.gguf, a/b/y.gguf")


def test_a_language_model_without_a_gguf_says_how_to_make_one(models, hub, reranker):
    hub.repositories["issai/Qolda"] = Repository(reranker)
    assert failed(models("pull", "qolda"), "error-model-no-gguf", name="issai/Qolda")


def test_a_gated_repository_is_told(models, hub):
    hub.repositories[QWEN].gated = True
    assert failed(models("pull", "qwen3-4b"), "error-model-gated", name=QWEN)


def test_a_file_of_that_name_that_is_no_gguf_is_not_put_on_the_shelf(models, hub, home):
    hub.repositories[QWEN].files = {QWEN_FILE: b"<html>"}
    done = models("pull", "qwen3-4b")
    assert "не GGUF" in done.stderr.splitlines()[-1]
    assert not (home / "models" / "qwen3-4b").exists()


def test_pulled_again_nothing_is_downloaded_but_what_changed(models, hub, home):
    assert models("pull", E5).returncode == 0
    hub.asked.clear()
    hub.repositories[E5].files["README.md"] = b"Changed."
    assert models("pull", E5).returncode == 0
    assert [path.rsplit("/")[-1] for _, path, _ in hub.asked if "/resolve/" in path] == [
        "README.md"
    ]
    assert (home / "models" / "multilingual-e5-small" / "README.md").read_bytes() == b"Changed."


def test_a_file_that_rotted_is_found_and_brought_again(models, home):
    models("pull", "qwen3-4b")
    file = home / "models" / "qwen3-4b" / QWEN_FILE
    sound = message("model-sound", "ru", name="qwen3-4b", count=1)
    assert models("verify").stdout.splitlines()[1:] == [sound]
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    done = models("verify", "qwen3-4b")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == message(
        "model-file-damaged", "ru", name="qwen3-4b", file=QWEN_FILE
    )
    assert models("pull", "qwen3-4b").returncode == 0
    assert models("verify", "qwen3-4b").returncode == 0


def test_the_model_of_the_program_is_the_default_until_another_takes_its_place(models, home):
    def told():
        return models("list").stdout.splitlines()[0]

    assert told().startswith("atazan-kk-ru  поиск по смыслу · 16 МБ · apache-2.0 · ")
    assert told().endswith("встроена, используется")
    models("pull", E5)
    assert models("use", "multilingual-e5-small").returncode == 0
    assert told().endswith("встроена")
    done = models("use", "atazan-kk-ru")
    assert done.returncode == 0
    assert told().endswith("встроена, используется")


def test_the_files_of_the_program_s_model_are_those_that_were_trained(models):
    done = models("verify", "atazan-kk-ru")
    count = len(read_record(MODEL / "atazan.toml").digests)
    assert done.stdout.splitlines() == [
        message("model-sound", "ru", name="atazan-kk-ru", count=count)
    ]


def test_what_is_here_stands_first_in_the_list(models):
    models("pull", "qwen3-4b")
    models("use", "qwen3-4b")
    lines = models("list").stdout.splitlines()
    assert lines[1].startswith("qwen3-4b  составление ответов")
    assert lines[1].endswith("используется")
    assert sum(line.startswith("qwen3-4b ") for line in lines) == 1
    (kazllm,) = (line for line in lines if line.startswith("kazllm-8b"))
    assert "cc-by-nc-4.0, только некоммерческое использование" in kazllm


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        pytest.param("multilingual-e5-small", "embedding_model", id="an embedding model"),
        pytest.param("someone/reranker", "reranker_model", id="a reranker"),
        pytest.param("qwen3-4b", "llm_model", id="a language model"),
    ],
)
def test_a_model_in_use_stands_in_the_settings_and_the_rest_stays(models, home, name, setting):
    home.mkdir()
    written = '# mine\nlanguage = "kk" # for all\nanswer_threshold = 0.5\n'
    (home / "atazan.toml").write_text(written)
    models("pull", name)
    done = models("use", name)
    assert (done.returncode, done.stderr) == (0, "")
    text = (home / "atazan.toml").read_text()
    assert text.endswith(written)
    path = tomllib.loads(text)[setting]
    assert path.startswith(str(home / "models"))
    assert message("model-used", "ru", setting=setting, path=path, before="–") in done.stdout
    assert ("atazan index" in done.stdout) == (setting == "embedding_model")


def test_a_model_that_was_put_on_the_shelf_by_hand_can_be_used(models, home, gguf):
    (home / "models").mkdir(parents=True)
    file = home / "models" / "своя модель.gguf"
    file.write_bytes(gguf)
    assert models("pull", file).stdout == message("model-is-local", "ru", path=str(file)) + "\n"
    assert models("use", file).returncode == 0
    assert tomllib.loads((home / "atazan.toml").read_text())["llm_model"] == str(file)
    copy = shutil.copy(file, home / "models" / "copy.gguf")
    assert f"(было: {file})" in models("use", copy).stdout
    assert tomllib.loads((home / "atazan.toml").read_text()) == {"llm_model": str(copy)}


def test_a_model_that_is_not_pulled_yet_names_the_command(models):
    done = models("use", "bge-m3")
    assert failed(done, "error-model-not-here", name="bge-m3")


def test_a_model_elsewhere_is_not_used(models, home, tmp_path, gguf):
    file = tmp_path / "своя.gguf"
    file.write_bytes(gguf)
    folder = str(home / "models")
    assert failed(models("use", file), "error-model-elsewhere", path=str(file), folder=folder)


def test_a_model_too_large_for_the_memory_is_not_used(models, home, gguf):
    """The tensors say how much there is to load: the file is as long, and empty."""
    (home / "models").mkdir(parents=True)
    file = home / "models" / "large.gguf"
    file.write_bytes(gguf)
    os.truncate(file, 10**13)
    done = models("use", file)
    assert done.returncode == 1
    assert "не поместится в память: нужно 10000." in done.stderr


def test_a_file_that_is_no_gguf_is_not_used(models, tmp_path):
    file = tmp_path / "page.gguf"
    file.write_bytes(b"<html>")
    assert failed(models("use", file), "error-model-not-gguf", path=str(file))


def test_the_pulled_model_searches_with_the_prefixes_of_its_entry(models, atazan, home):
    from retrieval.embedding import SentenceTransformerEmbedder

    models("pull", "multilingual-e5-small")
    folder = home / "models" / "multilingual-e5-small"
    embedder = SentenceTransformerEmbedder(folder)
    assert (embedder.prefixes.query, embedder.prefixes.passage) == ("query: ", "passage: ")
    models("use", "multilingual-e5-small")
    done = atazan("search", "Құрылтайда қанша депутат?", "--home", home)
    assert done.returncode == 0, done.stderr
    assert "145 депутат" in done.stdout
