"""`atazan chat`: a conversation at the terminal."""

import sys

import typer

from bot.cli.ask import show_answer
from bot.conversation import Conversation
from bot.errors import QuestionError
from bot.terminal.opening import HomeOption, open_for_questions
from bot.terminal.speech import explain, say, tell


def chat(context: typer.Context, home: HomeOption = None) -> None:
    """Talk: each question may lean on the one before."""
    application = open_for_questions(context, home)
    conversation = Conversation()
    tell(say("chat-welcome"))
    while question := _read_question():
        try:
            show_answer(
                application.assistant, question, application.settings.language, conversation
            )
        except QuestionError as error:
            tell(explain(error))
        print()


def _read_question() -> str:
    """Read a line; an empty one and the end of input end the conversation."""
    if sys.stdin.isatty():
        print(say("chat-prompt"), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()
