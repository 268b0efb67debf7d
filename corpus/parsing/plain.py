"""Plain text → Document: the seeds as they are, and any other text file."""

import re
from collections.abc import Iterator
from datetime import date

from corpus.document import Document, Kind, Span
from corpus.edition import edition_of
from corpus.parsing.language import language_of
from corpus.parsing.law import asides_of_law, kind_of_law

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
_LONGEST_TITLE = 200


def parse_plain(text: str, document_id: str) -> Document:
    """Make a Document of decoded text; title, date and publisher are read off it where it has them.

    The id names a text whose first line is no title.
    """
    dateline = _DATELINE.match(text)
    published = _date(dateline[1]) if dateline else None
    heading = _heading(text, dateline.end() if dateline and published else 0)
    title = " ".join(text[heading.start : heading.end].strip("# \t").split())[:_LONGEST_TITLE]
    is_title = published is not None or _reads_as_title(text, heading)
    asides = [Span(0, heading.end)] if is_title and text[heading.end :].strip() else []
    law = None if published else kind_of_law(text, title)
    return Document(
        id=document_id,
        title=title or document_id,
        text=text,
        language=language_of(text),
        kind=law or (Kind.NEWS if published else Kind.TEXT),
        publisher=_publisher(text),
        published=published,
        version=edition_of(text, document_id) if law is Kind.CONSTITUTION else "",
        asides=(*asides, *(asides_of_law(text) if law else _asides(text, heading.end))),
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _heading(text: str, start: int) -> Span:
    """The first line with something on it, from `start`."""
    line = re.compile(r"[^\n]*\S[^\n]*").search(text, start)
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
