import subprocess
import sys

import pytest

from tests.conftest import ROOT, environment

HEAVY = {"torch", "transformers", "sentence_transformers", "chromadb", "aiogram", "llama_cpp", "huggingface_hub", "corpus.fetching.exchange"}  # fmt: skip
CODE = """
import sys
from bot.__main__ import main
try:
    main()
finally:
    print(*sorted(sys.modules), sep="\\n", file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("ask", "Құрылтайда қанша депутат?"), "145 депутат", id="ask"),
        pytest.param(("search", "Құрылтай"), "Құрылтай", id="search"),
    ],
)  # fmt: skip
def test_nothing_heavy_is_loaded(default_home, arguments, words):
    done = subprocess.run(
        [sys.executable, "-c", CODE, *arguments, "--home", default_home],
        capture_output=True, text=True, env=environment(), cwd=ROOT, check=True,
    )  # fmt: skip
    assert words in done.stdout
    loaded = set(done.stderr.splitlines())
    assert {"bot.cli.app", "retrieval.retriever"} <= loaded
    assert loaded & HEAVY == set()
