"""Answers, passages and Documents on a terminal: Rich where it is one, plain where it is piped."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.answer import Answer, Citation
from corpus.document import Document, Language
from prompts.messages import message
from retrieval.locator import Locator
from retrieval.passage import Evidence

_WIDEST = 100


def output_console() -> Console:
    """The console of standard output; lines of a piped output are not broken."""
    console = Console(highlight=False, soft_wrap=False)
    if console.is_terminal:
        console.width = min(console.width, _WIDEST)
    return console


def print_text(console: Console, text: str | Text, indent: int = 0) -> None:
    """Print a text as it is, wrapped on a terminal and whole in a pipe."""
    if console.is_terminal:
        console.print(Padding(text if isinstance(text, Text) else Text(text), (0, 0, 0, indent)))
    else:
        console.print(Text(" " * indent).append(text), soft_wrap=True)


def print_sources(console: Console, answer: Answer) -> None:
    """Print each place that is cited once, and its words where the answer has not shown them."""
    if not answer.citations:
        return
    language = answer.question.language
    console.print()
    print_text(console, Text(message("sources-heading", language), "bold"))
    for _, cited in groupby(answer.citations, key=_place):
        citations = list(cited)
        print_text(console, _source_line(citations, language))
        for citation in citations:
            quote = " ".join(citation.quote.split())
            if quote not in answer.text:
                print_text(console, Text(f"«{quote}»", "italic"), indent=4)


def print_cuts(console: Console, answer: Answer) -> None:
    """Print what verification took out of the answer, and why."""
    language = answer.question.language
    console.print()
    if not answer.cuts:
        print_text(console, message("cuts-none", language))
        return
    print_text(console, Text(message("cuts-heading", language), "bold"))
    for cut in answer.cuts:
        told = f"«{cut.sentence}» – {message(cut.reason, language)}"
        print_text(console, told if cut.sentence else message("cut-generator", language))


def _place(citation: Citation) -> tuple[str, Locator]:
    return citation.document.id, citation.passage.locator


def _source_line(citations: Sequence[Citation], language: Language) -> Text:
    """A line for citations of one place: «[2–4] Title · kind · article»."""
    first, last = citations[0], citations[-1]
    numbers = f"{first.number}–{last.number}" if len(citations) > 1 else str(first.number)
    about = [*_about(first.document, language), first.passage.locator.render(language)]
    return Text.assemble(
        (f"[{numbers}] ", "cyan"), first.document.title, (" · " + " · ".join(about), "dim")
    )


def _about(document: Document, language: Language) -> list[str]:
    published = document.published.isoformat() if document.published else ""
    kind = message(f"kind-{document.kind}", language)
    return [part for part in (kind, document.publisher, published, document.url) if part]


def print_passages(console: Console, found: Iterable[Evidence], language: Language) -> None:
    """Print found passages with their rank, score and place."""
    for rank, evidence in enumerate(found, 1):
        passage, document = evidence.passage, evidence.passage.document
        about = [*_about(document, language), passage.locator.render(language)]
        heading = Text.assemble((f"{rank}. ", "cyan"), (document.title, "bold"))
        print_text(console, heading)
        print_text(console, Text(f"{evidence.score:.3f} · " + " · ".join(about), "dim"), indent=3)
        print_text(console, passage.text, indent=3)
        console.print()


def print_document_line(console: Console, document: Document, language: Language) -> None:
    """Print one line about a Document."""
    about = [document.language, *_about(document, language)]
    print_text(
        console,
        Text.assemble(
            (document.id, "cyan"), "  ", document.title, (" · " + " · ".join(about), "dim")
        ),
    )
