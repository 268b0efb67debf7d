"""What in a text makes it a law: article headings; and what in it is not the law's own words."""

import re
from collections.abc import Iterator

from corpus.document import Kind, Span

# «46-бап», «1-бап. Негізгі ұғымдар», «Статья 46», «**Статья 46**», «Статья 18-1. Заголовок».
ARTICLE = re.compile(
    r"^[ \t\xa0#]*(?:\*\*)?(?:(?P<kk>\d+(?:-\d+)?)-бап|Статья (?P<ru>\d+(?:-\d+)?))\b\.?"
    r"(?:\*\*)?[ \t\xa0]*(?P<heading>[^\n]*?)(?:\*\*)?[ \t\xa0]*$",
    re.MULTILINE,
)
_NOTE = re.compile(
    r"^[ \t\xa0>]*\*?(?:(?:Ескертпе|Ескерту|Сноска|Примечание)\b|©|_{3,})[^\n]*$", re.MULTILINE
)
SECTION = re.compile(
    r"^[ \t\xa0#]*(?:[IVXІ]+[ \t\xa0]+бөлім|Раздел[ \t\xa0]+[IVX\d]+|РАЗДЕЛ[ \t\xa0]|\d+-тарау"
    r"|Глава[ \t\xa0]+\d+)[^\n]*$",
    re.MULTILINE,
)
# First lines of a law that its publisher's database put before it, in the place of a title.
_PUBLISHERS_LINE = re.compile(
    r"[ \t\xa0]*(?:Примечание|Сноска|Вниманию пользователей|Для удобства|СОДЕРЖАНИЕ|Оглавление"
    r"|Порядок введения|Ввод(?:ится|ятся)|Введ[её]н|Ескертпе|Ескерту|МАЗМҰНЫ|Назар аударыңыз)"
)
_FEWEST_ARTICLES = 3
_LONGEST_SECTION_TITLE = 200


def kind_of_law(text: str, title: str) -> Kind | None:
    """Tell a constitution and a law by their articles; None for any other text."""
    articles = ARTICLE.finditer(text)
    if sum(1 for _, _ in zip(range(_FEWEST_ARTICLES), articles, strict=False)) < _FEWEST_ARTICLES:
        return None
    is_constitution = re.search("конституция", title, re.IGNORECASE)
    return Kind.CONSTITUTION if is_constitution else Kind.LAW


def front_matter(text: str) -> Span | None:
    """What a publisher wrote before the first section or article of a law without a title."""
    if not _PUBLISHERS_LINE.match(text.lstrip()):
        return None
    begins = [found.start() for found in (SECTION.search(text), ARTICLE.search(text)) if found]
    return Span(0, min(begins)) if begins else None


def asides_of_law(text: str) -> Iterator[Span]:
    """Yield footnotes, the publisher's mark and the headings of sections: not the law's words."""
    for note in _NOTE.finditer(text):
        yield Span(note.start(), note.end())
    for section in SECTION.finditer(text):
        following = ARTICLE.search(text, section.end())
        title_end = following.start() if following else section.end()
        near = title_end - section.end() <= _LONGEST_SECTION_TITLE
        yield Span(section.start(), title_end if near else section.end())
