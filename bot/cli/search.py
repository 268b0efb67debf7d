"""`atazan search`: passages without an answer, or a TREC run."""

import json
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.batch import read_batch
from bot.cli.serialisation import search_record, trec_lines
from bot.errors import QuestionError
from bot.normalisation import normalise
from bot.terminal.opening import HomeOption, JsonOption, open_for_questions
from bot.terminal.speech import explain, say, tell, terminal_language
from corpus.document import Kind
from retrieval.filter import Filter
from retrieval.language import detect
from retrieval.passage import Evidence
from retrieval.retriever import Retriever

# Finds at most so many passages for a text.
Search = Callable[[str, int], list[Evidence]]

_SHOWN, _RUN_DEPTH = 10, 50
# Passages looked at for each Document of a run: a long Document may fill the first places.
_PASSAGES_A_DOCUMENT = 2


class RunFormat(StrEnum):
    """What `--batch` writes."""

    JSON = "json"
    TREC = "trec"


_DAY = ["%Y-%m-%d", "%d.%m.%Y"]
KindOption = Annotated[list[Kind] | None, typer.Option("--kind", help=say("help-kind"))]


def search(
    context: typer.Context,
    query: Annotated[list[str] | None, typer.Argument(help=say("help-query"))] = None,
    k: Annotated[int | None, typer.Option("-k", min=1, max=1000, help=say("help-k"))] = None,
    kinds: KindOption = None,
    since: Annotated[datetime | None, typer.Option(formats=_DAY, help=say("help-since"))] = None,
    until: Annotated[datetime | None, typer.Option(formats=_DAY, help=say("help-until"))] = None,
    as_json: JsonOption = False,
    batch: Annotated[Path | None, typer.Option(help=say("help-batch-search"))] = None,
    run_format: Annotated[
        RunFormat, typer.Option("--format", help=say("help-format"))
    ] = RunFormat.JSON,
    home: HomeOption = None,
) -> None:
    """Show what is found for a query, or for each of a file."""
    if bool(query) == bool(batch):
        raise typer.BadParameter(say("help-query"), param_hint="QUERY | --batch")
    retriever = open_for_questions(context, home).retriever
    find = partial(_search, retriever, _narrowed(kinds, since, until))
    if batch:
        _search_batch(find, batch, run_format, k or _RUN_DEPTH)
        return
    text = " ".join(query or ())
    found = find(text, k or _SHOWN)
    if as_json:
        print(json.dumps(search_record(text, found), ensure_ascii=False))
    else:
        from bot.cli.rendering import output_console, print_passages

        print_passages(output_console(), found, terminal_language())


def _narrowed(kinds: list[Kind] | None, since: datetime | None, until: datetime | None) -> Filter:
    return Filter(frozenset(kinds or ()), since and since.date(), until and until.date())


def _search_batch(find: Search, file: Path, run_format: RunFormat, k: int) -> None:
    for record in read_batch(file, ("_id", "text")):
        query_id, text = str(record["_id"]), str(record["text"])
        if run_format is RunFormat.TREC:
            found = _search_one(find, query_id, text, _PASSAGES_A_DOCUMENT * k)
            for line in trec_lines(query_id, found, k):
                print(line)
        else:
            found = _search_one(find, query_id, text, k)
            print(json.dumps(search_record(text, found), ensure_ascii=False))


def _search_one(find: Search, query_id: str, text: str, limit: int) -> list[Evidence]:
    """A query that cannot be asked finds nothing: it is told, and the run goes on."""
    try:
        return find(text, limit)
    except QuestionError as error:
        tell(f"{query_id}: {explain(error)}")
        return []


def _search(retriever: Retriever, narrowed: Filter, text: str, limit: int) -> list[Evidence]:
    query = normalise(text)
    return retriever.search(query, detect(query), limit, narrowed)
