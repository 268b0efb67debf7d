"""A stage for the bot as a whole: the server, a home that is filled, a bot, good questions."""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bot.answer import Answer, Status
from bot.conversation import Conversation
from bot.quality.golden import read_golden
from bot.settings import Settings
from bot.wiring import build_application
from tests.bot_api.bot_process import BotProcess
from tests.bot_api.remote import RemoteApi

# What was asked before, in words that nothing else is about.
_EARLIER = "Зебра туралы айтшы"
_GOLDEN = Path(__file__).parents[1] / "quality" / "golden"


class Stage(NamedTuple):
    """A server, a bot that is not begun, and its data folder."""

    api: RemoteApi
    bot: BotProcess
    home: Path


@contextmanager
def stage(filled: Path | None = None, *options: str, **settings: object) -> Iterator[Stage]:
    """Set a server up, with options of its own, and a bot with settings of its own.

    Its home is a copy of one that is filled, without one it is filled with the default corpus.
    """
    with tempfile.TemporaryDirectory() as scratch, RemoteApi(*options) as api:
        home = Path(scratch, "home")
        if filled:
            shutil.copytree(filled, home)
        else:
            fill(home)
        bot = BotProcess(home, api.url, Path(scratch, "journal"), **settings)
        try:
            yield Stage(api, bot, home)
        finally:
            bot.end()


def fill(home: Path) -> None:
    """Fill a home with the default corpus."""
    filling = [sys.executable, "-m", "bot", "corpus", "add", "--default", "--home", str(home)]
    subprocess.run(filling, check=True, capture_output=True)


def distinct_questions(home: Path, most: int | None = None) -> list[tuple[str, str]]:
    """Golden questions (language, text) that are answered, each with an answer of its own.

    None of them leans on what was asked before: its answer is the same whenever it is asked. At
    most so many are tried: the first of every file.
    """
    assistant = build_application(Settings(home=home)).assistant
    answers = {}
    for file in sorted(_GOLDEN.glob("*.jsonl")):
        for golden in islice(read_golden(file), most):
            *_, answer = assistant.ask(golden.question)
            assert isinstance(answer, Answer)
            if answer.status is Status.ANSWERED and not _leans(golden.question):
                answers[str(golden.language), golden.question] = answer.text
    often = Counter(answers.values())
    return [asked for asked, text in answers.items() if often[text] == 1]


def _leans(question: str) -> bool:
    return Conversation([_EARLIER]).complete(question) != question
