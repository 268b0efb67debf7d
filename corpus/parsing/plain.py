"""Plain text → Document: the seeds as they are, and any other text file."""

import re
from collections.abc import Iterator
from datetime import date

from corpus.document import Document, Kind, Span
from corpus.edition import edition_of
from corpus.parsing.blocks import UNKNOWN, Particulars
from corpus.parsing.dates import date_in
from corpus.parsing.headings import asks_questions
from corpus.parsing.language import language_of
from corpus.parsing.law import asides_of_law, front_matter, kind_of_law

# « date 2026-02-02 Headline»: the first line of a seed.
_DATELINE = re.compile(r"\s*date (\d{4}-\d{2}-\d{2}) +(?=\S)")
_CAPTION = re.compile(r"(?:Сурет|Фото(?:сурет)?|Видео|Коллаж|Инфографика) ?(?:[:©]|авторы)", re.I)
# What follows such a line to the end of the text are headlines of other articles.
_OTHER_HEADLINES = re.compile(
    r"(?:Ең (?:көп )?оқылған(?:дар)?|Тағы (?:да )?оқыңыз(?:дар)?|Оқи отырыңыз|Өзге жаңалықтар"
    r"|Самое читаемое|Самые читаемые|Читайте также|Читать также|Популярное|Другие новости) ?:? *",
    re.I,
)
_AGENCIES = (
    re.compile(r"^[А-ЯЁӘҒҚҢӨҰҮҺІ][\w\s-]{1,40}\. ([A-Z][A-Z0-9.]{2,20}) [–—-]", re.M),
    re.compile(r"(?:хабарлайды|хабарлады|жазады|сообщает|передаёт|передает|пишет) ([A-Z][\w.]+\w)"),
)
# The first line of a draft; the title stands in the next.
_DRAFT = re.compile(r"[^\S\n]*(?P<mark>ЖОБА|ПРОЕКТ)[^\S\n]*\n", re.I)
_LONGEST_TITLE = 200


def parse_plain(text: str, document_id: str, known: Particulars = UNKNOWN) -> Document:
    """Make a Document of decoded text; what is not known of it is read off it where it has it.

    With a known title the text begins with it. The id names a text whose first line is no title.
    """
    dateline = _DATELINE.match(text)
    published = known.published or (date_in(dateline[1]) if dateline else None)
    draft = _DRAFT.match(text)
    begun = dateline.end() if dateline and published else draft.end() if draft else 0
    heading = _heading(text, begun)
    title = _title(text[heading.start : heading.end], draft["mark"] if draft else "")
    is_title = bool(known.title or published or draft) or _reads_as_title(text, heading)
    asides = [Span(0, heading.end)] if is_title and text[heading.end :].strip() else []
    law = None if dateline and published else kind_of_law(text, title)
    front = front_matter(text) if law else None
    if front:
        title, asides = " ".join(re.split(r"[\W_]+", document_id)), [front]
    return Document(
        id=document_id,
        title=title or document_id,
        text=text,
        language=language_of(text),
        kind=law or _kind(text, published),
        publisher=known.publisher or _publisher(text),
        published=published,
        version=edition_of(text, document_id) if law is Kind.CONSTITUTION else "",
        url=known.url,
        asides=(*asides, *(asides_of_law(text) if law else _asides(text, heading.end))),
    )


def _title(line: str, draft_mark: str) -> str:
    words = " ".join(line.strip("# \t").split())[:_LONGEST_TITLE]
    return f"{words} ({draft_mark})" if draft_mark else words


def _kind(text: str, published: date | None) -> Kind:
    if asks_questions(text):
        return Kind.EXPLAINER
    return Kind.NEWS if published else Kind.TEXT


def _heading(text: str, start: int) -> Span:
    """The first line with something on it, from `start`."""
    line = re.compile(r"\S[^\n]*").search(text, start)
    return Span(line.start(), line.end()) if line else Span(start, start)


def _reads_as_title(text: str, heading: Span) -> bool:
    line = text[heading.start : heading.end].strip()
    return len(line) <= _LONGEST_TITLE and not line.endswith((".", "!", "?", "…", ";", ":", ","))


def _asides(text: str, start: int) -> Iterator[Span]:
    for line in re.compile(r"[^\n]+").finditer(text, start):
        words = line[0].strip()
        if _OTHER_HEADLINES.fullmatch(words):
            yield Span(line.start(), len(text))
            return
        if _CAPTION.match(words):
            yield Span(line.start(), line.end())


def _publisher(text: str) -> str:
    found = (pattern.search(text) for pattern in _AGENCIES)
    return next((match[1] for match in found if match), "")
