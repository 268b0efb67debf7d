"""What running a model in a process of its own costs, and what it bears: `make bench-llm`.

On a GGUF made on the spot, 56 million random weights, so that the speed is real: time to the first
piece and tokens a second beside llama-cpp-python called bare with the same prompt in the same run
(medians, taken in turns); the second question after the first with the head of its prompt cached;
the memory of the bot's own process; and questions asked while the model is killed again and again.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median
from threading import Event, Thread

from bot.answer import Question, Status, Usage
from bot.answering.chat_model import Messages, Mode
from bot.answering.extractive import ExtractiveGenerator
from bot.answering.grammar import answer_grammar
from bot.answering.llama import LlamaModel
from bot.answering.model_generator import ModelGenerator
from bot.answering.packing import pack
from bot.answering.prompt import build_messages
from bot.assistant import Assistant
from bot.settings import Settings
from bot.wiring import Application, build_application
from corpus.document import Language
from retrieval.lexicon import load_lexicon
from tests.tiny_models import write_tiny_gguf

WIDTH, LAYERS = 512, 12
ASKED = {
    "Құрылтайда қанша депутат болады?": Language.KK,
    "Президент неше жылға сайланады?": Language.KK,
    "Өлім жазасы бар ма?": Language.KK,
    "Вице-Президентті кім тағайындайды?": Language.KK,
    "Жер кімдікі?": Language.KK,
}
_MOST_TOKENS = 60
_CONTEXT = 4096
# Seconds between two kills, about.
_BETWEEN = 0.4

Write = Callable[[Messages, str | None], Iterator[object]]
Figures = tuple[float, float]


def timed(write: Write, messages: Messages, grammar: str | None, model: LlamaModel) -> Figures:
    """Seconds to the first piece, and tokens a second from there."""
    begun = time.perf_counter()
    first, text = 0.0, ""
    for item in write(messages, grammar):
        if isinstance(item, str):
            text += item
            first = first or (time.perf_counter() if text else 0.0)
    ended = time.perf_counter()
    (tokens,) = model.count_tokens([text])
    return first - begun, tokens / (ended - first)


def bare(gguf: Path, threads: int) -> Write:
    """llama-cpp-python, called as its documentation shows."""
    from llama_cpp import Llama
    from llama_cpp.llama_grammar import LlamaGrammar

    model = Llama(
        str(gguf), n_ctx=_CONTEXT, n_threads=threads, n_threads_batch=threads, verbose=False
    )

    def write(messages: Messages, grammar: str | None) -> Iterator[object]:
        bound = LlamaGrammar.from_string(grammar, verbose=False) if grammar else None
        for chunk in model.create_chat_completion(
            messages, grammar=bound, stream=True, temperature=0.0, max_tokens=_MOST_TOKENS
        ):
            yield chunk["choices"][0]["delta"].get("content") or ""

    return write


def prompts(application: Application) -> Iterator[tuple[Messages, str]]:
    """The messages and the grammar of each question."""
    for text, language in ASKED.items():
        found = application.retriever.search_bilingual(text, language, 5)
        sources = pack(found, 600, lambda texts: [len(one) for one in texts])
        grammar = answer_grammar([source.number for source in sources])
        yield build_messages(Question("", text, language), sources), grammar


def compare_speed(application: Application, gguf: Path, rounds: int, threads: int) -> None:
    """Print our speed beside the bare one's."""
    model = LlamaModel(gguf, threads)
    ways: dict[str, tuple[Write, bool]] = {
        "bare": (bare(gguf, threads), False),
        "ours": (lambda messages, grammar: model.write(messages, grammar, _MOST_TOKENS), False),
    }
    ways["ours, with the grammar"] = (ways["ours"][0], True)
    measured: dict[str, list[Figures]] = {name: [] for name in ways}
    asked = list(prompts(application))
    for number in range(rounds + 1):
        for name, (write, is_bound) in ways.items():
            for messages, grammar in asked:
                figures = timed(write, messages, grammar if is_bound else None, model)
                if number:  # the first round warms up
                    measured[name].append(figures)
    model.close()
    first, speed = (median(each) for each in zip(*measured["bare"], strict=True))
    print(
        "| | first piece, ms | tokens a second | ratio of first | ratio of speed |\n|---|---|---|---|---|"
    )
    for name, figures in measured.items():
        ours_first, ours_speed = (median(each) for each in zip(*figures, strict=True))
        ratios = f"{first / ours_first:.2f} | {ours_speed / speed:.2f}"
        print(f"| {name} | {ours_first * 1000:.0f} | {ours_speed:.0f} | {ratios} |")


def compare_cache(application: Application, gguf: Path, threads: int) -> None:
    """Print the first piece of a question after another, and of one whose model knows nothing."""
    (first, _), *_, (last, _) = prompts(application)
    model = LlamaModel(gguf, threads)
    list(model.write(first, None, 1))
    begun = time.perf_counter()
    *_, warm = model.write(last, None, 1)
    warm_seconds = time.perf_counter() - begun
    list(model.write([{"role": "user", "content": "."}], None, 1))
    begun = time.perf_counter()
    *_, cold = model.write(last, None, 1)
    cold_seconds = time.perf_counter() - begun
    model.close()
    assert isinstance(warm, Usage)
    assert isinstance(cold, Usage)
    print(
        f"\nA question after another: {warm.reused} of {warm.prompt} tokens were cached, first piece"
        f" {warm_seconds * 1000:.0f} ms; with none cached {cold_seconds * 1000:.0f} ms"
        f" (×{cold_seconds / warm_seconds:.2f})."
    )


def tell_memory(home: Path, gguf: Path) -> None:
    """Print the peak of a process that asks, whose model runs in another."""
    program = (
        "import re, sys\nfrom pathlib import Path\n"
        "from bot.settings import Settings\nfrom bot.wiring import build_application\n"
        "home, gguf = map(Path, sys.argv[1:])\n"
        "application = build_application(Settings(home=home, llm_model=gguf, models_folder=gguf.parent))\n"
        "for text in ('Құрылтайда қанша депутат?', 'Кто назначает Вице-Президента?'):\n"
        "    application.assistant.answer(text)\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())\n"
        "print(int(peak[1]) // 1024)\n"
    )
    command = [sys.executable, "-c", program, str(home), str(gguf)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    print(f"The bot's own process: {done.stdout.strip()} MB at its peak (without its model).")


def ask_under_fire(application: Application, gguf: Path, questions: int, kills: int) -> None:
    """Print how many questions were answered while the model was killed."""
    model = LlamaModel(gguf, 1)
    generators = [ModelGenerator(model, Mode.QUOTES), ExtractiveGenerator()]
    threshold = application.settings.answer_threshold
    assistant = Assistant(application.retriever, generators, load_lexicon(), threshold)
    over, killed = Event(), []
    texts = list(ASKED)

    def fire() -> None:
        dice = random.Random(0)
        while len(killed) < kills and not over.wait(dice.uniform(0.2, 1.8) * _BETWEEN):
            if model.pid:
                with suppress(ProcessLookupError):
                    os.kill(model.pid, signal.SIGKILL)
                    killed.append(model.pid)

    gun = Thread(target=fire)
    gun.start()
    begun = time.perf_counter()
    answers = []
    try:
        while len(answers) < questions or len(killed) < kills:
            answers.append(assistant.answer(texts[len(answers) % len(texts)]))
    finally:
        over.set()
        gun.join()
        model.close()
    answered = sum(answer.status is Status.ANSWERED for answer in answers)
    by_model = sum(answer.generator == "llama" for answer in answers)
    print(
        f"{len(answers)} questions while the model was killed {len(killed)} times: {answered} answered,"
        f" {by_model} of them by the model, in {time.perf_counter() - begun:.0f} s."
    )


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=50)
    arguments = parser.parse_args()
    threads = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        gguf = write_tiny_gguf(home / "56m.gguf", width=WIDTH, layers=LAYERS)
        tiny = write_tiny_gguf(home / "tiny.gguf")
        application = build_application(Settings(home=home))
        application.add_default_corpus()
        application.index()
        compare_speed(application, gguf, arguments.rounds, threads)
        compare_cache(application, gguf, threads)
        tell_memory(home, gguf)
        ask_under_fire(application, tiny, arguments.questions, arguments.kills)


if __name__ == "__main__":
    main()
