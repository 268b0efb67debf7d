"""`atazan ask`: one answer, or a batch of them."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.answer import Answer, Delta, Question, Searching, Status
from bot.assistant import Assistant
from bot.cli.batch import read_batch
from bot.cli.serialisation import answer_record, explanation_record
from bot.conversation import Conversation
from bot.errors import QuestionError
from bot.terminal.opening import HomeOption, JsonOption, open_for_questions
from bot.terminal.speech import say, terminal_language
from corpus.document import Language
from prompts.messages import message


def ask(
    context: typer.Context,
    question: Annotated[list[str] | None, typer.Argument(help=say("help-question"))] = None,
    language: Annotated[
        Language | None, typer.Option("--language", "-l", help=say("help-language"))
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help=say("help-explain"))] = False,
    as_json: JsonOption = False,
    batch: Annotated[Path | None, typer.Option(help=say("help-batch-ask"))] = None,
    home: HomeOption = None,
) -> None:
    """Answer one question, or each of a file."""
    if bool(question) == bool(batch):
        raise typer.BadParameter(say("help-question"), param_hint="QUESTION | --batch")
    application = open_for_questions(context, home)
    chosen = language or application.settings.language
    if batch:
        _answer_batch(application.assistant, batch, chosen)
    elif as_json:
        answer = application.assistant.answer(" ".join(question or ()), chosen)
        _print_record(answer, explained=explain)
    else:
        show_answer(application.assistant, " ".join(question or ()), chosen, explained=explain)


def show_answer(
    assistant: Assistant,
    question: str,
    language: Language | None,
    conversation: Conversation | None = None,
    *,
    explained: bool = False,
) -> None:
    """Print an answer while it comes, sentence by sentence, then its sources, and what was cut."""
    from bot.cli.rendering import output_console, print_cuts, print_sources, print_text

    console = output_console()
    waiting = console.status(say("progress-searching")) if console.is_terminal else None
    streamed = False
    for event in assistant.ask(question, language, conversation):
        match event:
            case Searching() if waiting:
                waiting.start()
            case Delta():
                if waiting:
                    waiting.stop()
                print_text(console, event.text)
                streamed = True
            case Answer():
                if waiting:
                    waiting.stop()
                if not streamed:
                    print_text(console, event.text)
                print_sources(console, event)
                if explained:
                    print_cuts(console, event)


def _answer_batch(assistant: Assistant, file: Path, language: Language | None) -> None:
    for record in read_batch(file, ("id", "question")):
        _print_record(_answer_one(assistant, record, language))


def _answer_one(assistant: Assistant, record: dict[str, Any], language: Language | None) -> Answer:
    """Answer one record; a question that cannot be asked is an answer too: failed, and why."""
    asked, question_id, wanted = str(record["question"]), str(record["id"]), record.get("lang")
    is_known = wanted in tuple(Language)
    chosen = Language(str(wanted)) if is_known else language
    try:
        if wanted and not is_known:
            raise QuestionError("error-language", value=str(wanted))
        return assistant.answer(asked, chosen, None, question_id)
    except QuestionError as error:
        question = Question(question_id, asked, chosen or terminal_language())
        reason = message(error.key, question.language, **error.values)
        return Answer(question, Status.FAILED, reason)


def _print_record(answer: Answer, *, explained: bool = False) -> None:
    record = answer_record(answer) | (explanation_record(answer) if explained else {})
    print(json.dumps(record, ensure_ascii=False), flush=True)
