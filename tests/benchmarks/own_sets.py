"""Retrieval sets of our own over the official texts, in BEIR form: `make own-sets`.

    python -m tests.benchmarks.own_sets CORPORA OUT

CORPORA is `../shared/corpora`; nothing of it is kept here. Made are, each way between the languages:

- `citizens-*`: the real questions of the brochure of 14 February 2026, the answers (without their
  questions) only in the other language;
- `paragraphs-*`: a paragraph of the draft asks for its article in the other language;
- `constitution-*`: the golden questions, Kazakh and Russian, on one text, an article a Document.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.answer import Status
from bot.quality.golden import read_golden
from corpus.document import Document, Language
from corpus.parsing import parse_file
from retrieval.comparison import articles_of
from retrieval.segmentation import segment

GOLDEN = Path(__file__).parent.parent / "quality" / "golden" / "constitution.jsonl"
_BROCHURE = "questions-answers-2026-02-14-{}.pdf"
_DRAFT = "draft-2026-02-12-{}.docx"
_ADOPTED = {Language.KK: "constitution-2026-kk.txt", Language.RU: "constitution-2026-ru.md"}
# Characters; every how many paragraphs one is drawn.
_LEAST_PARAGRAPH, _EVERY = 60, 3

Texts = Mapping[str, str]
Pairs = Iterable[tuple[str, str]]


def write_set(folder: Path, documents: Texts, queries: Texts, relevant: Pairs) -> None:
    """Write a BEIR set; `relevant` pairs queries with the Documents that answer them."""
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    _write_lines(folder / "corpus.jsonl", documents, title="")
    _write_lines(folder / "queries.jsonl", queries)
    rows = [f"{query}\t{document}\t1" for query, document in relevant]
    lines = ["query-id\tcorpus-id\tscore", *rows]
    (folder / "qrels" / "test.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_lines(file: Path, texts: Texts, **more: str) -> None:
    records = ({"_id": key, "text": text} | more for key, text in texts.items())
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    file.write_text("".join(lines), encoding="utf-8")


def read_document(file: Path) -> Document:
    """The first Document of a file."""
    return next(one for one in parse_file(file) if isinstance(one, Document))


def questions_and_answers(brochure: Document) -> tuple[dict[str, str], dict[str, str]]:
    """The questions of a brochure and their answers, both by number."""
    by_heading: dict[str, list[str]] = {}
    for passage in segment(brochure):
        if passage.heading:
            by_heading.setdefault(passage.heading, []).append(passage.text)
    numbered = [(str(number), *pair) for number, pair in enumerate(by_heading.items(), 1)]
    return {n: q for n, q, _ in numbered}, {n: "\n".join(answer) for n, _, answer in numbered}


def articles(document: Document) -> dict[str, str]:
    """The text of every article, by its number."""
    return {
        number: "\n".join(passage.text for passage in those)
        for number, those in articles_of(document).items()
    }


def paragraphs(document: Document) -> Iterator[tuple[str, str, str]]:
    """Every third paragraph that says enough: its id, its article, its text."""
    for number, those in articles_of(document).items():
        for place, passage in enumerate(those):
            if len(passage.text) >= _LEAST_PARAGRAPH and place % _EVERY == 0:
                yield f"{number}-{place}", number, passage.text


def write_sets(corpora: Path, out: Path) -> None:
    """Write all sets."""
    for language in Language:
        other = language.other
        way = f"{language}-{other}"
        asked, _ = questions_and_answers(read_document(corpora / _BROCHURE.format(language)))
        _, answers = questions_and_answers(read_document(corpora / _BROCHURE.format(other)))
        write_set(out / f"citizens-{way}", answers, asked, ((n, n) for n in asked if n in answers))
        drawn = list(paragraphs(read_document(corpora / _DRAFT.format(language))))
        write_set(
            out / f"paragraphs-{way}",
            articles(read_document(corpora / _DRAFT.format(other))),
            {key: text for key, _, text in drawn},
            ((key, number) for key, number, _ in drawn),
        )
        _write_golden(out, articles(read_document(corpora / _ADOPTED[language])), language)


def _write_golden(out: Path, documents: Texts, language: Language) -> None:
    kept = [g for g in read_golden(GOLDEN) if g.expect is Status.ANSWERED and not g.before]
    kept = [golden for golden in kept if not {"article", "version"} & set(golden.tags)]
    for asked in Language:
        questions = {golden.id: golden.question for golden in kept if golden.language is asked}
        relevant = [(g.id, a) for g in kept if g.language is asked for a in g.articles]
        write_set(out / f"constitution-{asked}-{language}", documents, questions, relevant)


def main() -> None:
    """Write the sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    write_sets(arguments.corpora, arguments.out)


if __name__ == "__main__":
    main()
