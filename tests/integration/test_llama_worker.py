"""The model's process: it is lost, hangs, is told to stop, and outlives nobody."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from itertools import islice
from threading import Thread

import pytest

from bot.answer import Question, Status, Usage
from bot.answering.chat_model import Mode
from bot.answering.extractive import ExtractiveGenerator
from bot.answering.llama import LlamaModel
from bot.answering.model_generator import ModelGenerator
from bot.answering.worker_process import WorkerLostError, WorkerProcess, WorkerSilentError
from bot.assistant import Assistant
from bot.errors import GeneratorError
from bot.settings import Settings
from bot.wiring import build_application
from corpus.document import Language
from retrieval.lexicon import load_lexicon
from tests.conftest import ROOT, make_evidence
from tests.tiny_models import write_tiny_gguf

FACT = "Құрылтай 145 депутаттан тұрады."
MESSAGES = [{"role": "system", "content": "Жауап бер."}, {"role": "user", "content": "Қанша?"}]
QUESTION = Question("q", "Құрылтайда қанша депутат бар?", Language.KK)


@pytest.fixture(scope="module")
def gguf(tmp_path_factory):
    return write_tiny_gguf(tmp_path_factory.mktemp("gguf") / "tiny.gguf")


@pytest.fixture
def model(gguf):
    opened = LlamaModel(gguf, threads=1, pause=0.0)
    yield opened
    opened.close()


def text_of(items):
    return "".join(item for item in items if isinstance(item, str))


def written(model, most_tokens=24, messages=MESSAGES):
    return text_of(model.write(messages, None, most_tokens))


def test_a_child_that_was_killed_between_two_questions_is_started_anew(model):
    first, child = written(model), model.pid
    os.kill(child, signal.SIGKILL)
    assert written(model) == first
    assert model.pid not in (None, child)


@pytest.mark.parametrize("heard", [1, 3, 8])
def test_a_child_that_is_killed_while_it_writes_is_followed_by_one_that_goes_on(model, heard):
    whole = written(model)
    pieces = model.write(MESSAGES, None, 24)
    begun = list(islice(pieces, heard))
    os.kill(model.pid, signal.SIGKILL)
    assert "".join(begun) + text_of(pieces) == whole


def test_a_child_that_hangs_is_replaced_too(gguf):
    model = LlamaModel(gguf, threads=1, pause=0.0, deadline=6.0)
    whole = written(model)
    pieces = model.write(MESSAGES, None, 24)
    begun = next(pieces)
    hung = model.pid
    os.kill(hung, signal.SIGSTOP)
    assert begun + text_of(pieces) == whole
    assert model.pid != hung
    model.close()


def test_a_child_that_is_lost_while_it_loads_is_started_anew(gguf, monkeypatch):
    model = LlamaModel(gguf, threads=1, pause=0.0)
    send, killed = WorkerProcess.send, []

    def kill_the_first(worker, record):
        send(worker, record)
        if not killed:
            killed.append(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)

    monkeypatch.setattr(WorkerProcess, "send", kill_the_first)
    assert written(model)
    assert model.pid not in killed
    model.close()


def test_a_question_that_kills_its_model_twice_is_given_up(gguf, monkeypatch):
    model = LlamaModel(gguf, threads=1, pause=0.0)
    started = model._started

    def doomed():
        worker = started()
        os.kill(worker.pid, signal.SIGKILL)
        return worker

    monkeypatch.setattr(model, "_started", doomed)
    with pytest.raises(GeneratorError) as told:
        written(model)
    assert told.value.key == "error-generator-lost"
    monkeypatch.undo()
    assert written(model)
    model.close()


def test_a_listener_who_leaves_stops_the_writing_and_the_next_is_served(model):
    whole = written(model)
    pieces = model.write(MESSAGES, None, 2_000)
    next(pieces)
    child = model.pid
    pieces.close()
    assert written(model) == whole
    assert model.pid == child


def test_a_model_that_is_closed_while_it_writes_ends_the_answer(model):
    pieces = model.write(MESSAGES, None, 500)
    next(pieces)
    model.close()
    with pytest.raises(GeneratorError) as told:
        list(pieces)
    assert told.value.key == "error-generator-lost"
    assert model.pid is None


def test_too_many_questions_at_once_are_turned_away(model):
    first = model.write(MESSAGES, None, 500)
    next(first)
    waiting = [Thread(target=written, args=(model, 1)) for _ in range(7)]
    for thread in waiting:
        thread.start()
    while model._places._value:
        time.sleep(0.01)
    with pytest.raises(GeneratorError) as told:
        written(model)
    assert told.value.key == "error-generator-busy"
    first.close()
    for thread in waiting:
        thread.join()


def test_a_question_waits_no_longer_than_its_deadline(gguf):
    model = LlamaModel(gguf, threads=1, pause=0.0, deadline=2.0)
    written(model)
    first = model.write(MESSAGES, None, 5)
    next(first)  # it holds the model, and reads on no more
    with pytest.raises(GeneratorError) as told:
        written(model)
    assert told.value.key == "error-generator-slow"
    first.close()
    model.close()


def test_what_was_read_before_is_not_read_again(model):
    def used(question):
        messages = [{"role": "system", "content": FACT * 20}, {"role": "user", "content": question}]
        *_, usage = model.write(messages, None, 4)
        return usage

    cold, other, same = used("Қанша?"), used("Кім?"), used("Кім?")
    assert isinstance(cold, Usage)
    assert cold.reused < 10
    assert other.prompt > 100
    assert other.reused > 0.9 * other.prompt
    assert same.reused == same.prompt - 1
    assert 1 <= same.written <= 5


def test_tokens_are_counted_by_the_models_own_tokenizer(model):
    one, two, none = model.count_tokens([FACT, FACT * 2, ""])
    assert 2 * one - 2 <= two <= 2 * one
    assert (one > 3, none) == (True, 0)


def test_the_child_ends_with_its_parent(gguf):
    program = (
        "import sys; from pathlib import Path; from bot.answering.llama import LlamaModel\n"
        f"model = LlamaModel(Path({str(gguf)!r}), threads=1); model.count_tokens(['a'])\n"
        "assert not {'llama_cpp', 'numpy'} & set(sys.modules)\n"
        "print(model.pid, flush=True); sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    child = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    while _runs(child):
        time.sleep(0.02)


def _runs(number):
    try:
        with open(f"/proc/{number}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def test_a_child_that_is_no_program_is_a_lost_one():
    worker = WorkerProcess("bot.no_such_module")
    with pytest.raises(WorkerLostError):
        worker.receive(30.0)
    worker.close()


def test_a_child_that_says_nothing_is_a_silent_one():
    worker = WorkerProcess("bot.answering.llama_worker")
    with pytest.raises(WorkerSilentError):
        worker.receive(0.1)
    worker.kill()


# The whole way, with a model of random weights.


@pytest.fixture(scope="module")
def application(tmp_path_factory):
    wired = build_application(Settings(home=tmp_path_factory.mktemp("home")))
    wired.add_default_corpus()
    wired.index()
    return wired


def assistant_with(application, *generators):
    threshold = application.settings.answer_threshold
    everyone = [*generators, ExtractiveGenerator()]
    return Assistant(application.retriever, everyone, load_lexicon(), threshold)


ASKED = [
    "Құрылтайда қанша депутат болады?",
    "Сколько депутатов в Курултае?",
    "Кто назначает Вице-Президента?",
    "Президент неше жылға сайланады?",
    "Можно ли иметь два гражданства?",
    "Өлім жазасы бар ма?",
    "Кто может предложить закон?",
    "Елорда қай қала?",
]


@pytest.mark.parametrize("seed", range(4))
def test_a_random_model_that_may_only_quote_cannot_say_anything_false(application, gguf, seed):
    path = write_tiny_gguf(gguf.with_name(f"seed-{seed}.gguf"), seed=seed)
    model = LlamaModel(path, threads=1)
    assistant = assistant_with(application, ModelGenerator(model, Mode.QUOTES))
    answers = [assistant.answer(text) for text in ASKED]
    model.close()
    assert {answer.status for answer in answers} == {Status.ANSWERED}
    assert "llama" in {answer.generator for answer in answers}
    for answer in answers:
        assert answer.cuts == ()
        for citation in answer.citations:
            assert citation.quote in citation.document.text
            assert " ".join(citation.quote.split())[-20:] in answer.text or citation.number > 1


@pytest.mark.parametrize(
    ("says", "text"),
    [
        pytest.param("2 1", "Үш төрт. [1] Бір екі. [1] ", id="in the order that was named"),
        pytest.param("3 1", "Бес алты. [2] Бір екі. [1] ", id="of another source"),
        pytest.param("NOT_FOUND", "", id="nothing"),
    ],
)
def test_a_model_that_quotes_names_sentences_and_the_program_writes_them(tmp_path, says, text):
    model = LlamaModel(write_tiny_gguf(tmp_path / "says.gguf", says=says), threads=1)
    evidence = [make_evidence(words, Language.KK) for words in ("Бір екі. Үш төрт.", "Бес алты.")]
    items = list(ModelGenerator(model, Mode.QUOTES).generate(QUESTION, evidence))
    model.close()
    assert text_of(items) == text
    assert any(isinstance(item, Usage) for item in items)


def test_no_question_is_lost_while_its_model_is_killed_again_and_again(application, gguf):
    dice = random.Random(7)
    model = LlamaModel(gguf, threads=1, pause=0.0)
    assistant = assistant_with(application, ModelGenerator(model, Mode.QUOTES))
    alone = [assistant.answer(text).text for text in ASKED]
    answers = []
    for number in range(40):
        if number % 5 == 0 and model.pid:
            os.kill(model.pid, signal.SIGKILL)
        if number % 7 == 0 and model.pid:
            Thread(target=_kill_soon, args=(model.pid, dice.random() / 50)).start()
        answers.append(assistant.answer(ASKED[number % len(ASKED)]))
    model.close()
    assert {answer.status for answer in answers} == {Status.ANSWERED}
    by_model = [n for n, answer in enumerate(answers) if answer.generator == "llama"]
    assert len(by_model) > 20
    assert all(answers[n].text == alone[n % len(ASKED)] for n in by_model)


def _kill_soon(child, seconds):
    time.sleep(seconds)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
