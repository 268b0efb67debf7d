"""`atazan corpus diff`: what changed between two editions, on the terminal or as a page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from bot.errors import SettingsError
from bot.terminal.opening import HomeOption, open_application
from bot.terminal.speech import say, terminal_language
from corpus.document import Document
from corpus.errors import UnknownDocumentError
from prompts.messages import message
from retrieval.comparison import ArticleChange, Fate, Piece, articles_of, compare
from retrieval.locator import Locator

_STYLES = {Fate.ADDED: "green", Fate.REMOVED: "red strike"}
# Where there are no colours: [-removed-] {+added+}, as wdiff writes it.
_BRACKETS = {Fate.ADDED: ("{+", "+}"), Fate.REMOVED: ("[-", "-]"), Fate.SAME: ("", "")}


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="A", help=say("help-diff-old"))],
    new: Annotated[str, typer.Argument(metavar="B", help=say("help-diff-new"))],
    article: Annotated[str | None, typer.Option("--article", help=say("help-article"))] = None,
    html: Annotated[Path | None, typer.Option("--html", help=say("help-html"))] = None,
    home: HomeOption = None,
) -> None:
    """Compare two editions of a law word by word."""
    catalogue = open_application(context, home).catalogue
    before, after = _law(catalogue.get(old)), _law(catalogue.get(new))
    if before.language is not after.language:
        raise SettingsError("error-diff-languages", old=old, new=new)
    changes = compare(before, after)
    wanted = [change for change in changes if article in (None, change.new_number)]
    if not wanted:
        raise UnknownDocumentError("error-article-unknown", article=str(article), id=new)
    shown = wanted if article else [c for c in changes if c.fate is not Fate.SAME]
    if html:
        html.write_text(_page(before, after, changes, shown), encoding="utf-8")
        print(say("diff-written", path=str(html)))
    else:
        _print(changes, shown)


def _law(document: Document) -> Document:
    if not articles_of(document):
        raise UnknownDocumentError("error-no-articles", id=document.id)
    return document


def _tally(changes: Sequence[ArticleChange]) -> list[tuple[str, int]]:
    counts = Counter(change.fate for change in changes)
    return [(say(f"diff-{fate.value}"), counts[fate]) for fate in Fate]


def _title(change: ArticleChange) -> str:
    """Name an article by its numbers in both editions."""
    language = terminal_language()
    new, old = (
        Locator(0, number).render(language) if number else ""
        for number in (change.new_number, change.old_number)
    )
    title = new or old
    if new and old and new != old:
        title = message("diff-renumbered", language, new=new, old=old)
    return title[0].upper() + title[1:]


def _print(changes: Sequence[ArticleChange], shown: Iterable[ArticleChange]) -> None:
    from bot.cli.rendering import output_console, print_text

    console = output_console()
    print_text(console, " · ".join(f"{words}: {count}" for words, count in _tally(changes)))
    for change in shown:
        console.print()
        heading = Text.assemble(
            (_title(change), "bold"), (f"  {say(f'fate-{change.fate.value}')}", "dim")
        )
        print_text(console, heading)
        words = _coloured(console, change.pieces)
        words.rstrip()
        print_text(console, words)


def _coloured(console: Console, pieces: Iterable[Piece]) -> Text:
    text = Text()
    for piece in pieces:
        words = piece.text.rstrip()
        opening, closing = (
            _BRACKETS[piece.fate] if console.no_color or not console.is_terminal else ("", "")
        )
        text.append(f"{opening}{words}{closing}", _STYLES.get(piece.fate, ""))
        text.append(piece.text[len(words) :] or " ")
    return text


def _page(
    old: Document, new: Document, changes: Sequence[ArticleChange], shown: Iterable[ArticleChange]
) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("bot.cli", "."), autoescape=True, undefined=StrictUndefined
    )
    described: list[dict[str, Any]] = [
        {
            "number": change.new_number or change.old_number,
            "title": _title(change),
            "fate": say(f"fate-{change.fate.value}"),
            "pieces": change.pieces,
        }
        for change in shown
    ]
    return environment.get_template("diff.html.jinja").render(
        language=new.language,
        heading=say("diff-heading"),
        old=old,
        new=new,
        tally=_tally(changes),
        shown=described,
    )
